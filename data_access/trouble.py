"""What reading a database ends in when it does not work. Whoever shows trouble imports this and no engine."""

from __future__ import annotations


class DatabaseError(RuntimeError):
    """The database did not answer; `kind` is `missing_file`, `no_connection`, `timeout`, `refused` or `bad_data`."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind
        self.detail = detail
