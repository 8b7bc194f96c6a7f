"""What the database account may do besides reading, in words for whoever looks after the data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

NAMED = 5  # objects named in one line; the number says how many more there are

# The schemas of PostgreSQL itself and of temporary tables are no office's data.
_OFFICE = "n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'"
_RELATIONS = f"""
    SELECT c.relname, {{right}} FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {_OFFICE}"""
QUERIES = {
    "is a superuser, whom nothing is refused": "SELECT rolname, rolsuper FROM pg_roles WHERE rolname = current_user",
    "owns": _RELATIONS.format(right="pg_has_role(c.relowner, 'USAGE')"),
    "may change rows of": _RELATIONS.format(
        right="has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')"
        " OR has_any_column_privilege(c.oid, 'INSERT, UPDATE')"
    ),
    "may create objects in schema": f"""
        SELECT n.nspname, has_schema_privilege(n.oid, 'CREATE') FROM pg_namespace n WHERE {_OFFICE}""",
    "may write files of the server or run programs there, through the role": """
        SELECT rolname, pg_has_role(oid, 'USAGE') FROM pg_roles
        WHERE rolname IN ('pg_write_server_files', 'pg_execute_server_program')""",
}


def of(connection: Any) -> tuple[str, dict[str, list[str]]]:  # noqa: ANN401 - a psycopg connection
    """Find what the account of a connection may do besides reading.

    Parameters
    ----------
    connection : psycopg.Connection
        Its transaction is rolled back afterwards.

    Returns
    -------
    role : str
    found : dict of str to list of str
        A verb of `QUERIES` to the names of what it is true of; empty for an account that can only read.
    """
    try:
        role = str(connection.execute("SELECT current_user").fetchone()[0])
        found = {
            verb: sorted(str(row[0]) for row in connection.execute(query).fetchall() if row[1])
            for verb, query in QUERIES.items()
        }
    finally:
        connection.rollback()
    found = {verb: names for verb, names in found.items() if names}
    superuser = next(iter(QUERIES))
    return role, {superuser: []} if superuser in found else found


def warning(role: str, found: dict[str, list[str]]) -> str:
    """Say what was found and what to do.

    Parameters
    ----------
    role : str
    found : dict of str to list of str
        From `of`.

    Returns
    -------
    str
    """
    said = "; ".join(f"it {verb}{_listed(names)}" for verb, names in found.items())
    return (
        f"The database account '{role}' can write: {said}. The dashboard only reads, but an account that cannot write"
        " is the one protection that no mistake in a program can switch off. Print the SQL for such an account with"
        " 'python manage.py role', have it run on the database, and put that account into HAMGAM_DATABASE_URL."
    )


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f" {', '.join(names[:NAMED])}{more}" if names else ""
