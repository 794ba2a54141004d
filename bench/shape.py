"""The shape of the cohorts, in numbers. Nothing is imported, so that the process that starts others stays small."""

SEED = 2021
PLACES_PER_PERSON = 0.935

SKEW, UNEVEN = 0.5, 0.9
"""The occupation in rank k is drawn 1 / k ** SKEW times as often as the first; where it is harder, 1 / k ** UNEVEN."""

PEOPLE_PER_OCCUPATION = 4
"""A small program serves few occupations: one for so many people, the commonest first."""

SECOND_OCCUPATION = 0.15
MISSING = 0.05
"""How often a person leaves out each of years, languages, city, meeting and availability."""

WISHES, AVOIDING, BACKGROUND_MATTERS = 0.10, 0.03, 0.20
EMPLOYERS, AGENCIES = 200, 6
