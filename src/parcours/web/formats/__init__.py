"""How dates and numbers are written, where the framework's own formats differ from ours."""
