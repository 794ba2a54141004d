"""A sample cohort: people who want a mentor and people who offer to be one, as rows of two spreadsheets.

The same arguments give the same rows. Everything in them is invented; addresses end in example.org, which nobody has.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from parcours.demo import people
from parcours.demo.people import Origin, Words
from parcours.engine.occupations.words import plain
from parcours.reference.languages import language_name
from parcours.reference.noc import load_taxonomy

type Row = dict[str, str]
"""One person, a text by column; "" where nothing is known."""

MENTEES, MENTORS, SEED = 40, 36, 21

BOTH = (
    "id", "name", "email", "occupation", "years_experience", "languages", "city", "province", "meeting", "availability",
    "employer", "avoid", "prefers", "locked_with", "background",
)  # fmt: skip
MENTEE_COLUMNS = (*BOTH, "agency", "goals", "waiting_since", "background_matters")
MENTOR_COLUMNS = (*BOTH, "capacity", "minimum", "offers", "department")

FIELD_DIGITS = 3  # people of one field share so many digits of their code
UNSURE_ROW = 10
FIRST_DAY, WAITING_DAYS = date(2026, 1, 12), 250
# How often a person leaves a column blank that the program would like to know.
BLANKS = {"years_experience": 0.05, "languages": 0.03, "city": 0.05, "meeting": 0.05, "availability": 0.05}


@dataclass(frozen=True, slots=True)
class Person:
    """A row with what its words stand for."""

    row: Row
    code: str
    languages: frozenset[str]

    @property
    def field(self) -> str:
        """The first digits of the occupation: the group within which people match."""
        return self.code[:FIELD_DIGITS]


class Inventor:
    """Draws people from one seed and writes them in one language."""

    def __init__(self, seed: int, lang: str) -> None:
        self.random = Random(seed)  # noqa: S311 - sample people, not secrets
        self.french = lang == "fr"
        self.lang = lang

    def word(self, words: Words) -> str:
        """Return the word in the language of the file."""
        return words[self.french]

    def chance(self, share: float) -> bool:
        """Say yes for that share of people."""
        return self.random.random() < share

    def some(self, words: Sequence[Words], least: int, most: int) -> str:
        """Return a list of words, those that come first more often."""
        likely = words if self.chance(0.3) else words[: len(words) // 2 + 1]
        return "; ".join(map(self.word, self.random.sample(likely, self.random.randint(least, most))))

    def occupation(self, code: str) -> str:
        """Return an occupation as somebody writes it: mostly a code, else the class title in either language."""
        noc = load_taxonomy()
        english, french = noc.title(code, "en"), noc.title(code, "fr")
        own, other = (french, english) if self.french else (english, french)
        named = f"{'CNP' if self.french else 'NOC'} {code}"
        (written,) = self.random.choices((code, named, own, other), cum_weights=(70, 80, 95, 100))
        second = people.SECOND_OCCUPATIONS.get(code)
        return f"{written}; {second}" if second and self.chance(0.2) else written

    def years(self, mean: float, spread: float, most: float) -> str:
        """Return years of experience, sometimes a half."""
        whole = round(min(max(self.random.gauss(mean, spread), 1), most))
        return f"{whole}{',' if self.french else '.'}5" if self.chance(0.1) else str(whole)

    def languages(self, origin: Origin, city: str, *, settled: bool) -> dict[str, int | None]:
        """Return the languages somebody works in with their level, then the one they grew up with."""
        spoken: dict[str, int | None] = {}
        francophone_city = city in {"Gatineau", "Montréal", "Québec"}
        for code, share in (
            ("en", 0.7 if origin.french else 1.0),
            ("fr", 1.0 if origin.french else 0.5 if francophone_city else 0.15),
        ):
            if self.chance(share):
                level = round(self.random.triangular(9 if settled else 4, 12, 12 if settled else 8))
                spoken[code] = None if self.chance(0.1) else level
        spoken[self.random.choice(origin.languages)] = None
        return spoken

    def language_list(self, spoken: Mapping[str, int | None]) -> str:
        """Return languages by code or by name."""
        by_code = self.chance(0.6)
        names = {code: code if by_code else language_name(code, self.lang) for code in spoken}
        return "; ".join(f"{names[code]}:{level}" if level else names[code] for code, level in spoken.items())

    def choices(self, words: Mapping[str, Words], chosen: Mapping[str, float]) -> str:
        """Return each choice with its own chance, at least the likeliest."""
        drawn = [code for code, share in chosen.items() if self.chance(share)]
        return "; ".join(self.word(words[code]) for code in drawn or [max(chosen, key=chosen.__getitem__)])

    def person(self, id_: str, code: str, *, settled: bool) -> Person:
        """Return what mentees and mentors have in common."""
        origins = people.SETTLED if settled and self.chance(0.55) else people.NEWCOMERS
        (origin,) = self.random.choices(origins, [each.weight for each in origins])
        ((city, province, _),) = self.random.choices(people.CITIES, [weight for *_, weight in people.CITIES])
        spoken = self.languages(origin, city, settled=settled)
        name = f"{self.random.choice(origin.given)} {self.random.choice(origin.family)}"
        row = dict.fromkeys(BOTH, "") | {
            "id": id_,
            "name": name,
            "email": f"{plain(name).replace(' ', '.')}.{id_.lower()}@example.org",
            "occupation": self.occupation(code),
            "years_experience": self.years(*((17, 6, 35) if settled else (8, 4, 25))),
            "languages": self.language_list(spoken),
            "city": city,
            "province": province,
            "meeting": self.choices(people.MEETINGS, {"in_person": 0.7, "online": 0.75}),
            "background": self.word(self.random.choice(people.BACKGROUNDS)) if self.chance(0.25) else "",
        }
        return Person(row, code, frozenset(spoken))

    def mentee(self, id_: str, code: str) -> Person:
        """Return somebody who looks for a mentor."""
        person = self.person(id_, code, settled=False)
        times = {"weekday_day": 0.5, "weekday_evening": 0.7, "weekend": 0.4}
        person.row.update(
            availability=self.choices(people.AVAILABILITIES, times),
            employer=self.random.choice(people.FIRST_JOBS) if self.chance(0.55) else "",
            agency=self.random.choice(people.AGENCIES),
            goals=self.some(people.TOPICS, 1, 3),
            waiting_since=str(FIRST_DAY + timedelta(days=self.random.randrange(WAITING_DAYS))),
            background_matters=self.word(people.YES) if person.row["background"] and self.chance(0.5) else "",
        )
        self.leave_blanks(person.row)
        return person

    def mentor(self, id_: str, code: str) -> Person:
        """Return somebody who offers to be a mentor, often at the city hall that runs the program."""
        person = self.person(id_, code, settled=True)
        at_city_hall = person.row["city"] in people.NEAR_CITY_HALL and not code.startswith(
            people.OUTSIDE_CITY_HALL
        )
        times = {"weekday_day": 0.9 if at_city_hall else 0.5, "weekday_evening": 0.5, "weekend": 0.15}
        branch = max(filter(code.startswith, people.DEPARTMENTS), key=len)
        person.row.update(
            availability=self.choices(people.AVAILABILITIES, times),
            employer=self.word(people.CITY_HALL) if at_city_hall else self.random.choice(people.EMPLOYERS),
            capacity=self.random.choices(["1", "2", "3", "0", ""], [66, 20, 6, 3, 5])[0],
            minimum="",
            offers=self.some(people.TOPICS, 2, 4),
            department=self.word(people.DEPARTMENTS[branch]) if at_city_hall else "",
        )
        self.leave_blanks(person.row)
        return person

    def leave_blanks(self, row: Row) -> None:
        """Take out what people often do not say."""
        row.update({column: "" for column, share in BLANKS.items() if self.chance(share)})
        if not row["city"]:
            row["province"] = ""

    def avoid(self, side: Sequence[Person], others: Sequence[Person], share: float) -> None:
        """Let some people stay away from an employer of the other side, perhaps their own former one."""
        employers = sorted({other.row["employer"] for other in others} & set(people.EMPLOYERS))
        for person in side:
            if employers and self.chance(share):
                person.row["avoid"] = self.random.choice(employers)

    def wish(self, side: Sequence[Person], others: Sequence[Person], share: float) -> None:
        """Let some people name others of their own field, the dearest first."""
        by_field = defaultdict(list)
        for other in others:
            by_field[other.field].append(other.row["id"])
        for person in side:
            known = by_field[person.field]
            if known and self.chance(share):
                person.row["prefers"] = "; ".join(
                    self.random.sample(known, min(len(known), self.random.randint(1, 3)))
                )


def sample_cohort(
    mentees: int = MENTEES, mentors: int = MENTORS, seed: int = SEED, lang: str = "en"
) -> tuple[list[Row], list[Row]]:
    """Return the rows of so many mentees and mentors, in the order of `MENTEE_COLUMNS` and `MENTOR_COLUMNS`.

    ``lang`` is the language of the values, ``en`` or ``fr``. Some things are unknown, some people name each other, one
    pair is fixed beforehand, and some occupations are in people’s own words, two of them too vague to code.
    """
    inventor = Inventor(seed, lang)
    codes, weights = tuple(people.OCCUPATIONS), tuple(people.OCCUPATIONS.values())
    width = max(3, len(str(max(mentees, mentors))))
    seekers = [
        inventor.mentee(f"P{number:0{width}}", code)
        for number, code in enumerate(inventor.random.choices(codes, weights, k=mentees), 1)
    ]
    helpers = [
        inventor.mentor(f"M{number:0{width}}", code)
        for number, code in enumerate(inventor.random.choices(codes, weights, k=mentors), 1)
    ]
    inventor.avoid(seekers, helpers, 0.05)
    inventor.wish(seekers, helpers, 0.12)
    inventor.wish(helpers, seekers, 0.06)
    _fix_one_pair(seekers, helpers)
    for side in (seekers, helpers):
        _use_own_words(side, inventor)
    for person in seekers[UNSURE_ROW : UNSURE_ROW + 1]:
        person.row["occupation"] = inventor.word(people.UNSURE)
    return (
        [{column: person.row[column] for column in MENTEE_COLUMNS} for person in seekers],
        [{column: person.row[column] for column in MENTOR_COLUMNS} for person in helpers],
    )


def _use_own_words(side: Sequence[Person], inventor: Inventor) -> None:
    """Let the first person of some occupations name it as people do."""
    first = {person.code: person for person in reversed(side)}
    for code, words in people.OWN_WORDS.items():
        if code in first:
            first[code].row["occupation"] = inventor.word(words)


def _fix_one_pair(seekers: Sequence[Person], helpers: Sequence[Person]) -> None:
    """Fix the first pair that may meet; the mentor wants at least this one."""
    for seeker in seekers:
        for helper in helpers:
            if _may_meet(seeker, helper):
                seeker.row["locked_with"] = helper.row["id"]
                helper.row["minimum"] = "1"
                return


def _may_meet(seeker: Person, helper: Person) -> bool:
    def share(column: str) -> bool:
        return not set(seeker.row[column].split("; ")).isdisjoint(helper.row[column].split("; "))

    return (
        seeker.field == helper.field
        and not seeker.languages.isdisjoint(helper.languages)
        and seeker.row["city"] == helper.row["city"]
        and share("meeting")
        and share("availability")
        and not seeker.row["avoid"]
        and helper.row["capacity"] != "0"
    )
