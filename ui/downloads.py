"""Downloads of a view and of a chart: each file is made when somebody asks for it, from what the page shows."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextvars import copy_context

import streamlit as st

from briefing.chart import Chart
from domain.frames import ReleaseFrame
from domain.selection import Selection, number_text
from measures.source import Reference
from ui import facilities, facility_csv, files, i18n
from ui.i18n import _

MIMES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "png": "image/png",
}
# Its words are in one language, or it is drawn in one direction.
IN_ONE_LANGUAGE = ("xlsx", "png", "geojson")


def draw(frame: ReleaseFrame, reference: Reference) -> None:
    """Draw the popover with the files of a view."""
    lang, selection = i18n.language(), frame.selection
    with st.popover(_("Downloads")), st.container(key="downloads", gap="xsmall"):
        tagged = st.toggle(_("With HXL tags (CSV and XLSX)"), key=f"hxl:{lang}")
        makers: dict[str, tuple[str, Callable[[], bytes]]] = {
            "csv": (_("Table (CSV)"), lambda: files.view_csv(frame, tagged)),
            "xlsx": (
                _("Workbook with sources and definitions (XLSX)"),
                lambda: files.view_xlsx(frame, reference, tagged),
            ),
            "geojson": (_("Areas for a GIS (GeoJSON)"), lambda: files.view_geojson(frame, reference)),
            "png": (_("Picture of the map (PNG)"), lambda: files.view_png(frame, reference)),
        }
        for kind, (label, make) in makers.items():
            with_tags = tagged and kind in ("csv", "xlsx")
            _button(label, make, file_name(selection, kind, with_tags), kind, f"{kind}:{lang}")
        _facilities(selection, reference)


def _facilities(selection: Selection, reference: Reference) -> None:
    """Draw the button for the facilities that the view shows, if it shows any."""
    found = facilities.shown(selection)
    if found is None or found.data.empty:
        return
    # The key of what the map shows: files of other kinds, states and places have other names.
    name = f"hamgam_facilities_{selection.area}_{selection.period}_{found.packed.key}.csv"
    label, key = _("Download the facilities (CSV)"), f"facilities_csv:{i18n.language()}"
    _button(label, lambda: facility_csv.content(found.data, reference), name, "csv", key)


def chart(one: Chart, key: str) -> None:
    """Draw the two small buttons of a chart: its figures, and the chart as a picture."""
    lang = i18n.language()
    # Two views of one chart are two files.
    stamp = f"{zlib.crc32(repr(one).encode()):08x}"
    makers: dict[str, tuple[str, Callable[[], bytes]]] = {
        "png": (_("Picture (PNG)"), lambda: files.chart_png(one)),
        "csv": (_("Figures (CSV)"), lambda: files.chart_csv(one)),
    }
    with st.container(key=f"files_{key}", horizontal=True, gap="small"):
        for kind, (label, make) in makers.items():
            name = f"hamgam_{key}_{stamp}_{lang}.{kind}"
            _button(label, make, name, kind, f"{kind}_{key}:{lang}", small=True)


def file_name(selection: Selection, kind: str, tagged: bool = False) -> str:
    """Name a download by what it holds; two downloads of different views have different names."""
    groups = "-".join(selection.groups) if selection.entry.takes_groups else "all"
    parts = [selection.indicator, selection.level, selection.area, str(selection.period), groups]
    parts += [selection.standard] if selection.standard else []
    parts += [f"target{number_text(selection.target)}"] if selection.target is not None else []
    parts += ["w" + "-".join(map(number_text, selection.weights))] if selection.weights else []
    parts += [selection.lang] * (kind in IN_ONE_LANGUAGE) + ["hxl"] * tagged
    return f"hamgam_{'_'.join(parts)}.{kind}"


def _button(label: str, make: Callable[[], bytes], name: str, kind: str, key: str, *, small: bool = False) -> None:
    st.download_button(
        label,
        _later(make),
        file_name=name,
        mime=MIMES[kind],
        on_click="ignore",
        key=key,
        type="tertiary" if small else "secondary",
        width="content" if small else "stretch",
    )


def _later(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Make a file in the language that the page has now: the click is answered outside any run of the page."""
    lang = i18n.language()

    def made() -> bytes:
        i18n.activate(lang)
        return make()

    return lambda: copy_context().run(made)
