"""The text for the minutes: what the figures say, what was promised, what is late, in sentences of templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextvars import copy_context
from typing import Literal

from briefing import about_sheet, brief_sums, meeting_items
from briefing.drawn import Drawn, told
from briefing.handout import KeyFigure
from briefing.snapshot import Snapshot, View
from domain.meetings import AgendaItem
from domain.minutes import Decision, Minutes, NewCommitment
from wording import formats, i18n, meeting_words, minutes_words, provenance, words
from wording.i18n import _, ngettext

# So that it stays a page: the views of an item, and what is named one by one.
VIEWS_AT_MOST, NAMED_AT_MOST = 2, 5


def brief(
    snapshot: Snapshot,
    lang: Literal["fa", "en"],
    decisions: Sequence[Decision] = (),
    commitments: Sequence[NewCommitment] = (),
) -> str:
    """Write the text for the minutes.

    Parameters
    ----------
    snapshot : Snapshot
    lang : {'fa', 'en'}
    decisions, commitments : sequence
        Typed in a session; marked as such, and in no sum of what the database holds.

    Returns
    -------
    str
        Plain text; a blank line before each heading. Its length does not grow with the number of commitments.
    """
    minutes = Minutes(snapshot.book.meeting.id, tuple(decisions), tuple(commitments))
    return copy_context().run(_written, snapshot, lang, minutes)


def _written(snapshot: Snapshot, lang: str, minutes: Minutes) -> str:
    i18n.activate(lang)
    parts = [
        list(_head(snapshot)),
        [_("Agenda"), *_agenda(snapshot, minutes)],
        [_("Commitments"), *brief_sums.promised(snapshot)],
        [_("Late commitments"), *brief_sums.late(snapshot, NAMED_AT_MOST)],
        [_("What remains of each shortage when everything agreed is delivered"), *brief_sums.remaining(snapshot)],
        [_("New commitments, {mark}").format(mark=minutes_words.not_stored()), *_new(snapshot, minutes)],
        list(_end(snapshot)),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if len(lines) > 1) + "\n"


def _head(snapshot: Snapshot) -> Iterator[str]:
    title = snapshot.deck.title
    yield title.in_language(i18n.language()) if title else meeting_words.title(snapshot.book.meeting)
    yield meeting_words.when_where(snapshot.book.meeting)
    as_of = _("As of {date}").format(date=formats.day(snapshot.reference.as_of))
    yield _("{as_of}; amounts are those of the tables of the meeting, not rounded further.").format(as_of=as_of)
    if mark := provenance.mark(snapshot.version.carries_mark):
        yield _("{mark}: for showing and training only, not for decisions.").format(mark=mark)
    lacking = (*about_sheet.absent(snapshot.book.absent), *about_sheet.incomplete(snapshot.book.truncated))
    for name, what in lacking:
        yield _("{name}: {what}.").format(name=name, what=what)


def _agenda(snapshot: Snapshot, minutes: Minutes) -> Iterator[str]:
    for item in snapshot.book.agenda:
        yield _("{no}. {title} ({sector})").format(
            no=formats.number(item.no), title=meeting_words.title(item), sector=words.sector_or_id(item.sector)
        )
        views = [view for view in snapshot.views if view.slide.item == item.no]
        yield from (_view(snapshot, view) for view in views[:VIEWS_AT_MOST])
        yield _decided(item, minutes.of_item(item.no))
    if not snapshot.book.agenda:
        yield _("There is no agenda yet.")


def _view(snapshot: Snapshot, view: View) -> str:
    """Say the finding of a view, then its key figures: those of its slide."""
    finding, subtitle = told(Drawn.of(view.frame, snapshot.reference), snapshot.reference)
    # A dot between the parts is for a line under a title.
    about = formats.listing(subtitle.split(" · "))
    sentences = [_("{finding} ({subtitle}).").format(finding=finding, subtitle=about)]
    # Exact, unlike other sentences: minutes are signed, and with rounded terms what remains fails to add up.
    figures = [_figure(one) for one in meeting_items.figures(view.frame)]
    if figures:
        others = [one[:1].lower() + one[1:] for one in figures[1:]]
        sentences.append(_("{sentence}.").format(sentence=brief_sums.clauses([*figures[:1], *others])))
    return " ".join(sentences)


def _figure(one: KeyFigure) -> str:
    text = _("{name} {value}").format(name=one.name, value=one.value)
    return _("{text} ({mark})").format(text=text, mark=one.detail) if one.detail else text


def _decided(item: AgendaItem, typed: Decision | None) -> str:
    found, is_new = minutes_words.decision(item, typed)
    text = " ".join(found.split())
    if not text:
        return _("No decision is recorded yet.")
    decision = _("Decision: {decision}").format(decision=text)
    return decision if not is_new else _("{text} ({mark})").format(text=decision, mark=minutes_words.not_stored())


def _new(snapshot: Snapshot, minutes: Minutes) -> Iterator[str]:
    for one in minutes.commitments[:NAMED_AT_MOST]:
        text = " ".join(minutes_words.commitment(one, snapshot.book, snapshot.reference).split())
        yield _("{sentence}.").format(sentence=text)
    more = len(minutes.commitments) - NAMED_AT_MOST
    if more > 0:
        yield ngettext("And {count} more.", "And {count} more.", more).format(count=formats.number(more))


def _end(snapshot: Snapshot) -> Iterator[str]:
    said = about_sheet.statement()
    yield _("About this text")
    ids = provenance.ids_of(*snapshot.frames)
    if ids:
        yield _("{sentence}.").format(sentence=provenance.sources_named(ids, snapshot.reference))
    rules = [provenance.group_rule(view.frame) for view in snapshot.views if view.slide.item is not None]
    yield from dict.fromkeys(filter(None, rules))
    yield said["disclaimer"]
    yield said["sensitivity"]
    version = _("Data version {version}, snapshot {snapshot}")
    yield _("{sentence}.").format(sentence=version.format(version=snapshot.version.name, snapshot=snapshot.id))
