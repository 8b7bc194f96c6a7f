"""The marks of every map and export (disclaimer, sensitivity, terms, contact), from one file in both languages."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from data_access.trouble import SettingError
from domain.indicators import Text

DEFAULT = Path(__file__).with_name("statement.toml")
KEYS = ("disclaimer", "sensitivity", "terms", "contact", "disclosure", "method", "boundaries")


def read_statement(path: Path | None = None) -> dict[str, Text]:
    """Read the statement.

    Parameters
    ----------
    path : pathlib.Path, optional
        Defaults to `HAMGAM_STATEMENT`, else to the file in the repository.

    Returns
    -------
    dict of str to Text
        One text per key of `KEYS`.

    Raises
    ------
    SettingError
        The file is missing, is not TOML, or lacks a text in one of the languages.
    """
    named = os.environ.get("HAMGAM_STATEMENT")
    source = path or (Path(named) if named else DEFAULT)
    try:
        data = tomllib.loads(source.read_text(encoding="utf-8"))
        return {key: Text(fa=str(data[key]["fa"]), en=str(data[key]["en"])) for key in KEYS}
    except OSError as error:
        raise SettingError("HAMGAM_STATEMENT", f"cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:  # not TOML, not UTF-8, a text missing
        raise SettingError("HAMGAM_STATEMENT", f"{source.name}: {error}") from error
