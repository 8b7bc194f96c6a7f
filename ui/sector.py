"""The page of one sector: its choices, what there is and what is missing in charts, and its facilities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from briefing.chart import Chart
from domain.admin import PROVINCE
from domain.change import Change
from domain.frames import ReleaseFrame
from domain.grants import covers
from domain.indicators import CATALOGUE
from domain.links import from_query
from domain.selection import Selection
from domain.stock import stock, together
from domain.supplies import SUPPLIES, Array
from measures.reference import Reference
from ui import (
    charts,
    controls,
    downloads,
    loaders,
    onward,
    page_loaders,
    reading,
    sector_charts,
    sector_facilities,
    sector_specials,
    sector_units,
    state,
    ways_out,
)
from ui.scene import Scene, own_row
from wording import changes, i18n, provenance, sentences
from wording.i18n import _

OPERATING = sector_charts.OPERATING


@dataclass(frozen=True)
class Ready:
    """What a page shows of a view, finished once: its head and its charts by name."""

    head: str
    rule: str
    charts: tuple[tuple[str, Chart], ...]
    specials: tuple[tuple[str, Chart], ...]


def page(sector: str) -> None:
    """Draw the page of a sector."""
    reading.show(_body, sector)


def _body(selection: Selection, reference: Reference) -> None:
    if not covers(reference.scope, reference.tree, selection.area):  # its charts would be of a part, under its name
        st.info(_("This is no part of the link."))
        return
    controls.folded(lambda: controls.sector_line(selection, reference))
    plain = selection.without_page()
    ready = loaders.kept(("sector", plain), lambda: _finish(plain, reference))
    frame = loaders.release(plain)
    head = onward.with_marks(ready.head, selection) + ways_out.of_frame(replace(frame, selection=selection))
    downloads.titled(head, downloads.of_view(frame, reference), taggable=True, late=True)
    if ready.rule:
        st.html(f'<p class="hg-note hg-rule">{escape(ready.rule)}</p>')
    common = st.container(key=f"grid_common_{len(ready.charts)}")
    below = st.container(key="sector_list")
    special = st.container(key=f"grid_special_{len(ready.specials)}")
    # The list reads the view again, by itself after each of its own choices: then the address is this view's already.
    state.publish(selection)
    # Its map loads in a frame of its own: asked for first, it is there when the charts are.
    with below:
        sector_facilities.draw(plain)
    for place, drawn in ((common, ready.charts), (special, ready.specials)):
        with place:
            for name, chart in drawn:
                charts.draw(chart, name, about=onward.mark(selection, *_about(name, plain)))
    charts.link_to_maps()


def ahead(sector: str) -> None:
    """Make the page of a sector's first indicator in the language in use, so that nobody waits for it."""
    reference = loaders.reference()
    selection = from_query({"lang": i18n.language(), "sector": sector}, reference.options)[0].without_page()
    ready = loaders.kept(("sector", selection), lambda: _finish(selection, reference))
    for _name, chart in (*ready.charts, *ready.specials):
        charts.ahead(chart)


def _finish(selection: Selection, reference: Reference) -> Ready:
    scene = Scene(selection, reference, date.fromisoformat(loaders.as_of()))
    frame = loaders.release(selection)
    called = {str(code): str(name) for code, name in reference.areas[f"name_{i18n.language()}"].items()}
    standard = scene.standard(selection.entry)
    told = (sentences.title(frame, called, standard), sentences.subtitle(frame, called, standard))
    head = reading.title(*told, onward.later(selection.indicator))
    return Ready(head, provenance.group_rule(frame), tuple(_common(scene, frame)), tuple(_special(scene)))


def _about(name: str, selection: Selection) -> tuple[str, ...]:
    """Return the indicators that a chart shows; some count facilities alone."""
    if name in ("kinds", "graduates"):
        return ()
    others = {"per_unit": sector_units.UNITS, "shifts": ("double_shift_share",), "counties": ("training_places",)}
    return others.get(name, (name,) if name in CATALOGUE else (selection.indicator,))


def _common(scene: Scene, frame: ReleaseFrame) -> list[tuple[str, Chart]]:
    selection, entry = scene.selection, scene.selection.entry
    data = _facilities(scene)
    found = [("kinds", sector_charts.by_kind(scene, _stock(data, np.ones(len(data))), _ids(data)))]
    if entry.family == "need" and entry.supply != "facilities":
        own, amounts = _offered(scene, data)
        persons, limit = SUPPLIES[entry.supply].persons == "amount", loaders.missing_limit()
        parts = _stock(own, amounts, persons=persons)
        sums = [together(own, amounts, states, limit, persons=persons) for states in sector_charts.SUMMED]
        found.append(("capacity", sector_charts.by_capacity(scene, parts, sums, _ids(own))))
    if entry.family == "need" and scene.standards(entry):
        frames = {one: _release(selection, standard=one, target=None) for one in scene.standards(entry)}
        found.append(("standards", sector_charts.by_standard(scene, frames)))
    else:
        found.append(("standards", sector_specials.beside(scene, frame)))
    years = {year: _release(selection, period=year) for year in scene.reference.options.periods}
    found.append(("years", sector_charts.over_years(scene, years, _change(scene, years))))
    districts = _release(selection, level="district", area=PROVINCE)
    found.append(("districts", sector_charts.over_districts(scene, districts)))
    return found


def _change(scene: Scene, years: dict[int, ReleaseFrame]) -> Change | None:
    """Split the change between the first and the last year that have a figure, as the title tells it."""
    known = [year for year, frame in years.items() if own_row(frame)["status"] == "ok"]
    if not changes.has_split(scene.selection.entry) or len(known) < 2:
        return None
    last = replace(scene.selection, period=known[-1])
    return page_loaders.change_since(last, known[0]).changes.get("value")


def _release(selection: Selection, **changes: Any) -> ReleaseFrame:  # noqa: ANN401 - fields of a Selection
    return loaders.release(replace(selection, **changes))


def _facilities(scene: Scene) -> pd.DataFrame:
    """Return the facilities of the sector in the view's area."""
    data = loaders.facilities(scene.selection.period).data
    area, tree = scene.selection.area, scene.reference.tree
    inside = {code for code in tree.levels if area in tree.ancestors(code)}
    return data[(data["sector"] == scene.selection.sector) & data["pcode"].isin(inside)].reset_index(drop=True)


def _offered(scene: Scene, data: pd.DataFrame) -> tuple[pd.DataFrame, Array]:
    """Return the facilities of the chosen indicator and what each offers, in its unit."""
    entry = scene.selection.entry
    own = data[data["kind"].isin([kind for stage in entry.stages for kind in stage.kinds])].reset_index(drop=True)
    each = (scene.standard(entry) or np.nan) if entry.standard_as == "pupils_per_class" else 1.0
    return own, SUPPLIES[entry.supply].amount(own) * each


def _stock(data: pd.DataFrame, amounts: Array, *, persons: bool = False) -> sector_charts.Parts:
    return stock(data, amounts, loaders.missing_limit(), persons=persons)


def _ids(data: pd.DataFrame) -> set[str]:
    return {one for ids in data["source_ids"].unique() for one in ids.split(";") if one}


def _special(scene: Scene) -> list[tuple[str, Chart]]:
    makers: dict[str, Callable[[Scene], list[tuple[str, Chart]]]] = {
        "education": _of_education,
        "health": _of_health,
        "livelihoods": _of_livelihoods,
    }
    return makers[scene.selection.sector](scene)


def _as_asked(scene: Scene, indicator: str) -> ReleaseFrame:
    """Return the frame of another indicator with its own default standard."""
    first = next(iter(scene.standards(CATALOGUE[indicator])), None)
    target = scene.selection.target if CATALOGUE[indicator].takes_target else None
    return _release(scene.selection, indicator=indicator, standard=first, target=target, weights=None)


def _of_education(scene: Scene) -> list[tuple[str, Chart]]:
    data = _facilities(scene)
    operating = data[data["status"].isin(OPERATING)]
    found = [("shifts", sector_specials.shifts(scene, operating, _ids(operating)))]
    for one in ("pupils_per_class", "school_space"):
        if one != scene.selection.indicator:
            found.append((one, sector_specials.beside(scene, _as_asked(scene, one))))
    return found


def _of_health(scene: Scene) -> list[tuple[str, Chart]]:
    frames = {one: _as_asked(scene, one) for one in sector_units.UNITS}
    found = [("per_unit", sector_units.people_per_unit(scene, frames))]
    if scene.selection.indicator != "rehabilitation_share":
        share = _as_asked(scene, "rehabilitation_share")
        found.append(("rehabilitation_share", sector_specials.beside(scene, share)))
    return found


def _of_livelihoods(scene: Scene) -> list[tuple[str, Chart]]:
    data = _facilities(scene)
    own = data[data["status"].isin(OPERATING) & data["kind"].isin(CATALOGUE["training_places"].kinds)]
    own = own.assign(status="operational").reset_index(drop=True)
    room, done = (
        {kind: one for (kind, _state), one in _stock(own, own[name].to_numpy(dtype=float), persons=people).items()}
        for name, people in (("training_places", False), ("graduates", True))
    )
    counties = replace(_as_asked(scene, "training_places").selection, level="county", area=PROVINCE)
    beside = [("counties", sector_specials.by_county(scene, loaders.release(counties)))] if scene.has_province else []
    return [
        *beside,
        ("graduates", sector_specials.graduates(scene, room, done, _ids(own))),
    ]
