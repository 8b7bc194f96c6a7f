"""Cases that differ in language, sector or window alone: `make test` looks at some, `make test-long` at the others."""

import pytest


def sweep(*cases, now):
    """Cases for `parametrize`; those with the numbers `now` are looked at in every run, the others in long ones."""
    assert now
    later = [place for place in range(len(cases)) if place not in now]
    return [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=[pytest.mark.long] * (place in later))
        for place, case in enumerate(cases)
    ]


FA_NOW = sweep("fa", "en", now=[0])
EN_NOW = sweep("fa", "en", now=[1])
