"""Finds the deck of a meeting among the files of some folders; whatever is wrong with them is told, never raised."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.deck_nodes import SIZE_AT_MOST
from briefing.deck_reader import READ_REASONS, read_deck
from data_access.settings import Settings
from domain.deck import ANY_MEETING, DATA_REASONS, VIEW_REASONS, Deck, Mistake, shown

__all__ = ["REASONS", "SHIPPED", "deck_folders", "deck_for", "read_deck"]

SHIPPED = Path(__file__).with_name("decks")
ENDINGS = (".yaml", ".yml")
FILES_AT_MOST = 200

FILE_REASONS = ("no_folder", "too_many_files", "outside_folder", "no_file", "unreadable", "second_file")
REASONS = tuple(dict.fromkeys((*FILE_REASONS, *READ_REASONS, *DATA_REASONS, *VIEW_REASONS)))


def deck_folders(settings: Settings) -> tuple[Path, ...]:
    """Return where decks are looked for: the office's own folder, if it has one, before the shipped ones."""
    return (SHIPPED,) if settings.decks is None else (settings.decks, SHIPPED)


def deck_for(meeting_id: str, folders: Sequence[Path]) -> tuple[Deck | None, list[Mistake]]:
    """Return the deck of a meeting.

    Parameters
    ----------
    meeting_id : str
    folders : sequence of pathlib.Path
        The first one that has a deck of the meeting wins; then the first that has one for any meeting.

    Returns
    -------
    deck : Deck or None
        None where no file has a slide for the meeting.
    mistakes : list of Mistake
        Of the deck, of files before it that have no slide that can be used, and of folders and files of which
        nobody can say which meeting they are for; file by file in the order of their lines.
    """
    untold: list[Mistake] = []
    found: list[list[tuple[Deck, list[Mistake]]]] = []
    for folder in folders:
        decks = []
        for deck, mistakes in _decks(folder):
            if deck is None:
                untold += mistakes
            elif deck.meeting in (meeting_id, ANY_MEETING):
                decks.append((deck, mistakes))
        found.append(decks)
    for wanted in dict.fromkeys((meeting_id, ANY_MEETING)):
        for decks in found:
            chosen, told = _first([one for one in decks if one[0].meeting == wanted])
            untold += told
            if chosen:
                return chosen, untold
    return None, untold


def _first(decks: list[tuple[Deck, list[Mistake]]]) -> tuple[Deck | None, list[Mistake]]:
    """Return the first deck with slides among those of one folder for one meeting, with what is wrong around it."""
    chosen: Deck | None = None
    told: list[Mistake] = []
    for deck, mistakes in decks:
        if chosen:
            told.append(Mistake(deck.file, deck.lines.get("meeting", 0), "meeting", "second_file", chosen.file))
        else:
            told += mistakes
            chosen = deck if deck.slides else None
    return chosen, told


def _decks(folder: Path) -> Iterator[tuple[Deck | None, list[Mistake]]]:
    """Read every deck of a folder by name; what is no deck comes as None with the reason."""
    try:
        root = folder.resolve(strict=True)
        names = sorted(path.name for path in root.iterdir() if _is_deck(path.name))
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links; a zero byte in a name
        yield None, [Mistake(_printable(folder.name), 0, "", "no_folder", _code(error))]
        return
    if len(names) > FILES_AT_MOST:
        yield None, [Mistake(_printable(folder.name), 0, "", "too_many_files", str(FILES_AT_MOST))]
    for name in names[:FILES_AT_MOST]:
        yield _read(root, name)


def _is_deck(name: str) -> bool:
    return name.lower().endswith(ENDINGS) and not name.startswith(".")  # editors leave such files behind


def _read(root: Path, name: str) -> tuple[Deck | None, list[Mistake]]:
    told = _printable(name)
    try:
        path = (root / name).resolve(strict=True)
        if not path.is_relative_to(root):
            return None, [Mistake(told, 0, "", "outside_folder")]
        if not path.is_file():  # to open a pipe would wait for ever
            return None, [Mistake(told, 0, "", "no_file")]
        with path.open("rb") as file:
            return read_deck(file.read(SIZE_AT_MOST + 1), told)
    except (OSError, RuntimeError) as error:
        return None, [Mistake(told, 0, "", "unreadable", _code(error))]


def _code(error: Exception) -> str:
    """Return the system's own name of an error, such as ENOENT: its words are in one language only."""
    return errno.errorcode.get(getattr(error, "errno", None) or 0, "")


def _printable(name: str) -> str:
    return shown(name.encode("utf-8", "replace").decode())
