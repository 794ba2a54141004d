"""Which forms of a page must be filled in: test_pages.py and test_without_script.py send them empty."""

from playwright.sync_api import Browser

from tests.e2e.forms import askers


def test_forms_with_a_required_text_that_is_seen_are_those_to_fill_in(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("""<main>
        <form method="post" id="one"><input type="text" required><input type="date" required></form>
        <form method="post" id="two"><input type="text"></form>
        <form method="post" id="three"><details><summary>A</summary><textarea required></textarea></details></form>
        <form method="post" id="four"><select required></select><input type="checkbox" required></form>
        <form method="get" id="five"><input type="text" required></form>
        <form method="post" id="six"><textarea required></textarea></form>
    </main><form method="post" id="seven"><input type="text" required></form>""")
    assert [form.get_attribute("id") for form in askers(page)] == ["one", "six"]
    page.close()
