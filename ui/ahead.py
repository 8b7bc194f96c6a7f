"""What is read and made before anybody asks for it: when the server starts, and when data is due to be read anew."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from functools import partial

from data_access.trouble import DatabaseError
from domain.links import from_query
from ui import divisions, loaders, overview
from ui.log import LOG
from ui.watch import AWAY
from wording import i18n

SECTORS = ("education", "health", "livelihoods")


def start() -> None:
    """Load what the first view needs, then what slows the first look at each other page; called in a thread."""
    _first_view()
    _in_each_language(overview.ahead)
    import mapclassify  # noqa: F401 - loads for seconds; the first change of scheme should not wait for it

    from briefing import pictures

    pictures.warm_up()  # matplotlib looks through the fonts of the machine; the first picture should not wait
    _years()
    _other_pages()


def read() -> None:
    """Read the data anew, each part for itself: what cannot be read is told by the page that needs it."""
    periods = loaders.reference().options.periods
    parts: list[Callable[[], object]] = [loaders.boundaries, loaders.places]
    parts += [partial(_year, period) for period in reversed(periods)]
    parts += [partial(read_of, periods[-1]) for read_of in (loaders.facilities, loaders.facility_places)]
    for part in parts:
        try:
            part()
        except DatabaseError as error:
            if error.kind in AWAY:
                raise
            LOG.warning("a part of the data could not be read anew: %s", error)


def _first_view() -> None:
    loaders.boundaries()
    loaders.release(from_query({}, loaders.reference().options)[0])
    loaders.places()


def _other_pages() -> None:
    # Charts load a large library: only when the first view stands.
    from ui import data_quality, meeting_loaders, sector

    for name in SECTORS:
        _in_each_language(partial(sector.ahead, name))
    _in_each_language(meeting_loaders.ahead)
    data_quality.ahead()  # reads every year


def _in_each_language(make: Callable[[], None]) -> None:
    for lang in i18n.DIRECTIONS:
        copy_context().run(_in, lang, make)


def _in(lang: str, make: Callable[[], None]) -> None:
    i18n.activate(lang)
    make()


def _years() -> None:
    """Read the other years too, the newest first."""
    for period in reversed(loaders.reference().options.periods):
        _year(period)


def _year(period: int) -> None:
    """Read a year on the areas of today, and on its own where it had others."""
    loaders.evidence_of(period)
    if period in loaders.reference().options.areas_then:
        copy_context().run(_on_its_areas, period)


def _on_its_areas(period: int) -> None:
    divisions.enter(period)
    loaders.evidence_of(period)
    loaders.boundaries()
