"""The form for a commitment that a meeting agrees on, and the list of those that were added in this session."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape

import streamlit as st

from domain.indicators import CATALOGUE, GROUPS, PRIORITY_SECTORS
from domain.minutes import CURRENCIES, YEARS_AHEAD, promisable
from measures.meetings import MeetingBook
from measures.reference import Reference
from ui import area_facts, controls, find_place, minutes_kept, state
from ui.minutes_kept import Kept
from wording import calendar_words, formats, i18n, minutes_words, words
from wording.i18n import _

Faults = Mapping[str, str]


def fault(text: str) -> None:
    """Say below a field what is wrong with it."""
    st.html(f'<p class="hg-fault" role="alert">{escape(text)}</p>')


def draw(kept: Kept, book: MeetingBook, reference: Reference) -> None:
    """Draw the form, its button, and what was added."""
    st.html(f'<h3 class="hg-typed-item">{escape(_("Add a commitment"))}</h3>')
    faults = minutes_kept.checked(kept, book, reference)[1] if kept.is_refused else {}
    with st.container(key="new_commitment"):
        _who_what_where(kept, book, reference, faults)
        _texts(kept, faults)
        _how_much(kept, faults)
        _until_when(kept, book, faults)
        st.button(
            _("Add this commitment"),
            key=f"nc_add:{i18n.language()}",
            on_click=minutes_kept.add,
            args=(kept, book, reference),
            icon=":material/add:",
        )
        if faults:
            fault(_("Nothing was added: see the fields marked above. What you typed is still there."))
    _list(kept, book, reference)


def _choice(
    kept: Kept, field: str, label: str, ids: Sequence[str], text: Callable[[str], str], *, faults: Faults
) -> None:
    """Draw one choice; the empty one says what it means."""
    controls.select(
        f"nc_{field}",
        label,
        ids,
        value=getattr(kept.draft, field),
        text=text,
        apply=lambda to: kept.change(**{field: to}),
    )
    _told(faults, field)


def _told(faults: Faults, *fields: str) -> None:
    for field in fields:
        if field in faults:
            fault(minutes_words.fault(faults[field]))
            return


def _typed(kept: Kept, field: str, label: str) -> None:
    key = f"nc_{field}:{i18n.language()}"
    state.seed(key, getattr(kept.draft, field))
    st.text_input(label, key=key, on_change=lambda: kept.change(**{field: state.chosen(key) or ""}))


def _or(none: str, text: Callable[[str], str]) -> Callable[[str], str]:
    return lambda one: text(one) if one else none


def _who_what_where(kept: Kept, book: MeetingBook, reference: Reference, faults: Faults) -> None:
    choose = _("choose")
    names = {one: minutes_words.partner(book, one) for one in map(str, book.partners["partner_id"])}
    partners = ["", *sorted(names, key=lambda one: formats.collation_key(names[one]))]
    columns = st.columns([1.6, 0.9, 1.1, 1.4, 1.2], gap="small")
    with columns[0]:
        _choice(kept, "partner_id", _("Partner"), partners, _or(choose, lambda one: names.get(one, one)), faults=faults)
    with columns[1]:
        controls.select(
            "nc_sector",
            _("Sector"),
            ["", *PRIORITY_SECTORS],
            value=kept.draft.sector,
            text=_or(choose, words.sector),
            apply=lambda to: kept.change(sector=to, indicator_id=(promisable(to) or [""])[0]),
        )
        _told(faults, "sector")
    with columns[2]:
        ids = promisable(kept.draft.sector) or [""]
        _choice(
            kept, "indicator_id", _("Indicator"), ids, _or("–", _indicator), faults={} if "sector" in faults else faults
        )
    with columns[3]:
        areas = ["", *area_facts.ordered(reference)]
        _choice(kept, "pcode", _("Area"), areas, _or(choose, area_facts.option), faults=faults)
    with columns[4]:
        _choice(
            kept,
            "population_group",
            _("For whom"),
            ["", *GROUPS],
            _or(words.groups(GROUPS), words.group),
            faults=faults,
        )


def _indicator(one: str) -> str:
    return CATALOGUE[one].name.in_language(i18n.language())


def _texts(kept: Kept, faults: Faults) -> None:
    first = i18n.language()
    labels = {"fa": _("What is promised, in Persian"), "en": _("What is promised, in English")}
    for column, lang in zip(st.columns(2, gap="small"), (first, "en" if first == "fa" else "fa"), strict=True):
        with column:
            label = labels[lang] if lang == first else _("{label} (optional)").format(label=labels[lang])
            _typed(kept, f"text_{lang}", label)
            _told(faults, *(("text",) if lang == first else ()), f"text_{lang}")


def _how_much(kept: Kept, faults: Faults) -> None:
    columns = st.columns([1.2, 1, 1], gap="small")
    entry = CATALOGUE.get(kept.draft.indicator_id)
    with columns[0]:
        label = _("Amount promised")
        if entry is not None:
            label = _("Amount promised ({unit})").format(unit=words.unit_name(entry))
        _typed(kept, "promised", label)
        _told(faults, "promised")
    with columns[1]:
        _typed(kept, "amount", _("Money (optional)"))
        _told(faults, "amount")
    with columns[2]:
        _choice(
            kept, "currency", _("Currency"), ["", *CURRENCIES], _or(_("none"), minutes_words.currency), faults=faults
        )


def _until_when(kept: Kept, book: MeetingBook, faults: Faults) -> None:
    """Draw year, month and day; only days from the meeting on can be chosen."""
    lang, held = i18n.language(), calendar_words.parts(book.meeting.held_on)
    due = kept.draft.due_on
    chosen = [str(one) for one in calendar_words.parts(due)] if due else kept.due.get(lang, ["", "", ""])
    years = list(range(held[0], held[0] + YEARS_AHEAD + 1))
    year, month, _day = (int(one) if one else 0 for one in chosen)
    months = [one for one in range(1, 13) if year != held[0] or one >= held[1]]
    days = calendar_words.days_of(year or held[0] + 1, month or 1)
    days = [one for one in days if (year, month) != held[:2] or one >= held[2]]
    columns, none = st.columns(3, gap="small"), _("choose")
    parts = (
        ("year", _("Due: year"), years, calendar_words.plain),
        ("month", _("Due: month"), months, calendar_words.month_name),
        ("day", _("Due: day"), days, calendar_words.plain),
    )
    for place, (name, label, numbers, text) in enumerate(parts):
        with columns[place]:
            controls.select(
                f"nc_{name}",
                label,
                ["", *map(str, numbers)],
                value=chosen[place],
                text=_named(none, text),
                apply=_due_changed(kept, chosen, place, held),
            )
            if not place:
                _told(faults, "due_on")


def _named(none: str, text: Callable[[int], str]) -> Callable[[str], str]:
    return lambda one: text(int(one)) if one else none


def _due_changed(kept: Kept, chosen: list[str], place: int, held: calendar_words.Parts) -> Callable[[str], None]:
    lang = i18n.language()

    def apply(to: str) -> None:
        i18n.activate(lang)
        kept.due[lang] = _fitting([*chosen[:place], to, *chosen[place + 1 :]], held)
        kept.change(due_on=_day_of(kept.due[lang]))

    return apply


def _fitting(parts: list[str], held: calendar_words.Parts) -> list[str]:
    """Drop what another choice left without a meaning: a 31st of a month of 30 days, a day before the meeting."""
    year, month, day = (int(one) if one else 0 for one in parts)
    if year == held[0] and month and month < held[1]:
        month = day = 0
    if (year, month) == held[:2] and day and day < held[2]:
        day = 0
    if year and month and day and day not in calendar_words.days_of(year, month):
        day = 0
    return [str(one) if one else "" for one in (year, month, day)]


def _day_of(parts: list[str]) -> date | None:
    return calendar_words.day_of(*map(int, parts)) if all(parts) else None


def _list(kept: Kept, book: MeetingBook, reference: Reference) -> None:
    if not kept.commitments:
        return
    st.html(f'<h3 class="hg-typed-item">{escape(_("Commitments added in this session"))}</h3>')
    with st.container(key="new_commitments", gap="xsmall"):
        for one in kept.commitments:
            text, button = st.columns([8, 1.2], gap="small", vertical_alignment="center")
            with text:
                st.html(f'<p class="hg-typed">{escape(minutes_words.commitment(one, book, reference))}</p>')
            with button:
                name = find_place.plain(one.commitment_id)
                st.button(
                    _("Remove"),
                    key=f"nc_remove_{one.commitment_id}:{i18n.language()}",
                    on_click=minutes_kept.remove,
                    args=(kept, one.commitment_id),
                    help=_("Remove {name}").format(name=name),
                    type="tertiary",
                )
