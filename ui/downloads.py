"""Downloads of a page and of a chart: each file is made when somebody asks for it, from what the page shows."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from briefing.chart import Chart
from domain.frames import ReleaseFrame
from domain.selection import Selection, number_text
from measures.reference import Reference
from ui import access, chart_file, facilities, facility_csv, files, visitors
from ui.taking import at_the_click
from wording import i18n
from wording.i18n import _

MIMES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "png": "image/png",
}
# Its words are in one language, or it is drawn in one direction.
IN_ONE_LANGUAGE = ("xlsx", "png", "geojson")
TAGGED = ("csv", "xlsx")
USUAL_CLASSES = "standard5"


@dataclass(frozen=True)
class File:
    """A download: what its button says, the name of its file, its kind, what makes it, and the button's key."""

    label: str
    name: str
    kind: str
    make: Callable[[], bytes]
    key: str


# The files of a page, with or without HXL tags in its tables.
Offer = Callable[[bool], Sequence[File]]


def popover(offer: Offer, key: str = "downloads", *, label: str = "", taggable: bool = False) -> None:
    """Draw a popover with files; `key` tells two of them on one page apart. Who may take none sees none."""
    if not visitors.current().may_download:
        return
    with st.popover(label or _("Downloads")):
        _offered(offer, key, taggable=taggable)


@access.fragment()
def late_popover(offer: Offer, key: str = "downloads", *, label: str = "", taggable: bool = False) -> None:
    """Draw a popover whose buttons are made when it opens: a page of many charts sends enough without them."""
    if not visitors.current().may_download:
        return
    opened = st.popover(label or _("Downloads"), key=f"{key}_opener:{i18n.language()}", on_change="rerun")
    if _is_open(opened):
        with opened:
            _offered(offer, key, taggable=taggable)


def _is_open(opened: PopoverContainer) -> bool:
    return bool(opened.open)


def _offered(offer: Offer, key: str, *, taggable: bool) -> None:
    lang = i18n.language()
    with st.container(key=key, gap="xsmall"):
        tagged = taggable and st.toggle(_("With HXL tags (CSV and XLSX)"), key=f"hxl:{lang}")
        for one in offer(tagged):
            _button(one.label, one.make, one.name, one.kind, f"{one.key}:{lang}")


def titled(head: str, offer: Offer, *, taggable: bool = False, late: bool = False) -> None:
    """Draw the head of a page, as HTML, with the popover at its end."""
    with st.container(key="titled", horizontal=True, gap="small"):
        st.html(head)
        (late_popover if late else popover)(offer, taggable=taggable)


def draw(frame: ReleaseFrame, reference: Reference) -> None:
    """Draw the popover with the files of a view."""
    popover(of_view(frame, reference), taggable=True)


def of_view(frame: ReleaseFrame, reference: Reference) -> Offer:
    """Return what offers the files of a view, and the facilities that its map shows."""
    selection = frame.selection

    def offer(tagged: bool) -> list[File]:
        makers: dict[str, tuple[str, Callable[[], bytes]]] = {
            "csv": (table_name(), lambda: files.view_csv(frame, tagged)),
            "xlsx": (book_name(), lambda: files.view_xlsx(frame, reference, tagged)),
            "geojson": (layer_name(), lambda: files.view_geojson(frame, reference)),
            "png": (_("Picture of the map (PNG)"), lambda: files.view_png(frame, reference)),
        }
        made = [
            File(label, file_name(selection, kind, tagged and kind in TAGGED), kind, make, kind)
            for kind, (label, make) in makers.items()
        ]
        return made + _facilities(selection, reference)

    return offer


def table_name() -> str:
    """Name the button of a table."""
    return _("Table (CSV)")


def book_name() -> str:
    """Name the button of a workbook."""
    return _("Workbook with sources and definitions (XLSX)")


def layer_name() -> str:
    """Name the button of areas for a GIS."""
    return _("Areas for a GIS (GeoJSON)")


def _facilities(selection: Selection, reference: Reference) -> list[File]:
    """Return the facilities that the view shows as a file, if it shows any."""
    found = facilities.shown(selection)
    if found is None or found.data.empty:
        return []
    # The key of what the map shows: files of other kinds, states and places have other names.
    name = f"hamgam_facilities_{selection.area}_{selection.period}_{found.packed.key}.csv"
    data = found.data
    label = _("Download the facilities (CSV)")
    return [
        File(
            label,
            name,
            "csv",
            lambda: facility_csv.content(data, reference, incomplete=found.truncated),
            "facilities_csv",
        )
    ]


def chart(one: Chart, key: str) -> None:
    """Draw the two small buttons of a chart: its figures, and the chart as a picture."""
    if not visitors.current().may_download:
        return
    lang = i18n.language()
    makers: dict[str, tuple[str, Callable[[], bytes]]] = {
        "png": (_("Picture (PNG)"), lambda: files.chart_png(one)),
        "csv": (_("Figures (CSV)"), lambda: chart_file.csv(one)),
    }
    for kind, (label, make) in makers.items():
        _button(label, make, chart_name(one, key, kind), kind, f"{kind}_{key}:{lang}", small=True)


def chart_name(one: Chart, key: str, kind: str) -> str:
    """Name a file of a chart by page, chart, areas and years; a stamp tells two views of one chart apart."""
    # What is published beside a figure may be older; only a trend is of several years.
    first = min(one.of.years) if one.kind == "trend" else max(one.of.years)
    years = "-".join(map(str, dict.fromkeys((first, max(one.of.years)))))
    return f"hamgam_{one.of.page}_{key}_{one.of.scope}_{years}_{stamp(one)}_{i18n.language()}.{kind}"


def file_name(selection: Selection, kind: str, tagged: bool = False, page: str = "") -> str:
    """Name a download by what it holds; two downloads of different views have different names."""
    groups = "-".join(selection.groups) if selection.entry.takes_groups else "all"
    parts = [page] * bool(page)
    parts += [selection.indicator, selection.level, selection.area, str(selection.period), groups]
    parts += [selection.standard] if selection.standard else []
    parts += [f"target{number_text(selection.target)}"] if selection.target is not None else []
    parts += ["w" + "-".join(map(number_text, selection.weights))] if selection.weights else []
    # Only a picture has classes and facilities.
    classes = f"{selection.scheme}{selection.classes}"
    parts += [classes] if kind == "png" and classes != USUAL_CLASSES else []
    parts += [stamp((selection.kinds, selection.statuses))] if kind == "png" and selection.kinds else []
    return named(parts, kind, selection.lang, tagged)


def named(parts: Sequence[str], kind: str, lang: str, tagged: bool = False) -> str:
    """Join the parts of a file's name; what is in one language says in which."""
    return f"hamgam_{'_'.join([*parts, *[lang] * (kind in IN_ONE_LANGUAGE), *['hxl'] * tagged])}.{kind}"


def stamp(of: object) -> str:
    """Return a short text that differs where two of what a file holds do."""
    return f"{zlib.crc32(repr(of).encode()):08x}"


def _button(label: str, make: Callable[[], bytes], name: str, kind: str, key: str, *, small: bool = False) -> None:
    st.download_button(
        label,
        at_the_click(make, name),
        file_name=name,
        mime=MIMES[kind],
        on_click="ignore",
        key=key,
        type="tertiary" if small else "secondary",
        width="content" if small else "stretch",
    )
