"""The charts of runs side by side: what they say is what the table says, and every run has a name of its own."""

import datetime as dt
import re

import pytest
from django.test import Client
from django_scopes import scopes_disabled

from parcours.accounts.roles import Role
from parcours.matching.models import Run
from parcours.web.manage.matching_chart import Panel, panels
from tests import factories
from tests.applications import made as applications
from tests.architecture.changes_of_matches import MATCHING
from tests.engagements import made

NOON = dt.datetime(2026, 5, 4, 16, tzinfo=dt.UTC)


def drawn(*made: tuple[str, dt.datetime], rank: float | None = None, placed: int = 1) -> list[Panel]:
    """The charts of runs that looked for these, at these times."""
    proof = {"placed": placed, "bound": 1, "score": 0, "mentee_rank": rank, "mentor_rank": rank}
    return panels([(Run(certificate=proof, made_at=at), way) for way, at in made])


@pytest.mark.django_db
def test_the_charts_of_all_three_ways_say_what_the_table_says(client: Client) -> None:
    here = factories.organization("north")
    cohort = applications.cohort(here, seats=9)
    client.force_login(factories.member(here, Role.COORDINATOR))
    made.mentee(cohort)
    made.mentor(cohort)
    page = f"/o/north/manage/programs/cohorts/{cohort.pk}/matching/"
    client.post(f"{page}run/", MATCHING | {"ways": "1"})
    with scopes_disabled():
        for run, more in zip(Run.objects.order_by("-pk"), (0, 3, 6), strict=True):
            run.certificate |= {"placed": 9 - more, "bound": 12, "score": 600 - 50 * more}
            run.certificate |= {"mentee_rank": None if more == 6 else 1.5, "mentor_rank": 2.25}
            run.blocking_pairs = more
            run.save()
    html = client.get(f"{page}runs/").content.decode()
    ways, *columns = zip(
        *(re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr><th.*?</tr>", html)[-3:]),
        strict=True,
    )
    charts = [
        re.findall(r"<li><span>(.*?)</span> <b>(.*?)</b>.*?bar-mark\" width=\"(\d+)", chart)
        for chart in re.findall(r'<figure class="small-bars">.*?</figure>', html, re.DOTALL)
    ]
    assert [tuple(way for way, _shown, _width in chart) for chart in charts] == [ways] * 5
    shown = [[shown for _way, shown, _width in chart] for chart in charts]
    assert shown[:3] == [
        list(columns[0]),
        [f"{score} ({share}%)" for score, share in zip(columns[1], (100, 75, 50), strict=True)],
        list(columns[2]),
    ]
    assert [" · ".join(ranks) for ranks in zip(*shown[3:], strict=True)][:2] == list(columns[3][:2])
    assert (shown[0], shown[2], shown[3][2]) == (["9 of 12", "6 of 12", "3 of 12"], ["0", "3", "6"], "–")
    widths = [[int(width) for _way, _shown, width in chart] for chart in charts]
    assert widths[:3] == [[210, 140, 70], [280, 210, 140], [0, 140, 280]]
    assert "style=" not in html


def test_one_run_is_not_drawn() -> None:
    assert drawn(("Best", NOON)) == []


def test_runs_that_looked_for_the_same_are_told_apart_by_when() -> None:
    hour, month = dt.timedelta(hours=1), dt.timedelta(days=30)
    of_a_day = drawn(("Best", NOON), ("Fair", NOON), ("Best", NOON - hour))[0].bars
    assert [bar.label for bar in of_a_day] == ["Best, noon", "Fair", "Best, 11 a.m."]
    of_two = drawn(("Best", NOON), ("Best", NOON - month))[0].bars
    assert [bar.label for bar in of_two] == ["Best, 4 May 2026 noon", "Best, 4 Apr 2026 noon"]


def test_nothing_reached_is_no_bar_and_a_rank_that_nobody_has_no_chart() -> None:
    without = drawn(("Best", NOON), ("Fair", NOON))
    assert [(panel.bars[0].shown, panel.bars[0].width) for panel in without] == [
        ("1 of 1", 280), ("0 (0%)", 0), ("0", 0),
    ]  # fmt: skip
    assert len(drawn(("Best", NOON), ("Fair", NOON), rank=1.0)) == len(without) + 2


def test_runs_that_place_nobody_have_no_charts() -> None:
    ways = ("The best", NOON), ("The fairest", NOON)
    assert drawn(*ways)
    assert not drawn(*ways, placed=0)
