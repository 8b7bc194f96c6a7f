"""What reading a database ends in when it does not work. Whoever shows trouble imports this and no engine."""

from __future__ import annotations


class DatabaseError(RuntimeError):
    """The database did not answer as it should.

    Attributes
    ----------
    kind : str
        `missing_file`, `folder`, `locked`, `unreadable`, `no_connection`, `timeout`, `refused`, `bad_data`, or
        `changed`: the data was replaced meanwhile, and the next question will be answered. The first four are of SQLite
        files: another program writes to one that is `locked`, and an `unreadable` one cannot be opened.
    detail : str
    table : str
        What was asked for, by the name that `Repository.read` was called with; empty where it was no table.
    """

    def __init__(self, kind: str, detail: str, table: str = "") -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind
        self.detail = detail
        self.table = table


class StoreError(RuntimeError):
    """The dashboard's own store did not answer as it should; no message of it holds an address or a value.

    Attributes
    ----------
    kind : str
        `no_connection`, `timeout`, `refused`, or `bad_data`: it lacks tables, or is no store at all.
    """

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind


class SettingError(ValueError):
    """A setting cannot be used; `name` is the environment variable."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.name = name


class AtSignError(SettingError):
    """An address whose password, or name, holds an @ that is not escaped: no part of it can be shown."""

    kind = "at_sign"
