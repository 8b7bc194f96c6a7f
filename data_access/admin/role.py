"""The SQL that makes an account which can read the contract's tables and do nothing else."""

from __future__ import annotations

import re

from data_access import tables

NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
# Everybody may call these, and before PostgreSQL 16 not even a read-only transaction refuses them.
LARGE_OBJECT_WRITERS = (
    "lo_create(oid)",
    "lo_creat(integer)",
    "lo_from_bytea(oid, bytea)",
    "lo_put(oid, bigint, bytea)",
    "lo_truncate(integer, integer)",
    "lo_truncate64(integer, bigint)",
    "lo_unlink(oid)",
    "lowrite(integer, bytea)",
)

TEMPLATE = """\
-- A reading account for Hamgam. Run this as a superuser in the office's own database, for instance:
--   python manage.py role | psql --dbname=NAME
-- It may be run again: after new tables or views were made, or to take rights away that were given meanwhile.
-- Afterwards give the account a password, with \\password {name} in psql.
BEGIN;

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN
    CREATE ROLE "{name}";
  END IF;
END $$;
ALTER ROLE "{name}" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS;
ALTER ROLE "{name}" SET default_transaction_read_only = on;
ALTER ROLE "{name}" SET search_path = "{schema}";

-- What the account has from before: memberships, and rights on tables, columns, sequences, functions and schemas.
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
      WHERE m.member = '{name}'::regrole LOOP
    EXECUTE format('REVOKE %I FROM "{name}"', one.rolname);
  END LOOP;
  FOR one IN SELECT nspname FROM pg_namespace
      WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\\_%' LOOP
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM "{name}"', one.nspname);
    EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA %I FROM "{name}"', one.nspname);
    EXECUTE format('REVOKE ALL ON ALL ROUTINES IN SCHEMA %I FROM "{name}"', one.nspname);
    EXECUTE format('REVOKE ALL ON SCHEMA %I FROM "{name}"', one.nspname);
    -- Before PostgreSQL 15 everybody may create tables in the schema public.
    EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', one.nspname);
  END LOOP;
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM "{name}"', current_database());
  -- Everybody may make temporary tables unless this is said; other accounts that need them get a GRANT of their own.
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END $$;

-- Functions that run with their owner's rights (SECURITY DEFINER) write for whoever may call them, and everybody may
-- unless this is said. All others run with the caller's rights, which let this account write nothing.
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE p.prosecdef AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%' LOOP
    EXECUTE format('REVOKE EXECUTE ON ROUTINE %s FROM PUBLIC', one.name);
  END LOOP;
END $$;
-- The same holds for functions that write large objects.
{large_objects}

-- What the account may do: connect, and read the tables of the data contract.
DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO "{name}"', current_database()); END $$;
GRANT USAGE ON SCHEMA "{schema}" TO "{name}";
DO $$ DECLARE one text; BEGIN
  FOREACH one IN ARRAY ARRAY[
    {tables}
  ] LOOP
    IF to_regclass(format('%I.%I', '{schema}', one)) IS NULL THEN
      RAISE NOTICE 'There is no % in schema {schema} yet; run this again when it is there.', one;
    ELSE
      EXECUTE format('GRANT SELECT ON %I.%I TO "{name}"', '{schema}', one);
    END IF;
  END LOOP;
END $$;

COMMIT;
"""


class NameRefused(ValueError):
    """A name that would have to be quoted wherever it is used; the message says what is allowed."""


def reading_role(name: str, schema: str) -> str:
    """Write the SQL.

    Parameters
    ----------
    name : str
        The account; made when it is missing.
    schema : str
        Where the contract's tables or views are.

    Returns
    -------
    str
        PostgreSQL's SQL, one transaction; it holds no password.

    Raises
    ------
    NameRefused
        A name holds anything but small letters, digits and underscores.
    """
    for one in (name, schema):
        if not NAME.fullmatch(one) or one.startswith("pg_"):
            allowed = "use up to 63 small letters, digits and underscores, not beginning with a digit or pg_"
            raise NameRefused(f"{one!r} cannot be used as a name: {allowed}")
    return TEMPLATE.format(
        name=name,
        schema=schema,
        tables=",\n    ".join(f"'{table}'" for table in tables.metadata.tables),
        large_objects="\n".join(f"REVOKE EXECUTE ON FUNCTION {one} FROM PUBLIC;" for one in LARGE_OBJECT_WRITERS),
    )
