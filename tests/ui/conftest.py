"""Unit tests of ui run in both languages: ``lang`` activates one after the other."""

import pytest

from wording import i18n


@pytest.fixture(autouse=True)
def persian_again():
    """Leave the language as it was for whatever runs next in this thread."""
    yield
    i18n.activate("fa")


@pytest.fixture(params=["fa", "en"])
def lang(request):
    i18n.activate(request.param)
    return request.param


@pytest.fixture
def fa():
    i18n.activate("fa")


@pytest.fixture
def en():
    i18n.activate("en")
