"""The overview: headline figures, small maps, the most urgent districts, and how fresh the sources are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from data_access.statement import read_statement
from domain.admin import PROVINCE
from domain.frames import ReleaseFrame
from domain.indicators import GROUPS
from domain.links import from_query
from domain.selection import Selection
from measures.reference import Reference
from ui import (
    controls,
    downloads,
    loaders,
    onward,
    overview_facts,
    overview_files,
    overview_maps,
    overview_sources,
    overview_urgent,
    reading,
    visitors,
    ways_out,
)
from ui.area_sentences import whole
from wording import amounts, formats, i18n, words
from wording.i18n import _, ngettext

# Where the finished page of a year gets the way to the view that this session or link asks for.
ONWARD = "<!-- onward -->"
# Everything that the page shows of the province: indicator, level.
SHOWN = {
    "people": ("foreign_share", "county"),
    "national": ("national_share", "county"),
    "seats": ("school_seats", "district"),
    "posts": ("health_posts", "county"),
    "houses": ("health_houses", "county"),
    "units": ("primary_health_units", "district"),
    "places": ("training_places", "district"),
    "priority": ("priority_index", "district"),
}


@dataclass(frozen=True)
class Finished:
    """The page of a year in one language: HTML of its body, the finding, whether rows were cut or nothing is known."""

    title: str
    subtitle: str
    body: str
    truncated: bool
    says_nothing: bool


def page() -> None:
    """Draw the page."""
    reading.show(_draw)


def usual(selection: Selection, reference: Reference, **query: str) -> Selection:
    """Return the view of another indicator in the year and language of this one, with usual choices."""
    made, _notices = from_query({"period": str(selection.period), "lang": selection.lang, **query}, reference.options)
    return made


def _draw(selection: Selection, reference: Reference) -> None:
    shown = loaders.finished(usual(selection, reference), finish)
    with st.container(key="over_head", horizontal=True, gap="small"):
        st.html(reading.title(shown.title, shown.subtitle))
        with st.container(key="over_year"):
            if visitors.current().may_choose:
                controls.year(selection, reference)
        told = (shown.title, shown.subtitle)
        offered = overview_files.offer(selection, reference, told, lambda: frames_of(selection, reference))
        downloads.popover(offered)
    if shown.truncated:
        st.warning(_("The figures are incomplete: more rows were found than may be read. Tell IT to raise the limit."))
    body = onward.with_marks(shown.body.replace(ONWARD, _on_the_map(selection)), selection)
    ways = ways_out.of_year(selection, _says_anything) if shown.says_nothing else ""
    st.html(f'<div class="hg-overview">{ways}{body}</div>')


def _on_the_map(selection: Selection) -> str:
    """The way to the view that the link or the session asks for: `/` was the gap map's address once."""
    if not onward.leads_to("gap_map"):
        return ""
    entry = selection.entry
    text = _("To the gap map: {indicator}, {level}").format(
        indicator=entry.name.in_language(i18n.language()), level=words.level(selection.level)
    )
    return onward.way("gap_map", selection.link(), escape(text))


def finish(selection: Selection) -> Finished:
    """Compute and word the page; `i18n` must be set to its language."""
    reference, as_of = loaders.reference(), date.fromisoformat(loaders.as_of())
    frames = frames_of(selection, reference)
    facts = overview_facts.facts(frames, reference, as_of)
    tally = overview_facts.tally_now(as_of)
    late = tally.late if tally else 0
    parts = (
        overview_facts.html(facts),
        overview_maps.html([frames[name] for name in ("seats", "units", "places")], reference, ONWARD),
        overview_urgent.html(frames["priority"], frames["seats"], frames["units"], reference),
        overview_sources.html(list(frames.values()), reference, as_of),
        _foot(),
    )
    return Finished(
        title=_finding(frames["seats"], frames["posts"], late, reference),
        subtitle=" · ".join(
            (
                words.groups(GROUPS),
                formats.period(selection.period),
                _("As of {date}").format(date=formats.day(as_of)),
            )
        ),
        body="".join(parts),
        truncated=any(frame.truncated for frame in frames.values()),
        says_nothing=not _says_anything(selection),
    )


def _says_anything(selection: Selection) -> bool:
    """Tell whether the province has a figure of any sector."""
    frames = [
        loaders.release(usual(selection, loaders.reference(), indicator=SHOWN[name][0], level=SHOWN[name][1]))
        for name in ("seats", "posts", "places")
    ]
    return any(frame.context.iloc[0]["status"] == "ok" for frame in frames)


def frames_of(selection: Selection, reference: Reference) -> dict[str, ReleaseFrame]:
    """Return the released frames behind the page of a year, by name."""
    return {
        # A small map needs few classes.
        name: loaders.release(usual(selection, reference, indicator=indicator, level=level, classes="3"))
        for name, (indicator, level) in SHOWN.items()
    }


def _finding(seats: ReleaseFrame, posts: ReleaseFrame, late: int, reference: Reference) -> str:
    """Say what is short and what is late, or that nothing is."""
    missing = []
    for frame, column, told in (
        (seats, "shortage", amounts.school_seats),
        (posts, "units_short", amounts.health_posts),
    ):
        row = frame.context.iloc[0]
        if row["status"] == "ok" and row[column] > 1e-9:  # a trace of rounding is no seat
            missing.append(told(whole(amounts.counted(row[column]))))
    province = str(reference.areas[f"name_{i18n.language()}"].get(PROVINCE, PROVINCE))
    short = _("{area} is short of {list}").format(area=province, list=formats.listing_and(missing))
    overdue = ngettext("{count} commitment is late", "{count} commitments are late", late).format(
        count=formats.number(late)
    )
    if not missing:
        return overdue[:1].upper() + overdue[1:] if late else _("Where {area} stands").format(area=province)
    return _("{first}; {last}").format(first=short, last=overdue) if late else short


def _foot() -> str:
    statement = {key: text.in_language(i18n.language()) for key, text in read_statement().items()}
    told = [statement[key] for key in ("disclaimer", "sensitivity") if key in statement]
    return f'<p class="hg-overview-foot">{escape(" ".join(told))}</p>'


def ahead() -> None:
    """Make the page of the newest year in the language in use, so that nobody waits for it."""
    usual = {"lang": i18n.language()}
    loaders.finished(from_query(usual, loaders.reference().options)[0], finish)
