"""What holds for every test: stable names, and no deadlines, for a slow machine is no fault."""

from hypothesis import HealthCheck, settings

settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


def pytest_make_parametrize_id(config, val, argname):
    """Files made for a test carry the time they were made: their bytes are no name for it."""
    return argname if isinstance(val, bytes) else None
