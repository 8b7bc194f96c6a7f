"""Files that were made at a click: their address ends with the run that follows."""

from __future__ import annotations

from streamlit import runtime


def forget() -> None:
    """Mark what no session shows any more; the end of this run takes it away.

    Streamlit marks it at the end of one run and takes it away at that of the next: a link that was withdrawn in between
    would still have its file.
    """
    if runtime.exists():
        runtime.get_instance().media_file_mgr.remove_orphaned_files()
