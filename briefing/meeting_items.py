"""The pages of the agenda: each with its view, figures of it, and the commitments that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextvars import copy_context
from dataclasses import replace
from typing import Any

import pandas as pd

from briefing import meeting_tables, shown_facilities, view_picture
from briefing.drawn import Drawn, told
from briefing.handout import KeyFigure, Page
from briefing.map_picture import MapPicture
from briefing.snapshot import Snapshot, View
from domain.deck import DeckSlide
from domain.frames import ReleaseFrame, records
from domain.indicators import Indicator
from domain.meetings import AgendaItem
from domain.meetings import filtered as narrowed
from geo.shapes import Shapes, shapes_of
from measures.reference import Reference
from wording import amounts, formats, gap_words, i18n, meeting_words, provenance, tips, words
from wording.i18n import _


def pages(snapshot: Snapshot) -> Iterator[Page]:
    """Return the pages of the deck's slides, each followed by the commitments that it has no room for."""
    shapes = shapes_of(snapshot.layer)
    for view in snapshot.views:
        yield from _pages(snapshot, view, shapes)


def of_slide(snapshot: Snapshot, slide: DeckSlide, frame: ReleaseFrame) -> pd.DataFrame:
    """Return the commitments that a slide shows, the pressing ones first."""
    known, wanted = snapshot.book.commitments, slide.commitments
    if wanted == "none":
        return known.iloc[:0]
    if wanted == "all":
        return meeting_tables.pressing_first(known)
    if isinstance(wanted, tuple):
        return meeting_tables.pressing_first(known[known["commitment_id"].isin(wanted)])
    item, selection = _item(snapshot, slide), frame.selection
    sector = item.sector if item else selection.sector
    found = narrowed(known, snapshot.reference.tree, sectors=(sector,), area=selection.area)
    return meeting_tables.pressing_first(found[found["indicator_id"] == selection.indicator])


def _pages(snapshot: Snapshot, view: View, shapes: Shapes) -> Iterator[Page]:
    slide, frame, reference = view.slide, view.frame, snapshot.reference
    drawn, item, lang = Drawn.of(frame, reference), _item(snapshot, slide), i18n.language()
    finding, subtitle = told(drawn, reference)
    name = slide.title.in_language(lang) if slide.title else meeting_words.title(item) if item else ""
    commitments = of_slide(snapshot, slide, frame)
    head = _("Commitments on this item") if item else _("Commitments")
    tables = meeting_tables.split(head, commitments, first=meeting_tables.BESIDE_A_MAP)
    mark = provenance.demonstration_mark(frame)
    decision = meeting_words.decision(item) if item else ""
    page = Page(
        id=slide.id,
        kind="item",
        kicker=_kicker(snapshot, slide, frame),
        title=name or finding,
        finding=finding if name else "",
        subtitle=subtitle,
        figures=figures(frame),
        picture=_picture(snapshot, view, drawn, shapes),
        table=tables[0] if item or len(commitments) else None,
        lines=(_("Decision: {decision}").format(decision=decision),) if decision else (),
        notes=slide.notes.in_language(lang) if slide.notes else "",
        source=_source(frame, reference),
        mark=mark,
        view=frame.selection.link(),
    )
    yield page
    yield from meeting_tables.following(page, tables[1:])


def _source(frame: ReleaseFrame, reference: Reference) -> str:
    parts = (provenance.plain_line(frame, reference, reference.as_of), provenance.group_rule(frame))
    return " · ".join(filter(None, parts))


def _item(snapshot: Snapshot, slide: DeckSlide) -> AgendaItem | None:
    return next((one for one in snapshot.book.agenda if one.no == slide.item), None)


def _kicker(snapshot: Snapshot, slide: DeckSlide, frame: ReleaseFrame) -> str:
    item = _item(snapshot, slide)
    if item is None:
        return words.sector(frame.selection.sector)
    return _("Agenda item {no} of {count} · {sector}").format(
        no=formats.number(item.no),
        count=formats.number(len(snapshot.book.agenda)),
        sector=words.sector_or_id(item.sector),
    )


def _picture(snapshot: Snapshot, view: View, drawn: Drawn, shapes: Shapes) -> MapPicture:
    """Return the map without what stands around it on its page: title, subtitle, sources."""
    found = None
    if view.facilities is not None:
        boxes = snapshot.layer.boxes
        found = shown_facilities.chosen(view.frame.selection, view.facilities, snapshot.reference, boxes)
    picture = view_picture.bare(view_picture.picture(drawn, snapshot.reference, shapes, found))
    # Pictures are drawn after the pages are written, in whatever language is in use then.
    return replace(picture, distance=_distance(i18n.language()))


def _distance(lang: str) -> Callable[[float], str]:
    def written(metres: float) -> str:
        i18n.activate(lang)
        return formats.distance(metres)

    return lambda metres: copy_context().run(written, metres)


def figures(frame: ReleaseFrame) -> tuple[KeyFigure, ...]:
    """Return what is read from the back of the room: the figure of the view's area, its shortage, what remains."""
    entry, rows = frame.selection.entry, records(frame.context)
    own = next(row for row in rows if row["pcode"] == frame.selection.area)
    place = str(own[f"name_{i18n.language()}"])
    measure = words.value_name(entry)
    if entry.family == "index" and len(rows) < 2:
        return ()  # the whole province has all points
    found = [KeyFigure(f"{place}: {measure}", gap_words.said(entry, own), words.left_out(str(own["note"])))]
    if own["status"] == "ok" and own["shortage"] > 0:
        found.append(KeyFigure(_("Shortage"), _amount(entry, own["shortage"]), _whole(own, entry)))
        if not pd.isna(own["remaining_shortage"]):
            detail = _("promised and not yet delivered: {amount}").format(amount=_amount(entry, own["promised_open"]))
            left = _amount(entry, own["remaining_shortage"])
            found.append(KeyFigure(_("Remains after commitments"), left, detail))
    elif own["status"] == "ok" and own["shortage"] == 0:
        found.append(KeyFigure(_("Shortage"), _("no shortage")))
    for row in rows:
        if len(found) < 2 and row["pcode"] != own["pcode"]:
            found.append(KeyFigure(f"{row[f'name_{i18n.language()}']}: {measure}", gap_words.said(entry, row)))
    return tuple(found)


def _amount(entry: Indicator, value: float) -> str:
    return amounts.of_unit(entry, tips.amount(entry, value))


def _whole(row: dict[str, Any], entry: Indicator) -> str:
    """Write a shortage in things that can be built."""
    if "classrooms_short" in entry.extras:
        rooms = amounts.classrooms(formats.number(row["classrooms_short"]))
        return _("{amount}, rounded up by district and school level").format(amount=rooms)
    if "units_short" in entry.extras and row["units_short"] != row["shortage"]:
        return _("{amount}, rounded up by district").format(amount=_amount(entry, row["units_short"]))
    return ""
