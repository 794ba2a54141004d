"""The commands that run the site: they need its settings and its database, the others do not."""
