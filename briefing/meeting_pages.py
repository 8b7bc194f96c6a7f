"""The pages of a meeting, made from its snapshot: what is read out, handed out and put on the wall."""

from __future__ import annotations

from contextvars import copy_context
from typing import Literal

from briefing import meeting_items, meeting_sums
from briefing.about_sheet import small_print, statement
from briefing.handout import Handout, KeyFigure, Page
from briefing.snapshot import Snapshot
from domain.commitments import Tally, tally
from wording import formats, i18n, meeting_words, provenance, words
from wording.i18n import _

Lang = Literal["fa", "en"]


def handout(snapshot: Snapshot, lang: Lang) -> Handout:
    """Write all pages of a meeting.

    Parameters
    ----------
    snapshot : Snapshot
    lang : {'fa', 'en'}

    Returns
    -------
    Handout
        The same snapshot gives the same texts.
    """
    return copy_context().run(_written, snapshot, lang)


def _written(snapshot: Snapshot, lang: Lang) -> Handout:
    i18n.activate(lang)
    told, as_of = statement(), snapshot.reference.as_of
    counted = tally(snapshot.book.commitments, as_of)
    pages = (
        _title(snapshot, counted),
        *meeting_sums.changes(snapshot),
        *meeting_items.pages(snapshot),
        *meeting_sums.gaps(snapshot),
        *meeting_sums.partners(snapshot, counted),
        *meeting_sums.closing(snapshot, counted),
    )
    return Handout(
        lang=lang,
        direction="rtl" if lang == "fa" else "ltr",
        title=_name(snapshot),
        when_where=meeting_words.when_where(snapshot.book.meeting),
        as_of=_("As of {date}").format(date=formats.day(as_of)),
        pages=pages,
        page_of=_("{page} of {pages}"),
        digits="".join(map(formats.number, range(10))),
        foot=small_print(),
        small_print=_small_print(snapshot, told),
        mark=provenance.mark(snapshot.version.carries_mark),
        made_on=as_of,
    )


def _name(snapshot: Snapshot) -> str:
    title = snapshot.deck.title
    return title.in_language(i18n.language()) if title else meeting_words.title(snapshot.book.meeting)


def _title(snapshot: Snapshot, counted: Tally) -> Page:
    book = snapshot.book
    lines = tuple(
        _("{no}. {title} ({sector})").format(
            no=formats.number(one.no), title=meeting_words.title(one), sector=words.sector_or_id(one.sector)
        )
        for one in book.agenda
    )
    figures = (
        KeyFigure(_("Commitments so far"), formats.number(counted.made)),
        KeyFigure(_("Delivered"), formats.number(counted.delivered)),
        KeyFigure(_("Late"), formats.number(counted.late)),
    )
    return Page(
        id="title",
        kind="title",
        kicker=_("Partner coordination meeting"),
        title=_name(snapshot),
        subtitle=meeting_words.when_where(book.meeting),
        figures=figures,
        lines=lines or (_("There is no agenda yet."),),
        source=meeting_sums.source(snapshot),
        mark=provenance.mark(snapshot.version.carries_mark),
    )


def _small_print(snapshot: Snapshot, told: dict[str, str]) -> tuple[str, ...]:
    reference = snapshot.reference
    ids = {one for frame in snapshot.frames for one in provenance.ids_of(frame)}
    lines = [told["disclaimer"], told["sensitivity"], *provenance.note_texts(told, reference, reference.rounding_base)]
    if ids:
        lines.append(provenance.sources_named(ids, reference))
    lines.append(
        _("Data version {version}, snapshot {snapshot}").format(version=snapshot.version.name, snapshot=snapshot.id)
    )
    return tuple(lines)
