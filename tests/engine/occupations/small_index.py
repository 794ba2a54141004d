"""A coder that knows a few titles, learned in a moment."""

from functools import cache

from parcours.engine.occupations.coder import Coder
from parcours.engine.occupations.confidence import Calibration
from parcours.engine.occupations.learning import Training
from parcours.engine.occupations.lexicon import Lexicon
from parcours.engine.occupations.title_index import KnownTitle, Origin, TitleArrays, build

CLASSES = {
    "11100": ("Financial auditors and accountants", "Auditeurs et comptables"),
    "21300": ("Civil engineers", "Ingénieurs civils/ingénieures civiles"),
    "21301": ("Mechanical engineers", "Ingénieurs mécaniciens/ingénieures mécaniciennes"),
    "31301": ("Registered nurses", "Infirmiers autorisés/infirmières autorisées"),
    "33102": ("Nurse aides", "Aides-infirmiers/aides-infirmières"),
    "72106": ("Welders", "Soudeurs/soudeuses"),
}
TITLES = (
    *(KnownTitle(en, "en", (code,), Origin.CLASS_TITLE) for code, (en, _) in CLASSES.items()),
    *(KnownTitle(fr, "fr", (code,), Origin.CLASS_TITLE) for code, (_, fr) in CLASSES.items()),
    KnownTitle("bridge engineer", "en", ("21300",)),
    KnownTitle("bridge designer", "en", ("21300",)),
    KnownTitle("engine engineer", "en", ("21301",)),
    KnownTitle("engine designer", "en", ("21301",)),
    KnownTitle("arc welder", "en", ("72106",)),
    KnownTitle("pipe welder", "en", ("72106",)),
    KnownTitle("nurse", "en", ("31301", "33102"), Origin.ALIAS),
    KnownTitle("shop helper", "en", ("21301",), Origin.ALIAS),
    KnownTitle("shop helper", "en", ("72106",)),
    KnownTitle("RN", "en", ("31301",), Origin.ALIAS),
    KnownTitle("土木工程师", "zh", ("21300",), Origin.FOREIGN),
    KnownTitle("enfermera", "es", ("31301",), Origin.FOREIGN),
    KnownTitle("!", "en", ("72106",)),
)
WORDS = Lexicon.of(
    [
        ("ingenier*", "engineer"),
        ("recursos humanos", "human resources"),
        ("*ingenieur*", "engineer"),
        ("maschinenbau", "mechanical"),
        ("enfermer*", "nurse"),
        ("土木", "civil"),
        ("工程师", "engineer"),
        ("مهندس", "engineer"),
    ]
)
GROUPS = {"NU": ("313",), "EN": ("213",)}
OLD_CODES = {"2131": ("21300",), "0711": ("21300", "72106")}


@cache
def arrays() -> TitleArrays:
    """Return the index of `TITLES`."""
    return build(TITLES, WORDS, Training(size=16, rounds=15, batch=4))


@cache
def coder() -> Coder:
    """Return the coder of `TITLES`."""
    titles = {
        lang: {code: names[at] for code, names in CLASSES.items()} for at, lang in enumerate(("en", "fr"))
    }
    return Coder(arrays(), WORDS, titles, GROUPS, OLD_CODES, "small-1", calibration=Calibration(0.8, 0.2))
