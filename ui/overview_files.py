"""The overview as files: headline figures, most urgent districts, freshness of the sources, and its three maps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from briefing import about_sheet, columns
from briefing.book import bind
from briefing.columns import Part
from briefing.tables import Column, Sheet, columns_csv, xlsx
from domain.admin import PROVINCE
from domain.frames import ReleaseFrame, records
from domain.indicators import CATALOGUE, GROUPS
from domain.selection import Selection
from geo.shapes import shapes_of
from measures.reference import Reference
from ui import downloads, loaders, overview_sources, overview_urgent
from ui.overview_figures import headlines
from wording import formats, i18n, words
from wording.i18n import _

Row = dict[str, Any]
Frames = Mapping[str, ReleaseFrame]
# The frames of the three maps, in their order.
MAPS = ("seats", "units", "places")
POINTS = ("education_points", "health_points", "livelihoods_points")


def offer(
    selection: Selection, reference: Reference, told: tuple[str, str], frames: Callable[[], Frames]
) -> downloads.Offer:
    """Return what offers the overview; `told` is title and subtitle, `frames` finds what the page shows."""

    def name(what: str, kind: str) -> str:
        return downloads.named([what, str(selection.period)], kind, selection.lang)

    def csv(what: str, make: Callable[[], tuple[Column, ...]]) -> downloads.File:
        # The words in it are in one language.
        parts = ["overview", what, PROVINCE, str(selection.period), selection.lang]
        own = downloads.named(parts, "csv", selection.lang)
        return downloads.File(_csv_name(what), own, "csv", lambda: columns_csv(make()), what)

    def made(_tagged: bool) -> list[downloads.File]:
        return [
            downloads.File(
                downloads.book_name(),
                name("overview", "xlsx"),
                "xlsx",
                lambda: workbook(frames(), reference, told),
                "overview_xlsx",
            ),
            csv("headlines", lambda: headlines(frames())),
            csv("urgent", lambda: urgent(frames(), reference)),
            csv("sources", lambda: sources(frames(), reference)),
            downloads.File(
                _("Picture of the three maps (PNG)"),
                name("overview", "png"),
                "png",
                lambda: png(frames(), reference, told),
                "overview_png",
            ),
        ]

    return made


def _csv_name(what: str) -> str:
    return {
        "headlines": _("Headline figures (CSV)"),
        "urgent": _("Most urgent districts (CSV)"),
        "sources": _("Freshness of the sources (CSV)"),
    }[what]


def urgent(frames: Frames, reference: Reference) -> tuple[Column, ...]:
    """Return the most urgent districts with the reason of each."""
    found = overview_urgent.told(frames["priority"], frames["seats"], frames["units"], reference)
    names = reference.areas[f"name_{i18n.language()}"]
    rows = [row | {"place": place, "reason": reason} for place, (row, reason) in enumerate(found, 1)]

    def county(row: Row) -> str:
        code = str(reference.tree.parents.get(row["pcode"]) or row["pcode"])
        return str(names.get(code, code))

    period = frames["priority"].selection.period
    parts: list[Part] = [
        ("rank", _("rank"), lambda row: row["place"], columns.PLAIN),
        ("pcode", _("P-code"), lambda row: row["pcode"], ""),
        ("name_fa", _("Name in Persian"), lambda row: row["name_fa"], ""),
        ("name_en", _("Name in English"), lambda row: row["name_en"], ""),
        ("county", _("County"), county, ""),
        ("value", _("points of 100"), lambda row: row["value"], columns.TENTH),
        *((name, words.column(name), lambda row, name=name: row[name], columns.TENTH) for name in POINTS),
        ("severity_pct", _("{text} (%)").format(text=words.column("severity_pct")), lambda row: row["severity_pct"],
         columns.TENTH),
        ("reason", _("Reason"), lambda row: row["reason"], ""),
        ("is_demonstration", _("Demonstration data"), lambda row: row["is_demonstration"], ""),
        ("source_ids", _("Source"), lambda row: row["source_ids"], ""),
        ("period", _("Year (Jalali)"), lambda _row: period, columns.PLAIN),
    ]  # fmt: skip
    return columns.of_rows(rows, parts)


def sources(frames: Frames, reference: Reference) -> tuple[Column, ...]:
    """Return how fresh every source is, those behind the page's figures first."""
    used = overview_sources.used(list(frames.values()), reference)
    rows = sorted(records(reference.sources.reset_index(drop=True)), key=lambda row: row["source_id"] not in used)
    today = loaders.today()

    def freshness(row: Row) -> str:
        return overview_sources.name(overview_sources.state_of(pd.Series(row), today))

    parts: list[Part] = [
        ("source_id", _("Source ID"), lambda row: row["source_id"], ""),
        (f"title_{i18n.language()}", _("Source"), lambda row: row[f"title_{i18n.language()}"], ""),
        ("publisher", _("Publisher"), lambda row: row["publisher"], ""),
        ("kind", _("Kind"), lambda row: words.source_kind(str(row["kind"])), ""),
        ("published_on", _("Published"), lambda row: row["published_on"], ""),
        ("freshness", _("Freshness"), freshness, ""),
        ("on_this_page", _("behind a figure of the overview"), lambda row: row["source_id"] in used, ""),
        ("licence", _("Licence"), lambda row: row["licence"], ""),
    ]
    return columns.of_rows(rows, parts)


def workbook(frames: Frames, reference: Reference, told: tuple[str, str]) -> bytes:
    """Return the overview as a workbook."""
    title, subtitle = told
    sheets = (
        Sheet(_("Headline figures"), headlines(frames), 3),
        Sheet(_("Most urgent districts"), urgent(frames, reference), 4),
        Sheet(_("Freshness"), sources(frames, reference), 2),
    )
    sections = [
        about_sheet.view(_chosen(frames, subtitle)),
        about_sheet.statuses(),
        about_sheet.sources(_ids(frames.values()), reference),
        about_sheet.rules(reference, overview_sources.rule()),
        *(about_sheet.definition(CATALOGUE[one], named=True) for one in _indicators(frames.values())),
    ]
    marked = any(bool(one.context["is_demonstration"].any()) for one in frames.values())
    return xlsx(bind(title, sheets, sections, marked=marked, made_on=loaders.today()))


def _chosen(frames: Frames, subtitle: str) -> about_sheet.Rows:
    selection = frames["seats"].selection
    return [
        (_("Figures"), subtitle),
        (_("Population groups"), words.groups(GROUPS)),
        (_("Year"), formats.period(selection.period)),
        *about_sheet.version(
            frames["seats"].data_version, loaders.today(), f"./?period={selection.period}&lang={selection.lang}"
        ),
        *about_sheet.absent(loaders.absent(selection.period)),
        *about_sheet.incomplete(*(one.truncated for one in frames.values())),
    ]


def _ids(frames: Iterable[ReleaseFrame]) -> list[str]:
    return [text for one in frames for part in (one.data, one.context) for text in part["source_ids"]]


def _indicators(frames: Iterable[ReleaseFrame]) -> list[str]:
    return list(dict.fromkeys(one.selection.indicator for one in frames))


def png(frames: Frames, reference: Reference, told: tuple[str, str]) -> bytes:
    """Return the three small maps as one picture."""
    # Loading matplotlib takes longer than a page may.
    from briefing.pictures import map_png
    from briefing.view_picture import several

    found = [frames[name] for name in MAPS]
    return map_png(several(found, told, reference, shapes_of(loaders.boundaries())))
