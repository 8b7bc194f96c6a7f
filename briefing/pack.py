"""The pack of a meeting: slides, pages, workbook, layers and offline map of one snapshot, in memory or as a zip."""

from __future__ import annotations

import gc
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from briefing import gis_texts, handout_maps, manifest, meeting_book, offline_map
from briefing.commitment_columns import commitments
from briefing.drawn import Drawn, told
from briefing.geopackage import Layer, geopackage, of_columns, of_rows
from briefing.handout import Handout
from briefing.layers import geojson
from briefing.meeting_pages import Lang, handout
from briefing.print_html import can_print
from briefing.snapshot import Snapshot
from briefing.tables import xlsx
from geo.shapes import Shapes, shapes_of
from wording import i18n, meeting_words, provenance
from wording.i18n import _

T = TypeVar("T")
Progress = Callable[[str, float], None]
# In the name of a file; whatever an id of the database holds beside these becomes a dash.
STRANGE = re.compile(r"[^A-Za-z0-9_-]+")
NAME_AT_MOST = 40
# What is compressed in itself gains nothing from being so once more.
STORED = (".pptx", ".xlsx", ".pdf")
# The first moment that a zip can hold: it says nothing of when the pack was made.
LONG_AGO = (1980, 1, 1, 0, 0, 0)
LANGS: tuple[Lang, ...] = ("fa", "en")


@dataclass(frozen=True)
class Pack:
    """The files of a pack.

    Attributes
    ----------
    name : str
        ASCII, of meeting, snapshot and languages; without an ending.
    files : mapping of str to bytes
        By ASCII name, sorted.
    lacking : tuple of str
        Kinds that could not be made: `pdf` where the machine lacks Pango.
    truncated : tuple of str
        Tables that the row cap cut; the figures are then incomplete.
    """

    name: str
    files: Mapping[str, bytes]
    lacking: tuple[str, ...] = ()
    truncated: tuple[str, ...] = ()


def make(snapshot: Snapshot, langs: Sequence[Lang], progress: Progress = lambda _step, _part: None) -> Pack:
    """Make all files of a meeting.

    Parameters
    ----------
    snapshot : Snapshot
        Nothing else is read.
    langs : sequence of {'fa', 'en'}
        At least one; each once.
    progress : callable
        Gets what is being made, in the language in use, and which part of all is done, from 0 to 1.

    Returns
    -------
    Pack
        The same snapshot in the same languages is the same bytes.
    """
    with _uncollected():
        return _made(snapshot, [lang for lang in LANGS if lang in langs], progress)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile: boxes of pages and cells of sheets are many and live on, a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # Of several packs at a time the one that found it on turns it on again.
        if was_on:
            gc.enable()


def _made(snapshot: Snapshot, wanted: Sequence[Lang], progress: Progress) -> Pack:
    lacking = () if can_print() else ("pdf",)
    stem = f"hamgam_{safe(snapshot.book.meeting.id)}_{snapshot.id}"
    files: dict[str, bytes] = {}
    steps = _Steps(progress, len(wanted))
    for lang in wanted:
        files |= _of_language(snapshot, handout(snapshot, lang), stem, lacking, steps)
        files[f"README_{lang}.txt"] = _in_language(lang, lambda: manifest.readme(snapshot, stem, lacking).encode())
    files["manifest.json"] = manifest.of(snapshot, wanted, files, lacking, meeting_book.truncated(snapshot))
    steps.done()
    ordered = MappingProxyType(dict(sorted(files.items())))
    return Pack(f"{stem}_{'-'.join(wanted)}", ordered, lacking, meeting_book.truncated(snapshot))


def safe(text: str) -> str:
    """Return an id of the database as part of the name of a file: no place, no ending, nothing to be run."""
    return STRANGE.sub("-", text)[:NAME_AT_MOST].strip("-") or "meeting"


def zip_of(pack: Pack) -> bytes:
    """Return a pack as one zip; the same pack is the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in sorted(pack.files.items()):
            entry = zipfile.ZipInfo(f"{pack.name}/{name}", LONG_AGO)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # the same on each machine
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(STORED) else zipfile.ZIP_DEFLATED
            made.writestr(entry, content)
    return file.getvalue()


class _Steps:
    """Tells of each file before it is made."""

    def __init__(self, progress: Progress, langs: int) -> None:
        self._progress, self._all, self._begun = progress, 6 * langs, 0

    def begin(self, text: str) -> None:
        self._progress(text, self._begun / self._all)
        self._begun += 1

    def done(self) -> None:
        self._progress(_("Finished"), 1.0)


def _of_language(
    snapshot: Snapshot, made: Handout, stem: str, lacking: Sequence[str], steps: _Steps
) -> dict[str, bytes]:
    """Return the files of one language; each step is told in the language of whoever waits."""
    from briefing.slides import pptx

    lang, shapes, files = made.lang, shapes_of(snapshot.layer), dict[str, bytes]()
    names = {"fa": _("Persian"), "en": _("English")}

    def step(text: str) -> None:
        steps.begin(f"{text} · {names[lang]}")

    step(_("Maps"))
    maps = handout_maps.maps(made)
    step(_("Slides (PPTX)"))
    files[f"{stem}_{lang}.pptx"] = pptx(made, maps)
    step(_("Pages (PDF)"))
    if "pdf" not in lacking:
        from briefing.handout_pdf import pdf

        files[f"{stem}_{lang}.pdf"] = pdf(made, maps)
    step(_("Workbook (XLSX)"))
    files[f"{stem}_{lang}.xlsx"] = _in_language(lang, lambda: xlsx(meeting_book.workbook(snapshot)))
    step(_("Layers for a GIS"))
    files |= _in_language(lang, lambda: dict(_layers(snapshot, shapes, f"{stem}_{{name}}{lang}")))
    step(_("Offline map (HTML)"))
    files[f"{stem}_map_{lang}.html"] = _in_language(lang, lambda: offline_map.html(snapshot, made))
    return files


def _layers(snapshot: Snapshot, shapes: Shapes, name: str) -> Iterator[tuple[str, bytes]]:
    layers: list[Layer] = []
    for view in snapshot.views:
        frame, reference = view.frame, snapshot.reference
        title, subtitle = told(Drawn.of(frame, reference), reference)
        about = gis_texts.said_of(title, subtitle, (frame,), reference) | {"snapshot": snapshot.id}
        yield name.format(name=f"{view.slide.id}_") + ".geojson", geojson(frame, shapes.geometries, about)
        more = {"data_version": frame.data_version, "as_of": frame.as_of.isoformat(), "view": frame.selection.link()}
        layers.append(of_rows(f"view_{view.slide.id}", frame.data, shapes.geometries, about | more))
    columns = commitments(snapshot.book.commitments, snapshot.reference)
    layers.append(of_columns("commitments", columns, shapes.labels, _about_commitments(snapshot)))
    yield name.format(name="") + ".gpkg", geopackage(layers, snapshot.reference.as_of)


def _about_commitments(snapshot: Snapshot) -> dict[str, object]:
    return {
        "title": _("Commitments, each at the place of its area's name"),
        "meeting": meeting_words.title(snapshot.book.meeting),
        "demonstration": snapshot.version.carries_mark,
        "mark": provenance.mark(snapshot.version.carries_mark),
        "notes": gis_texts.notes(snapshot.reference),
        "snapshot": snapshot.id,
        "data_version": snapshot.version.name,
        "as_of": snapshot.reference.as_of.isoformat(),
    }


def _in_language(lang: Lang, act: Callable[[], T]) -> T:
    def made() -> T:
        i18n.activate(lang)
        return act()

    return copy_context().run(made)
