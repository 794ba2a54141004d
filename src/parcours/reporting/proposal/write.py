"""All files of one run."""

from pathlib import Path

from parcours.matching.adapter import Proposal
from parcours.matching.words import Words
from parcours.reporting.proposal.document import document
from parcours.reporting.proposal.report import report
from parcours.reporting.proposal.spreadsheets import Spreadsheets
from parcours.reporting.proposal.to_check import ToCheck

TO_CHOOSE = "occupations_to_check.csv"
"""Only where a person has an occupation to choose, or has chosen one."""

RESULT_FILES = ("matches.csv", "unmatched.csv", TO_CHOOSE, "matches.xlsx", "result.json", "report.html")
"""What a run writes into its folder."""


def write_results(proposal: Proposal, words: Words, check: ToCheck, folder: Path) -> None:
    """Write `RESULT_FILES` into the existing `folder`, in the language of `words`.

    The same proposal gives the same bytes. Codes, and the headers of the CSV files, are the same in both languages.
    """
    spreadsheets = Spreadsheets(proposal, words)
    spreadsheets.write_matches(folder / "matches.csv")
    spreadsheets.write_unmatched(folder / "unmatched.csv")
    spreadsheets.choosing.write(folder / TO_CHOOSE)
    spreadsheets.write_workbook(folder / "matches.xlsx")
    with (folder / "result.json").open("w", -1, "utf-8", "backslashreplace", "\n") as file:
        file.writelines(document(proposal, words, check))
    (folder / "report.html").write_text(report(proposal, words, check), "utf-8", "xmlcharrefreplace", "\n")
