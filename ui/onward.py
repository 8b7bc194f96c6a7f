"""Small links from a figure to what stands behind it: the profile of its area, the definition of its indicator."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from domain.indicators import CATALOGUE
from domain.selection import AREAS_AT_MOST, Selection
from ui import scope
from wording import i18n
from wording.i18n import _

# Where what is finished once for all sessions gets its marks in the view of each.
_LATER = re.compile(r"<!-- definition (\w+) -->")


def leads_to(page: str) -> bool:
    """Tell whether a link may lead to a page (`""`: the one it stands on)."""
    ways = scope.current().ways
    return ways is None or (page in ways if page else bool(ways))


def way(page: str, link: str, content: str, css: str = "", told: str = "", *, named: bool = False) -> str:
    """Return a link to a view of a page (`""`: the page itself) as HTML; its content alone where none leads there.

    `told` is said of it on its own; it is its name where it is `named`.
    """
    if not leads_to(page):
        return f"<span>{content}</span>" if content else ""
    # A name of its own must hold the text in sight; a text that says what it stands for is the name itself.
    label = f' aria-label="{told}"' if named else ""
    title = f' title="{told}"' if told else ""
    return f'<a class="{f"hg-go {css}".strip()}" href="{page}?{escape(link)}"{label}{title}>{content}</a>'


def link_to_profile(selection: Selection, code: str) -> str:
    """Return the link of an area's profile for the same people and year; what else was picked stays picked."""
    others = [one for one in selection.areas if one != code]
    return replace(selection, areas=(code, *others)[:AREAS_AT_MOST]).link()


def profile(selection: Selection, code: str, name: str, text: str = "") -> str:
    """Return the way to an area's profile as HTML: its name, or a shorter text, which stands for nothing by itself."""
    if text and not leads_to("area"):
        return ""
    told = escape(_("Profile of {place}").format(place=name))
    return way("area", link_to_profile(selection, code), escape(text or name), "hg-profile", told, named=True)


def definition(selection: Selection, indicator: str, text: str) -> str:
    """Return a text, mostly the indicator's name, that leads to its definition, as HTML."""
    return way("data", _to_definition(selection, indicator), escape(text), "hg-def", _told(indicator))


def mark(selection: Selection, *indicators: str) -> str:
    """Return a small sign for each indicator that leads to its definition, as HTML."""
    # The letter in the sign is the style's: it is no text of the page.
    return "".join(
        " " + way("data", _to_definition(selection, one), "", "hg-info", _told(one), named=True)
        for one in dict.fromkeys(indicators)
    )


def later(indicator: str) -> str:
    """Return where the mark of an indicator belongs in HTML that is kept for other sessions too."""
    return f"<!-- definition {indicator} -->"


def with_marks(html: str, selection: Selection) -> str:
    """Return kept HTML with its marks: following one keeps what this session has chosen and picked."""
    return _LATER.sub(lambda found: mark(selection, found[1]), html)


def _told(indicator: str) -> str:
    return escape(_("Definition of {name}").format(name=CATALOGUE[indicator].name.in_language(i18n.language())))


def _to_definition(selection: Selection, indicator: str) -> str:
    return f"{selection.link()}#indicator-{indicator}"
