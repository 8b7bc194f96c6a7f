"""Settings that `manage.py connect` wrote down, for every start from now on."""

from __future__ import annotations

import json
import os
import tempfile
import tomllib
from pathlib import Path

from data_access.trouble import SettingError

SETTINGS_FILE = Path(__file__).resolve().parent.parent / "var" / "settings.toml"


def kept_settings(path: Path = SETTINGS_FILE) -> dict[str, str]:
    """Return what `manage.py connect` has written down; the environment goes before it.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    dict of str to str
        By environment variable; empty without a file.

    Raises
    ------
    SettingError
        The file cannot be read.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        raise SettingError(path.name, "cannot be read; run python manage.py connect again") from None
    return {name: str(value) for name, value in found.items() if name.startswith("HAMGAM_")}


def keep_setting(name: str, value: str, path: Path = SETTINGS_FILE) -> None:
    """Write a setting down for every start from now on, readable by this account alone: it may hold a password.

    Parameters
    ----------
    name : str
        The environment variable.
    value : str
    path : pathlib.Path
    """
    try:
        kept = kept_settings(path) | {name: value}
    except SettingError:  # nobody can read what stood there
        kept = {name: value}
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # 0600 from the start
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        # A JSON string is a TOML string.
        file.writelines(f"{one} = {json.dumps(text, ensure_ascii=False)}\n" for one, text in sorted(kept.items()))
    Path(draft).replace(path)
