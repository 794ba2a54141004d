"""Facts about what people write in a few closed lists: ways of meeting, times, yes and no, months."""

from parcours.tables.text import fold

IN_PERSON, ONLINE = "in_person", "online"
WEEKDAY_DAY, WEEKDAY_EVENING, WEEKEND = "weekday_day", "weekday_evening", "weekend"

_MEETING = {
    (IN_PERSON,): (
        "in person, in-person, person, face to face, face-to-face, f2f, onsite, on-site, on site, local, physical, "
        "en personne, présentiel, en présentiel, présence, en présence, face à face, sur place, sur les lieux"
    ),
    (ONLINE,): (
        "online, on line, on-line, virtual, virtually, remote, remotely, distance, video, video call, videocall, "
        "videoconference, video conference, video conferencing, zoom, teams, ms teams, microsoft teams, google meet, "
        "skype, phone, telephone, by phone, web, internet, e-mentoring, en ligne, virtuel, virtuelle, "
        "virtuellement, à distance, distanciel, en distanciel, vidéo, visio, visioconférence, vidéoconférence, "
        "par vidéo, télétravail, téléphone, par téléphone, en virtuel"
    ),
    (IN_PERSON, ONLINE): (
        "both, either, any, all, no preference, hybrid, hybride, blended, mixed, mixte, flexible, les deux, "
        "l’un ou l’autre, au choix, peu importe, indifférent, sans préférence, n’importe, tous, toutes, tout, "
        "either one, both ways, en personne ou en ligne, in person or online, in person and online, "
        "en personne et en ligne, online or in person, en ligne ou en personne, bimodal"
    ),
}  # fmt: skip
_AVAILABILITY = {
    (WEEKDAY_DAY,): (
        "business hours, office hours, working hours, work hours, lunch, lunchtime, noon, midi, le midi, "
        "heures de bureau, heures ouvrables, avant midi, après midi, l’après midi"
    ),
    (WEEKDAY_EVENING,): "weeknight, weeknights, after work, after hours, après le travail",
    (WEEKEND,): (
        "week end, week ends, fins de semaine, les fins de semaine, fds, saturday and sunday, samedi et dimanche"
    ),
    (WEEKDAY_DAY, WEEKDAY_EVENING): (
        "weekday, weekdays, week days, monday to friday, monday friday, mon fri, du lundi au vendredi, "
        "lundi au vendredi, lundi à vendredi, lundi vendredi"
    ),
    (WEEKDAY_DAY, WEEKDAY_EVENING, WEEKEND): (
        "any, any time, anytime, all, always, flexible, all times, all the time, open, whenever, any day, every "
        "day, everyday, no preference, n’importe quand, tout le temps, toujours, tous, toutes, tout, en tout temps, "
        "tous les jours, peu importe, indifférent, sans préférence, n’importe"
    ),
}  # fmt: skip
# Single words of a phrase about time; "" for those that add nothing.
_TIMES = {
    WEEKDAY_DAY: (
        "day, days, daytime, morning, mornings, afternoon, afternoons, jour, jours, journée, journées, matin, matins, "
        "matinée, matinées, après-midi, am"
    ),
    WEEKDAY_EVENING: "evening, evenings, night, nights, soir, soirs, soirée, soirées",
    WEEKEND: (
        "weekend, weekends, saturday, saturdays, sunday, sundays, sat, sun, samedi, samedis, dimanche, dimanches"
    ),
    "weekday": (
        "week, weekday, weekdays, monday, mondays, tuesday, tuesdays, wednesday, wednesdays, thursday, thursdays, "
        "friday, fridays, mon, tue, tues, wed, thu, thur, thurs, fri, semaine, lundi, lundis, mardi, mardis, "
        "mercredi, mercredis, jeudi, jeudis, vendredi, vendredis"
    ),
    "": "the, on, in, at, of, during, every, only, le, la, les, de, du, en, au, chaque, seulement, pendant",
}  # fmt: skip
_YES = "yes, y, oui, o, x, 1, true, vrai, t, v, ok, yeah, checked, coché"
_NO = "no, n, non, 0, false, faux, f, none, aucun, aucune, not"
_NOT_KNOWN = (
    "unknown, not known, n/a, na, not sure, tbd, to be determined, inconnu, inconnue, non connu, non connue, "
    "nd, so, je ne sais pas, ne sais pas, à déterminer"
)
_MONTHS = (
    "january, jan, janvier, janv",
    "february, feb, février, févr, fév",
    "march, mar, mars",
    "april, apr, avril, avr",
    "may, mai",
    "june, jun, juin",
    "july, jul, juillet, juil",
    "august, aug, août",
    "september, sep, sept, septembre",
    "october, oct, octobre",
    "november, nov, novembre",
    "december, dec, décembre, déc",
)


def _folded(words: str) -> list[str]:
    return [fold(word) for word in words.split(", ")]


def _choices(words: dict[tuple[str, ...], str]) -> dict[str, frozenset[str]]:
    """Return what each folded word stands for; the codes themselves are words too."""
    codes = {fold(code): frozenset({code}) for choice in words for code in choice}
    return codes | {word: frozenset(choice) for choice, said in words.items() for word in _folded(said)}


MEETING = _choices(_MEETING)
"""The ways of meeting by folded word."""

AVAILABILITY = _choices(_AVAILABILITY)
"""The times of the week by folded word."""

TIMES = {word: kind for kind, words in _TIMES.items() for word in _folded(words)}
"""What a single word about time means: a time of the week, ``weekday``, or nothing ("")."""

YES_OR_NO = {**dict.fromkeys(_folded(_YES), True), **dict.fromkeys(_folded(_NO), False)}
"""True or False by folded word."""

NOT_KNOWN = frozenset(_folded(_NOT_KNOWN))
"""What says, in a cell, that nobody could tell."""

MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in _folded(words)}
"""The month's number by folded name or abbreviation."""
