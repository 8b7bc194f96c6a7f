"""The area profile finished: all its texts, for the page and for the printed A4 page alike."""

from __future__ import annotations

from briefing import about_sheet
from briefing.report import Report
from domain.selection import Selection
from geo.locator import locator
from ui import area_charts, area_head, area_sentences, area_tables, loaders
from ui.area_facts import Facts, facts
from wording import boundary_lines, formats, i18n, provenance
from wording.i18n import _

PRINTED_AT_MOST = 12


def finish(selection: Selection) -> Report:
    """Compute and word the profile of the area that a view is about."""
    known = facts(selection)
    svg = locator(loaders.boundaries().body, known.code, known.reference.tree.ancestors(known.code))
    where = _("Map: {area} in the province") if svg else _("{area} has no boundary to draw")
    lang = i18n.language()
    return Report(
        lang="fa" if lang == "fa" else "en",
        direction="rtl" if i18n.direction() == "rtl" else "ltr",
        kicker=_("Area profile: {area}").format(area=known.name),
        title=area_head.title(known),
        subtitle=area_head.subtitle(known),
        mark=provenance.mark(is_demonstration(known)),
        sentences=area_sentences.sentences(known),
        locator=svg,
        locator_text=where.format(area=known.name),
        chart=area_charts.people(known),
        indicators=area_tables.indicators(known),
        facilities=area_tables.facility_table(known),
        commitments=area_tables.commitments(known),
        most_urgent=area_tables.commitments(known, PRINTED_AT_MOST),
        notes=area_tables.notes(known),
        foot=_foot(known),
        page=_("Page {page} of {total}").format(page=formats.number(1), total=formats.number(1)),
    )


def is_demonstration(known: Facts) -> bool:
    """Tell whether a figure of the profile is demonstration data."""
    shown = [row for pair in known.rows.values() for row in pair if row]
    marked = any(row["is_demonstration"] for row in shown) or bool(known.people["is_demonstration"].any())
    return marked or bool(known.facilities["is_demonstration"].any())


def source_ids(known: Facts) -> set[str]:
    """Return the sources behind the figures of the profile."""
    shown = [row for pair in known.rows.values() for row in pair if row]
    texts = [row["source_ids"] for row in shown]
    texts += [*known.people["source_ids"].unique(), *known.facilities["source_ids"].unique()]
    return {one for text in texts for one in text.split(";")}


def _foot(known: Facts) -> tuple[str, ...]:
    """Say where all of it is from, of which day, and what every page carries."""
    sources = provenance.sources_named(source_ids(known), known.reference)
    as_of = _("As of {date}").format(date=formats.day(loaders.today()))
    rounded = about_sheet.statement()["disclosure"].replace("{base}", formats.number(loaders.rounding_base()))
    return (" · ".join((sources, as_of, *boundary_lines.told(known.reference))), rounded, about_sheet.small_print())
