"""Two dashboards on one store and one database: the guarded one, and its twin whose guards are off."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data_access.store import Store
from domain.grants import Grant, Scope
from tests.attacks.hostile import DECK, written
from tests.attacks.session import Session
from tests.serving import ROOT, Server

HERE = Path(__file__).resolve().parent
# How many attacks of a file are in every run; of the slowest files fewer.
IN_EVERY_RUN, SLOW = 6, {"test_files": 4, "test_frozen": 2, "test_texts": 3, "test_reach": 3}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Keep all attacks on one worker: they share two servers.

    Of a table of cases the first one is in every run, and of a file the first attacks; the others are long tests.
    """
    known: set[tuple[Path, str]] = set()
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.xdist_group("attacks"))
            attack = (item.path, item.originalname)
            before = len({name for path, name in known if path == item.path})
            if attack in known or before >= SLOW.get(item.path.stem, IN_EVERY_RUN):
                item.add_marker(pytest.mark.long)
            known.add(attack)


class Desk:
    """What the attacks need: links, two servers, and what the servers have written down."""

    def __init__(self, folder, database):
        self.folder, self.database = folder, folder / "office.sqlite"
        shutil.copy(database, self.database)
        written(self.database)
        (folder / "decks").mkdir()
        (folder / "decks" / "own.yaml").write_text(DECK, encoding="utf-8")
        self.store_file = folder / "store.sqlite"
        self.env = {
            "HAMGAM_DATABASE_URL": f"sqlite:///{self.database}",
            "HAMGAM_STORE_URL": f"sqlite:///{self.store_file}",
            "HAMGAM_DECKS": str(folder / "decks"),
            "PYTHONPATH": str(ROOT),
        }
        self.store = Store(self.env["HAMGAM_STORE_URL"], self.env["HAMGAM_DATABASE_URL"])
        self.store.migrate()
        self.servers = []
        self.guarded = self.serve("app.py")
        self.twin = self.serve("tests/attacks/open_app.py")

    def serve(self, app, **env):
        server = Server(app, self.env | env, self.folder / f"server-{len(self.servers)}.log")
        self.servers.append(server)
        return server.start()

    def stop(self):
        for server in self.servers:
            server.stop()

    def link(self, page="gap_map", kind="page", *, made=None, days=14, passphrase="", frozen=None, **more):
        """Make a link; return it and its token."""
        now = made or datetime.now(UTC)
        grant = {"query": "", "downloads": True, "lang": "en", "audience": "UNHCR Tehran", "shared_by": "Bureau"}
        grant |= {key: more.pop(key) for key in list(more) if key in grant}
        scope = Scope(**{"restricted": False} | more)
        ends = now + timedelta(days=days)
        made_of = Grant(kind, page, scope=scope, frozen=bool(frozen), made_at=now, expires_at=ends, **grant)
        return self.store.create(made_of, passphrase=passphrase, frozen=frozen, now=now)

    def token(self, *args, **more):
        return self.link(*args, **more)[1]

    def visit(self, token, query="", page="gap_map", server=None):
        """Open a link once; return what came."""
        with self.at(server) as session:
            lang = "" if "lang=" in query else "lang=en"
            return session.run(page, "&".join(filter(None, (f"share={token}", query, lang))))

    def both(self, token, query="", page="gap_map"):
        """Open a link on both dashboards at one time, one core each."""
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(lambda server: self.visit(token, query, page, server), (self.guarded, self.twin)))

    def at(self, server=None):
        return Session((server or self.guarded).url)

    def forget_tries(self):
        with closing(sqlite3.connect(self.store_file, timeout=10)) as store, store:
            store.execute("DELETE FROM attempt")

    def only_in_twin(self, token, query, page, *sentinels, also=()):
        """Show that none of the texts comes, that `also` does, and that each of them comes where the guards are off."""
        seen, open_ = self.both(token, query, page)
        shown = seen.text
        assert [one for one in sentinels if one in shown] == []
        assert [one for one in also if one not in shown] == []
        assert [one for one in sentinels if one not in open_.text] == []
        return seen


@pytest.fixture(scope="session")
def desk(tmp_path_factory, demo_database):
    """The two dashboards of all attacks."""
    made = Desk(tmp_path_factory.mktemp("attacks"), demo_database)
    yield made
    made.stop()


@pytest.fixture(autouse=True)
def fresh_limits(request):
    """No test is locked out by what another has tried."""
    if "desk" in request.fixturenames:
        request.getfixturevalue("desk").forget_tries()


class Office:
    """A dashboard that people sign in to, on the same store; no provider is needed for who comes without an account."""

    def __init__(self, desk):
        auth = {
            "redirect_uri": "http://127.0.0.1:1/oauth2callback",
            "cookie_secret": "signs the cookies of one test run and nothing else",  # not-secret: of one test run
            "client_id": "hamgam",
            "client_secret": "a secret of one test",  # not-secret: of one test run
            "server_metadata_url": "http://127.0.0.1:1/.well-known/openid-configuration",
        }
        secrets = desk.folder / "secrets.toml"
        secrets.write_text("[auth]\n" + "".join(f'{name} = "{value}"\n' for name, value in auth.items()))
        self.server = desk.serve(
            "tests/attacks/cold_app.py",
            HAMGAM_ACCESS="oidc",
            HAMGAM_STAFF="s@x.example",
            STREAMLIT_SECRETS_FILES=str(secrets),
        )

    def session(self):
        return Session(self.server.url)


@pytest.fixture(scope="session")
def office(desk):
    return Office(desk)
