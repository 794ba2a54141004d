"""Matching runs: from the people of a cohort to an explained proposal."""
