"""Filling in the forms of a page in a browser, with or without JavaScript."""

from playwright.sync_api import Locator, Page, expect

_BLANKED = (
    "input[type=text], input[type=email], input[type=url], input[type=date], input[type=password], textarea"
)


def askers(page: Page) -> list[Locator]:
    """Return the forms of the page that must be filled in: those with a required text to type."""
    required = page.locator("[required]:visible").and_(page.locator(_BLANKED))
    return page.locator("main form[method=post]").filter(has=required).all()


def send_empty(form: Locator) -> None:
    """Empty everything that is typed, and send the form by its own button."""
    typed = form.locator(_BLANKED)
    for number in range(typed.count()):
        if typed.nth(number).is_visible() and typed.nth(number).is_editable():
            typed.nth(number).fill("")
    with form.page.expect_navigation():
        form.locator("button:not([type=button])").first.click()


def wrong_with_errors(page: Page) -> list[str]:
    """Return what is wrong with a page that shows a form with errors: the summary, its links, its fields."""
    summary = page.locator(".error-summary")
    if summary.count() != 1:
        return ["there is not one summary of errors"]
    expect(summary).to_be_focused()
    wrong = []
    links = summary.locator("a")
    for number in range(links.count()):
        name = (links.nth(number).get_attribute("href") or "")[1:]
        field = page.locator(f"[id='{name}']")
        if field.count() != 1:
            wrong.append(f"the summary leads to {name}, which is not there")
            continue
        group = page.locator("fieldset[aria-describedby]").filter(has=field)
        invalid = field.get_attribute("aria-invalid") == "true" or group.count() == 1
        described = (field.get_attribute("aria-describedby") or "").split()
        if group.count():
            described += (group.first.get_attribute("aria-describedby") or "").split()
        errors = [
            one for one in described if one.endswith("_error") and page.locator(f"[id='{one}']").count()
        ]
        if not (invalid and errors):
            wrong.append(f"{name} does not say that, or why, it is wrong")
    if not links.count():
        wrong.append("the summary leads to no field")
    return wrong
