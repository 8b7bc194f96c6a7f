"""Settings from the environment; the README names each one."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_access.kept import kept_settings
from data_access.trouble import SettingError

ROOT = Path(__file__).resolve().parent.parent
DEMO_DATABASE = ROOT / "var" / "demo.sqlite"
KEY_FILE = ROOT / "var" / "rounding.key"
STORE = ROOT / "var" / "store.sqlite"
ACCESS = ("local", "oidc")
LOG_FORMATS = ("text", "json")
# Public on purpose: the demonstration data protects nobody, and everyone must get the same figures from it.
DEMO_KEY = b"hamgam demonstration rounding key"
DEMO_VERSION_PREFIX = "demo-"
KEY_BYTES = range(16, 65)


@dataclass(frozen=True)
class Settings:
    """What can be set from outside.

    Attributes
    ----------
    database_url : str
        SQLAlchemy URL of the database to read.
    timeout_s : float
        Seconds after which the database stops a statement.
    row_cap : int
        Rows of one table that are read at the most.
    rounding_base : int
        Persons, 3 to 10.
    rounding_key : bytes or None
        The secret key; None when the key file is to be used.
    missing_limit : float
        Share of facilities without figures above which an area is `no_data`.
    as_of : datetime.date or None
        Today, if it is to be fixed.
    decks : pathlib.Path or None
        The folder of the office's own decks.
    access : {'local', 'oidc'}
        Whether only this machine comes in, as staff, or whoever signs in.
    store_url : str
        SQLAlchemy URL of the dashboard's own store.
    account_claim : str
        The claim of an id token that names the account.
    role_claim : str
        The claim that holds roles or groups; empty: accounts alone count.
    viewers, staff, admins : frozenset of str
        Values of the role claim, or accounts, in lower case.
    audit_days : int
        How long the audit trail is kept.
    log_format : {'text', 'json'}
    update_every_s : float
        Seconds after which a page that nobody touches asks whether there is another data version.
    """

    database_url: str
    timeout_s: float = 10.0
    row_cap: int = 1_000_000
    rounding_base: int = 5
    rounding_key: bytes | None = None
    missing_limit: float = 0.2
    as_of: date | None = None
    decks: Path | None = None
    access: str = "local"
    store_url: str = f"sqlite:///{STORE}"
    account_claim: str = "email"
    role_claim: str = ""
    viewers: frozenset[str] = frozenset()
    staff: frozenset[str] = frozenset()
    admins: frozenset[str] = frozenset()
    audit_days: int = 365
    log_format: str = "text"
    update_every_s: float = 30.0


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings.

    Parameters
    ----------
    environment : mapping of str to str, optional
        Defaults to the process environment.

    Returns
    -------
    Settings

    Raises
    ------
    SettingError
        A value is not of its kind; the message names the variable, the value and what is allowed.
    """
    env = kept_settings() | dict(os.environ) if environment is None else environment
    key = env.get("HAMGAM_ROUNDING_KEY")
    return Settings(
        database_url=env.get("HAMGAM_DATABASE_URL") or f"sqlite:///{DEMO_DATABASE}",
        timeout_s=_number(env, "HAMGAM_STATEMENT_TIMEOUT_S", 10.0, 0.1, 600.0),
        row_cap=_whole_number(env, "HAMGAM_ROW_CAP", 1_000_000, 1, 50_000_000),
        rounding_base=_whole_number(env, "HAMGAM_ROUNDING_BASE", 5, 3, 10),
        rounding_key=key.encode() if key else None,
        missing_limit=_number(env, "HAMGAM_MISSING_LIMIT", 0.2, 0.0, 1.0),
        as_of=_date(env, "HAMGAM_AS_OF"),
        decks=Path(decks) if (decks := env.get("HAMGAM_DECKS")) else None,
        access=read_access(env),
        store_url=env.get("HAMGAM_STORE_URL") or f"sqlite:///{STORE}",
        account_claim=env.get("HAMGAM_ACCOUNT_CLAIM") or "email",
        role_claim=env.get("HAMGAM_ROLE_CLAIM") or "",
        viewers=_names(env, "HAMGAM_VIEWERS"),
        staff=_names(env, "HAMGAM_STAFF"),
        admins=_names(env, "HAMGAM_ADMINS"),
        audit_days=_whole_number(env, "HAMGAM_AUDIT_DAYS", 365, 1, 3650),
        log_format=_choice(env, "HAMGAM_LOG_FORMAT", LOG_FORMATS),
        update_every_s=_number(env, "HAMGAM_UPDATE_EVERY_S", 30.0, 1.0, 30.0),
    )


def read_access(environment: Mapping[str, str] | None = None) -> str:
    """Read who may come in, and nothing else: another setting that is wrong must not open or close a door.

    Parameters
    ----------
    environment : mapping of str to str, optional
        Defaults to the process environment.

    Returns
    -------
    {'local', 'oidc'}

    Raises
    ------
    SettingError
        The value is neither.
    """
    return _choice(os.environ if environment is None else environment, "HAMGAM_ACCESS", ACCESS)


def rounding_key(settings: Settings, demonstration: bool) -> bytes:
    """Return the key: the setting, the fixed one of the demonstration data, or the one kept in the key file.

    Parameters
    ----------
    settings : Settings
    demonstration : bool
        Whether every count that is protected with the key is made up; the name of a data version alone cannot tell.

    Returns
    -------
    bytes
        The key file is made when it is missing, readable by its owner alone.
    """
    if settings.rounding_key is not None:
        if len(settings.rounding_key) not in KEY_BYTES:
            raise SettingError("HAMGAM_ROUNDING_KEY", "use 16 to 64 bytes")
        return settings.rounding_key
    if demonstration:
        return DEMO_KEY
    return _kept_key(KEY_FILE)


def _kept_key(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # Written apart and linked: whoever comes at the same time finds a whole key, and everyone the same one.
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # mode 600
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_hex(32).encode())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        Path(draft).unlink()
    key = path.read_bytes().strip()
    if len(key) not in KEY_BYTES:
        raise SettingError("HAMGAM_ROUNDING_KEY", f"{path} holds {len(key)} bytes, not 16 to 64")
    return key


def _number(env: Mapping[str, str], name: str, default: float, low: float, high: float) -> float:
    text = env.get(name)
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        raise SettingError(name, f"{text!r} is not a number") from None
    if not low <= value <= high:
        raise SettingError(name, f"{text} is outside {low:g} to {high:g}")
    return value


def _whole_number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    value = _number(env, name, default, low, high)
    if value != int(value):
        raise SettingError(name, f"{env[name]} is not a whole number")
    return int(value)


def _choice(env: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    """Return one of the allowed values, the first where nothing is set."""
    value = env.get(name) or allowed[0]
    if value not in allowed:
        raise SettingError(name, f"{value!r} is none of {', '.join(allowed)}")
    return value


def _names(env: Mapping[str, str], name: str) -> frozenset[str]:
    return frozenset(part.strip().lower() for part in env.get(name, "").split(",") if part.strip())


def _date(env: Mapping[str, str], name: str) -> date | None:
    text = env.get(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise SettingError(name, f"{text!r} is not a date like 2026-02-15") from None
