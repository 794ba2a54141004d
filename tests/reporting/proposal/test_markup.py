"""Small pieces of HTML."""

from parcours.core.language import speak
from parcours.reporting.proposal.markup import Column, Tables, bullets, mark, paragraph, person


def test_a_table_has_a_caption_scopes_and_rows() -> None:
    columns = (Column("Name"), Column("Score", number=True))
    assert Tables(speak("en")).table("pairs", "All & more", columns, [("A", "1"), ("B", "2")]) == (
        '<table class="pairs">\n<caption>All &amp; more</caption>\n'
        '<thead><tr><th scope="col">Name</th><th scope="col">Score</th></tr></thead>\n<tbody>\n'
        '<tr><th scope="row">A</th><td>1</td></tr>\n<tr><th scope="row">B</th><td>2</td></tr>\n</tbody>\n</table>'
    )


def test_each_kind_of_table_is_labelled_once_for_phones() -> None:
    tables = Tables(speak("fr"))
    for _ in range(2):
        tables.table(
            "short", "", (Column("Mentor"), Column("Pointage", number=True), Column('</style>"')), []
        )
    tables.table("plain", "", (Column("A"), Column("B")), [])
    styles = tables.styles()
    assert styles.count('.short td:nth-child(2)::before { content: "Pointage\\0000a0\\00003a"; }') == 1
    assert styles.count("</style>") == 0
    assert styles.count("text-align: end") == 1
    assert styles.count("inline-block") == 1


def test_everything_is_escaped() -> None:
    assert person('<b id="1">', "a&b") == "&lt;b id=&quot;1&quot;&gt; <small>a&amp;b</small>"
    assert mark("good", "<") == '<span class="mark good">&lt;</span>'
    assert paragraph("<p>") == "<p>&lt;p&gt;</p>"
    assert paragraph("&", "empty") == '<p class="empty">&amp;</p>'
    assert bullets("for", ["<a>", "b"]) == "<li class=for>&lt;a&gt;</li><li class=for>b</li>"


def test_a_person_without_a_name_is_an_id_once() -> None:
    assert [person("", "P1"), person("P1", "P1")] == ["P1", "P1"]


def test_no_bullets() -> None:
    assert bullets("but", []) == ""
