"""A PostgreSQL server of one's own for tests and the bench: unprivileged, on a loopback port, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL

from tests.serving import ROOT, free_port

OWNER, OWNER_PASSWORD = "keeper", "of the keys"
READER, READER_PASSWORD = "hamgam_reader", "p@ss/word: %41 'x'"
USERS = ("postgres", "nobody")
# Durability is of no use to a server that lives for a minute.
OPTIONS = {"fsync": "off", "full_page_writes": "off", "shared_buffers": "32MB",
           "listen_addresses": "127.0.0.1", "max_connections": "40", "autovacuum": "off"}  # fmt: skip


def programs() -> Path | None:
    """Return the folder with `initdb` and `postgres`, None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name.split(".")[0]))
    on_path = shutil.which("initdb")
    folders = [*found, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((one for one in folders if (one / "initdb").exists() and (one / "postgres").exists()), None)


class PostgresServer:
    """One server with a data folder of its own; the process is this one's child and is stopped by its own id."""

    def __init__(self) -> None:
        folder = programs()
        if folder is None:
            raise RuntimeError("no PostgreSQL here; make test says what to install")
        self.programs = folder
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None
        # Not in pytest's folder: that one is closed to the user that the server runs as.
        self.folder = Path(tempfile.mkdtemp(prefix="hgpg-"))
        self.user = next((name for name in USERS if _exists(name)), None) if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        secret = self.folder / "secret"
        secret.write_text(OWNER_PASSWORD)
        secret.chmod(0o644)
        initdb = [str(self.programs / "initdb"), "-D", str(self.folder / "data"), "-U", OWNER, "--pwfile", str(secret),
                  "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"]  # fmt: skip
        subprocess.run(initdb, check=True, capture_output=True, **self._as_user())

    def start(self, timeout: float = 30) -> PostgresServer:
        """Start, or start again on the same port."""
        self.port = self.port or free_port()
        options = OPTIONS | {"port": str(self.port), "unix_socket_directories": str(self.folder)}
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "data")]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *(part for name, text in options.items() for part in ("-c", f"{name}={text}"))],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **self._as_user(),
            )  # fmt: skip
        deadline = time.monotonic() + timeout
        while True:
            try:
                psycopg.connect(self.owner_dsn(), connect_timeout=2).close()
                return self
            except psycopg.OperationalError as error:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    self.stop()
                    raise RuntimeError(f"{error}\n{(self.folder / 'log').read_text()}") from error
                time.sleep(0.05)

    def _as_user(self) -> dict:
        outer = {name: text for name, text in os.environ.items() if not name.startswith("PG")}
        return {"cwd": self.folder, "env": outer, **({"user": self.user, "extra_groups": []} if self.user else {}),
                **({"group": pwd.getpwnam(self.user).pw_gid} if self.user else {})}  # fmt: skip

    def owner_dsn(self, database: str = "postgres") -> str:
        """Return psycopg's own form of the address of the cluster's superuser."""
        return psycopg.conninfo.make_conninfo(
            host="127.0.0.1", port=self.port, user=OWNER, password=OWNER_PASSWORD, dbname=database
        )

    def url(self, database: str, role: str = OWNER, password: str = OWNER_PASSWORD) -> str:
        """Return the address as `HAMGAM_DATABASE_URL` takes it."""
        made = URL.create("postgresql", role, password, "127.0.0.1", self.port, database)
        return made.render_as_string(hide_password=False)

    def run(self, database: str, *statements: str) -> None:
        """Run statements as the superuser, each in its own transaction."""
        with psycopg.connect(self.owner_dsn(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def sorting_by(self, language: str) -> str:
        """Return what CREATE DATABASE needs to sort by a language, nothing where this PostgreSQL cannot."""
        with psycopg.connect(self.owner_dsn()) as connection:
            has_icu = connection.execute("SELECT count(*) FROM pg_collation WHERE collprovider = 'i'").fetchone()[0]
            able = has_icu and connection.info.server_version >= 150000
        return f"LOCALE_PROVIDER icu ICU_LOCALE '{language}'" if able else ""

    def kill(self) -> None:
        """Let it vanish as in a power cut: no connection is closed in order."""
        self._end(signal.SIGQUIT)

    def stop(self) -> None:
        """Stop, and throw the data away."""
        self._end(signal.SIGINT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _end(self, number: int) -> None:
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(number)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait(10)
        self.process = None


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def filled(server: PostgresServer, name: str, *, language: str = "fa", traps: Sequence[str] = ()) -> str:
    """Make a database with the demonstration data and the reading role; return the reader's address.

    It sorts by the rules of a language, so that an order left to the database shows.
    """
    server.run("postgres", f"CREATE DATABASE {name} TEMPLATE template0 {server.sorting_by(language)}")
    manage("demo", "--into", server.url(name))
    server.run(name, *traps)
    return reading(server, name)


def reading(server: PostgresServer, name: str, schema: str = "public") -> str:
    """Make the reading role for a schema of a database; return its address."""
    server.run(name, manage("role", "--name", READER, "--schema", schema))
    server.run(name, f"ALTER ROLE {READER} PASSWORD {psycopg.sql.quote(READER_PASSWORD)}")
    return server.url(name, READER, READER_PASSWORD)


def manage(*arguments: str) -> str:
    """Run manage.py; return what it printed."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
