"""The card of the place that a reader chose: what it is, how many live there, what is near it."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from domain.frames import records
from domain.place_search import Place
from measures.places import counts_in, nearest_to, own_id
from measures.reference import Reference
from ui import loaders
from wording import formats, i18n, place_words
from wording.i18n import _

# Where the card, which is made once for all, gets the way to the profile in the view of this session.
PROFILE = "<!-- profile -->"


def html(place: Place, period: int) -> str:
    """Return the card as HTML, everything that a database says escaped."""
    reference, facilities = loaders.reference(), loaders.facility_places(period)
    own = facilities[facilities["facility_id"] == own_id(place)] if place.kind == "facility" else facilities.iloc[:0]
    near = nearest_to(place, facilities)
    head = [" · ".join(filter(None, (place_words.kind(place), place_words.where(place, reference))))]
    if place.kind == "settlement":
        head.append(_residents(place))
    if place.kind == "facility":
        head.append(_state(own, period))
    body = _counts(place, facilities, reference, period) if place.kind == "area" else _nearest(near, period)
    name = escape(place.name(i18n.language()))
    lines = "".join(f"<p>{escape(line)}</p>" for line in head)
    foot = _sources(place, [*near["source_ids"], *own["source_ids"]], reference)
    return f'<section class="hg-card" aria-label="{name}"><h2>{name}</h2>{lines}{PROFILE}{body}{foot}</section>'


def _residents(place: Place) -> str:
    if place.persons is None:
        return _("Residents: no data")
    text = _("Residents: {amount}") if place.period is None else _("Residents in {year}: {amount}")
    return text.format(amount=formats.number(place.persons), year=formats.period(place.period or 0))


def _state(own: pd.DataFrame, period: int) -> str:
    if own.empty:
        return _("Not counted in {year}").format(year=formats.period(period))
    row = records(own)[0]
    return " · ".join(filter(None, (place_words.status(row["status"]), *_about(row))))


def _about(row: dict[str, Any]) -> list[str]:
    return [place_words.open_to(row["open_to"]), *place_words.capacity(row)]


def _nearest(near: pd.DataFrame, period: int) -> str:
    if near.empty:
        return f'<p class="hg-note">{escape(_("No operating facility with a known place."))}</p>'
    title = _("Nearest in a straight line, {year}").format(year=formats.period(period))
    rows = "".join(map(_near_row, records(near)))
    return (
        f'<h3 id="hg-near">{escape(title)}</h3><div class="hg-near" role="group" aria-labelledby="hg-near">{rows}</div>'
    )


def _near_row(row: dict[str, Any]) -> str:
    """One line; which facility it is comes when the line is opened."""
    name = place_words.service(row["service"])
    limits = [place_words.open_to(row["open_to"]) or (_("for everyone") if row["rank"] > 1 else "")]
    limits.append(place_words.status(row["status"]) if row["status"] != "operational" else "")
    if any(limits):
        name = f"{name} ({formats.listing([one for one in limits if one])})"
    about = " · ".join((str(row[f"name_{i18n.language()}"]), *place_words.capacity(row)))
    distance = formats.distance(float(row["distance_m"]))
    return (
        f"<details><summary><span>{escape(name)}</span><b>{escape(distance)}</b></summary>"
        f"<p>{escape(about)}</p></details>"
    )


def _counts(place: Place, facilities: pd.DataFrame, reference: Reference, period: int) -> str:
    title = _("Operating facilities, {year}").format(year=formats.period(period))
    rows = "".join(
        f"<div><span>{escape(place_words.service(service))}</span><b>{formats.number(count)}</b></div>"
        for service, count in counts_in(place, facilities, reference.tree).items()
    )
    return (
        f'<h3 id="hg-near">{escape(title)}</h3><div class="hg-near" role="group" aria-labelledby="hg-near">{rows}</div>'
    )


def _sources(place: Place, more: list[str], reference: Reference) -> str:
    ids = list(dict.fromkeys([place.source_id, *(one for ids in more for one in str(ids).split(";"))]))
    titles = reference.sources[f"title_{i18n.language()}"].reindex(ids).dropna()
    text = _("Sources: {names}").format(names=formats.listing([str(title) for title in titles]))
    made_up = not reference.demonstration_ids.isdisjoint(ids)
    mark = f'<b class="hg-mark">{escape(_("Demonstration data"))}</b> ' if made_up else ""
    return f'<p class="hg-note">{mark}{escape(text)}</p>'
