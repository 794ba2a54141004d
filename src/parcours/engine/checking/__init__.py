"""Checks answers with nothing but whole numbers: shares no code with what found them."""
