"""Data that is due to be read anew under the same name of its version: nobody waits for it."""

import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from data_access.trouble import DatabaseError
from ui import loaders


def test_what_was_read_stays_until_all_is_read_anew_in_a_thread(read_from, demo_database, tmp_path):
    copy = tmp_path / "copy.sqlite"
    shutil.copy(demo_database, copy)
    read_from(copy)
    known, figures = loaders.reference(), loaders._evidence(1404, loaders._key())
    os.utime(copy, (1, 1))
    loaders.ask_again()
    assert loaders.reference() is known
    loaders._watch()._preparing.join(60)
    new = loaders.reference()
    assert new is not known
    # What the pages of each year need was read by the thread: now nothing is read.
    shutil.move(copy, tmp_path / "gone.sqlite")
    for period in new.options.periods:
        assert loaders._evidence(period, loaders._key()) is not figures


def test_a_year_that_became_unreadable_keeps_nobody_from_the_new_figures(read_from, demo_database, tmp_path):
    copy = tmp_path / "copy.sqlite"
    shutil.copy(demo_database, copy)
    read_from(copy)
    known = {year: loaders._evidence(year, loaders._key()) for year in (1400, 1404)}
    with closing(sqlite3.connect(copy)) as database, database:
        database.execute("UPDATE population SET persons = 'x' WHERE period = 1400")
    loaders.ask_again()
    assert loaders._evidence(1404, loaders._key()) is known[1404]
    loaders._watch()._preparing.join(60)
    assert loaders._evidence(1404, loaders._key()) is not known[1404]
    with pytest.raises(DatabaseError) as error:
        loaders._evidence(1400, loaders._key())
    assert error.value.kind == "bad_data"
