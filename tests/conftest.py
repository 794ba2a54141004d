"""What every test shares: how hypothesis behaves."""

from hypothesis import HealthCheck, settings

# A busy machine is slow, not wrong: no time limits. Every run tries new cases, and says how to repeat a failure.
settings.register_profile("ci", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci")
