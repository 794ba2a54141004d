"""Facts the program starts with: occupations, languages, provinces. Their origin: `data/SOURCES.md`."""
