"""The marks of every map and export."""

import pytest

from data_access.statement import DEFAULT, KEYS, read_statement
from data_access.trouble import SettingError
from domain.indicators import Text

OURS = DEFAULT.read_text(encoding="utf-8")


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Name an office's own file."""

    def write(content):
        path = tmp_path / "own.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        monkeypatch.setenv("HAMGAM_STATEMENT", str(path))
        return path

    monkeypatch.delenv("HAMGAM_STATEMENT", raising=False)
    return write


def refused():
    with pytest.raises(SettingError) as error:
        read_statement()
    assert error.value.name == "HAMGAM_STATEMENT"
    return str(error.value)


def test_the_shipped_file_has_every_mark_in_both_languages(own):
    statement = read_statement()
    assert tuple(statement) == KEYS
    assert all(isinstance(one, Text) and len(one.fa) > 10 and len(one.en) > 10 for one in statement.values())
    assert all(any("\u0600" <= letter <= "\u06ff" for letter in one.fa) for one in statement.values())
    assert "United Nations" in statement["disclaimer"].in_language("en")
    assert "سازمان ملل" in statement["disclaimer"].in_language("fa")


def test_an_offices_own_file_replaces_it(own):
    own(OURS.replace("Sensitivity: internal", "Sensitivity: public"))
    assert read_statement()["sensitivity"].en == "Sensitivity: public"
    assert read_statement(DEFAULT)["sensitivity"].en == "Sensitivity: internal"


def test_a_missing_file_is_told(own, tmp_path, monkeypatch):
    monkeypatch.setenv("HAMGAM_STATEMENT", str(tmp_path / "nowhere.toml"))
    assert "cannot be read" in refused()
    monkeypatch.setenv("HAMGAM_STATEMENT", str(tmp_path))
    assert "cannot be read" in refused()


@pytest.mark.parametrize(
    "content",
    [
        "not toml at all",
        OURS.replace("[contact]", "[kontakt]"),
        OURS.replace("fa = ", "ar = ", 1),
        "disclaimer = 'one text'\n" + OURS.replace("[disclaimer]", "[other]"),
        OURS.encode("utf-16"),
        b"\xff\xfe\x00",
        "",
    ],
)
def test_a_file_that_lacks_a_text_or_is_not_toml_is_told_by_name(own, content):
    own(content)
    assert "own.toml" in refused()
