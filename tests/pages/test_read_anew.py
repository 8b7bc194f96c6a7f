"""Data that is due to be read anew under the same name of its version: nobody waits for it."""

import os
import shutil

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
