"""Decks read from a file that is named, and packs written to a folder: what the terminal needs around a pack."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile

from briefing.deck_nodes import SIZE_AT_MOST
from briefing.deck_reader import read_deck
from briefing.pack import Pack, zip_of
from domain.deck import ANY_MEETING, Deck, Mistake, shown


class DeckRefusedError(ValueError):
    """A deck cannot be used for the meeting; `mistakes` say what is wrong with it."""

    def __init__(self, message: str, mistakes: list[Mistake]) -> None:
        super().__init__(message)
        self.mistakes = mistakes


def deck_of(path: Path, meeting_id: str) -> tuple[Deck, list[Mistake]]:
    """Read the deck of a meeting from a file.

    Parameters
    ----------
    path : pathlib.Path
    meeting_id : str

    Returns
    -------
    deck : Deck
    mistakes : list of Mistake
        What of it is left out.

    Raises
    ------
    OSError
        The file cannot be read.
    DeckRefusedError
        It has no slide that can be used, or is for another meeting.
    """
    with path.open("rb") as file:
        deck, mistakes = read_deck(file.read(SIZE_AT_MOST + 1), shown(path.name))
    if deck is None or not deck.slides:
        raise DeckRefusedError("it has no slide that can be used", mistakes)
    if deck.meeting not in (meeting_id, ANY_MEETING):
        raise DeckRefusedError(f"it is for the meeting {deck.meeting}", mistakes)
    return deck, mistakes


def mistake_line(mistake: Mistake) -> str:
    """Write a mistake as compilers do: file, line, key, reason, value."""
    place = f"{mistake.file}:{mistake.line}" if mistake.line else mistake.file
    said = " ".join(filter(None, (mistake.key and f"{mistake.key}:", mistake.reason.replace("_", " "))))
    return f"{place}: {said}" + (f" ({mistake.value})" if mistake.value else "")


def written(pack: Pack, folder: Path) -> Path:
    """Write a pack into a folder, whole or not at all, and return its place.

    Raises
    ------
    OSError
        The folder cannot be made or written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{pack.name}.zip"
    with NamedTemporaryFile(dir=folder, prefix=".hamgam-", delete=False) as file:
        unfinished = Path(file.name)
        try:
            file.write(zip_of(pack))
            file.close()
            unfinished.chmod(0o644)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    return path
