"""Where the store may be: never in the office's database; a file of its own for its owner alone."""

import os

import pytest

from data_access import store_engine
from data_access.settings import Settings
from data_access.store import Store, StoreError, store_of
from data_access.trouble import SettingError


@pytest.mark.parametrize(
    ("store_url", "office_url"),
    [
        ("sqlite:///{0}/a.sqlite", "sqlite:///{0}/a.sqlite"),
        ("sqlite:///{0}/a.sqlite", "sqlite+pysqlite:///{0}/b/../a.sqlite?mode=ro"),
        ("sqlite:///{0}/symbolic.sqlite", "sqlite:///{0}/a.sqlite"),
        ("sqlite:///{0}/hard.sqlite", "sqlite:///{0}/a.sqlite"),
        ("sqlite:///{0}/symbolic-folder/a.sqlite", "sqlite:///{0}/a.sqlite"),
        ("sqlite:///{0}/not-yet.sqlite", "sqlite:///{0}/./not-yet.sqlite"),
        ("postgresql://one:secret@host/name", "postgresql://two:password@host/name"),
        ("postgresql://one@host/name", "postgres://one@HOST:5432/name?sslmode=require"),
        ("postgresql+psycopg://one@host./name", "postgresql+psycopg2://one@host/name"),
        ("postgresql://one@localhost/name", "postgresql://one@127.0.0.1/name"),
        ("postgresql://one@/name", "postgresql://one@[::1]/name"),
        ("postgresql://one@/name?host=/run/postgresql", "postgresql://one@localhost/name"),
        ("postgresql://one@/name?host=far&port=5433", "postgresql://one@far:5433/name"),
        ("postgresql://name@host", "postgresql://one@host/name"),
    ],
)
def test_the_offices_database_is_no_store(tmp_path, store_url, office_url):
    (tmp_path / "a.sqlite").touch()
    (tmp_path / "b").mkdir()
    (tmp_path / "symbolic.sqlite").symlink_to(tmp_path / "a.sqlite")
    (tmp_path / "symbolic-folder").symlink_to(tmp_path)
    (tmp_path / "hard.sqlite").hardlink_to(tmp_path / "a.sqlite")
    with pytest.raises(SettingError, match=r"^HAMGAM_STORE_URL: this is the office's database"):
        Store(store_url.format(tmp_path), office_url.format(tmp_path))


@pytest.mark.parametrize(
    ("store_url", "office_url"),
    [
        ("sqlite:////x/a.sqlite", "sqlite:////x/b.sqlite"),
        ("sqlite:////x/a.sqlite", "postgresql://one@host/a.sqlite"),
        ("postgresql://one@host/name", "postgresql://one@host/other"),
        ("postgresql://one@host/name", "postgresql://one@elsewhere/name"),
        ("postgresql://one@host/name", "postgresql://one@host:5433/name"),
        ("postgresql://one@host/name", "postgresql://one@host/Name"),
    ],
)
def test_another_database_than_the_offices_is_a_store(store_url, office_url):
    assert Store(store_url, office_url)


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://one:secret@host/x", "sqlite://", "sqlite:///:memory:",
                                 "postgresql://one:secret@host:port/x"])  # fmt: skip
def test_an_address_that_cannot_be_used_is_named_and_not_repeated(url):
    with pytest.raises(SettingError, match=r"^HAMGAM_STORE_URL: ") as error:
        Store(url)
    assert "secret" not in str(error.value)


def test_the_settings_give_a_store_that_is_ready(tmp_path):
    kept = tmp_path / "new" / "store.sqlite"
    with pytest.raises(SettingError):
        store_of(Settings(f"sqlite:///{kept}", store_url=f"sqlite:///{kept}"))
    assert not kept.exists()
    assert store_of(Settings(f"sqlite:///{tmp_path}/office.sqlite", store_url=f"sqlite:///{kept}")).links() == []


def test_the_file_is_its_owners_alone_and_writers_do_not_keep_readers_out(tmp_path):
    path = tmp_path / "new" / "folder" / "store.sqlite"
    old = os.umask(0)
    try:
        store = Store(f"sqlite:///{path}")
        store.migrate()
        path.chmod(0o644)
        store.migrate()
        with store._writing():
            modes = {one.name: one.stat().st_mode & 0o777 for one in path.parent.iterdir()}
            assert Store(f"sqlite:///{path}").links() == []
    finally:
        os.umask(old)
    assert modes == dict.fromkeys(("store.sqlite", "store.sqlite-wal", "store.sqlite-shm"), 0o600)


def test_a_file_that_was_taken_away_is_not_begun_anew(tmp_path):
    path = tmp_path / "store.sqlite"
    store = Store(f"sqlite:///{path}")
    store.migrate()
    path.rename(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match=r"^no_connection: SQLITE_CANTOPEN"):
        store.links()
    assert not path.exists()


def test_a_file_that_is_no_database_is_bad_data(tmp_path):
    path = tmp_path / "store.sqlite"
    path.write_text("not a database, but long enough to be taken for one " * 50)
    with pytest.raises(StoreError) as error:
        Store(f"sqlite:///{path}").migrate()
    assert error.value.kind == "bad_data"


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"^refused: "):
        Store(f"sqlite:///{tmp_path}/file/store.sqlite").migrate()


def test_a_writer_waits_for_another_one_and_then_gives_up(tmp_path, monkeypatch):
    monkeypatch.setattr(store_engine, "PATIENCE_S", 0.2)
    store = Store(f"sqlite:///{tmp_path}/store.sqlite")
    store.migrate()
    with store._writing(), pytest.raises(StoreError, match=r"^timeout: SQLITE_BUSY"):
        store.note("one", "staff", "view")
    store.note("one", "staff", "view")
