"""What a pack says of itself: a manifest for machines, a README for people."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from briefing import about_sheet, gis_texts
from briefing.drawn import Drawn, told
from briefing.snapshot import Snapshot
from data_access.statement import read_statement
from domain.disclosure import FEW_BELOW
from domain.frames import ReleaseFrame, plain_rows
from wording import formats, i18n, meeting_words, provenance
from wording.i18n import _

FORM = 1
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
SOURCE_KEYS = ("source_id", "title_fa", "title_en", "publisher", "published_on", "url", "licence", "kind", "confidence")
TOLD = ("disclaimer", "sensitivity", "terms", "contact", "disclosure")


def of(
    snapshot: Snapshot,
    langs: Sequence[str],
    files: Mapping[str, bytes],
    lacking: Sequence[str],
    truncated: Sequence[str],
) -> bytes:
    """Return the manifest as JSON.

    Parameters
    ----------
    snapshot : Snapshot
    langs : sequence of str
    files : mapping of str to bytes
        All other files of the pack.
    lacking : sequence of str
        Kinds that could not be made.
    truncated : sequence of str
        Tables that the row cap cut.

    Returns
    -------
    bytes
        UTF-8, for reading too; the same pack is the same bytes.
    """
    book, reference, meeting = snapshot.book, snapshot.reference, snapshot.book.meeting
    said = {
        "form": FORM,
        "snapshot": snapshot.id,
        "data_version": snapshot.version.name,
        "as_of": reference.as_of.isoformat(),
        "demonstration": snapshot.version.carries_mark,
        "meeting": {
            "id": meeting.id,
            "held_on": meeting.held_on.isoformat(),
            "title_fa": meeting.title_fa,
            "title_en": meeting.title_en,
            "previous": book.previous.id if book.previous else None,
        },
        "deck": snapshot.deck.file or None,
        "languages": list(langs),
        "views": [_view(one.slide.id, one.frame) for one in snapshot.views],
        "commitments": len(book.commitments),
        "sources": _sources(snapshot),
        "disclosure": {"rounding_base": reference.rounding_base, "fewer_than": FEW_BELOW},
        "statement": _statement(reference.rounding_base),
        "incomplete": list(truncated),
        "absent": [*book.absent, *reference.absent],
        "not_made": dict.fromkeys(lacking, "no Pango on this machine"),
        "files": {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(files.items())
        },
    }
    return (json.dumps(said, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _view(slide: str, frame: ReleaseFrame) -> dict[str, Any]:
    """Return the filters of a view, which are of no language, and the link that shows it."""
    filters = {key: text for key, text in frame.selection.to_query().items() if key != "lang"}
    return {"id": slide, "link": f"gap_map?{frame.selection.link()}", "filters": filters, "rows": len(frame.data)}


def _sources(snapshot: Snapshot) -> list[dict[str, Any]]:
    ids = sorted(provenance.ids_of(*snapshot.frames))
    known: pd.DataFrame = snapshot.reference.sources.reindex(ids).dropna(subset=["source_id"])
    there = [name for name in SOURCE_KEYS if name in known.columns]
    return plain_rows(known[there].reset_index(drop=True))


def _statement(base: int) -> dict[str, dict[str, str]]:
    told_ = read_statement()
    return {
        lang: {key: told_[key].in_language(lang).replace("{base}", str(base)) for key in TOLD}
        for lang in i18n.DIRECTIONS
    }


def readme(snapshot: Snapshot, stem: str, lacking: Sequence[str]) -> str:
    """Return what is what in a pack, in the language in use; `stem` begins the names of its files."""
    book, reference, lang = snapshot.book, snapshot.reference, i18n.language()
    kinds = [
        (f"{stem}_{lang}.pptx", _("slides, each with its notes for the presenter")),
        (f"{stem}_{lang}.pdf", _("the same pages for printing, A4 landscape")),
        (f"{stem}_{lang}.xlsx", _("workbook: every figure, the commitments, who does what, sources and definitions")),
        (f"{stem}_map_{lang}.html", _("the maps; opens in any browser, without a network")),
        (f"{stem}_{lang}.gpkg", _("layers for a GIS: a layer for each view, and the commitments as points")),
        (f"{stem}_…_{lang}.geojson", _("the same areas, a file for each view")),
        ("manifest.json", _("what the pack was made of, with a checksum for each file")),
    ]
    missing = [_("The PDF was not made: this machine lacks Pango.")] if "pdf" in lacking else []
    shown = [(name, text) for name, text in kinds if not (lacking and name.endswith(".pdf"))]
    lines = [
        _plain(meeting_words.title(book.meeting)),
        _plain(meeting_words.when_where(book.meeting)),
        _("As of {date}").format(date=formats.day(reference.as_of)),
        _("Data version {version}, snapshot {snapshot}").format(version=snapshot.version.name, snapshot=snapshot.id),
        provenance.mark(snapshot.version.carries_mark),
        "",
        *(f"{name}\n    {text}" for name, text in shown),
        *missing,
        "",
        _("Views"),
        *(f"{one.slide.id}\n    {_told(snapshot, one.frame)}" for one in snapshot.views),
        "",
        *(f"{name}: {value}" for name, value in about_sheet.absent((*book.absent, *reference.absent))),
        *gis_texts.notes(reference),
    ]
    return "\n".join(lines) + "\n"


def _told(snapshot: Snapshot, frame: ReleaseFrame) -> str:
    return _plain(" · ".join(told(Drawn.of(frame, snapshot.reference), snapshot.reference)))


def _plain(text: str) -> str:
    """A text of the database may break lines or turn the writing around: it must not look like a line of ours."""
    return " ".join(TURNING.sub("", text).split())
