"""What two maps show, as a table: the figures of both sides of every area, and how far apart they are."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd

from domain.change import Change, rounded_difference
from domain.frames import ReleaseFrame, records
from domain.indicators import Indicator
from domain.selection import Selection
from measures.difference import PARTS, difference
from ui import loaders, page_loaders, sides
from ui.sides import Row
from wording import changes, formats, gap_words, i18n, marks, provenance, words
from wording.i18n import _

Frames = tuple[ReleaseFrame, ReleaseFrame]
NONE = "–"


def parts(frames: Frames) -> pd.DataFrame:
    """Return by P-code how far apart the sides are; of a change between years that has two parts, these too."""
    found = difference(*frames).to_frame()
    before, after = (one.selection for one in frames)
    if before.period == after.period or not changes.has_split(before.entry):
        return found
    told = page_loaders.changes_since(after, before.period, [str(code) for code in found.index])
    for name in PARTS[1:]:
        found[name] = [getattr(told[code], name) if code in told else float("nan") for code in found.index]
    return found


def html(frames: Frames, names: tuple[str, str], found: pd.DataFrame, title: str) -> str:
    """Return the table, folded, with a line on each mark in it."""
    entry, lang = frames[0].selection.entry, i18n.language()
    pairs = list(zip(*(records(one.data) for one in frames), strict=True))
    pairs.sort(key=lambda pair: formats.collation_key(str(pair[0][f"name_{lang}"])))
    around = list(zip(*(records(one.context)[::-1] for one in frames), strict=True))
    body = "".join(_row(entry, pair, found) for pair in pairs)
    body += "".join(_row(entry, pair, found, "hg-part") for pair in around)
    body += _country(frames[0].selection, frames[1].selection, len(found.columns))
    marked = [
        (str(row[f"name_{lang}"]), name, words.mark(row))
        for pair in [*pairs, *around]
        for row, name in zip(pair, names, strict=True)
    ]
    caption = escape(title)
    above = [_("Area"), *sides.headed(frames, names), *heads(entry, _short(frames, names), found)]
    top = "".join(f'<th scope="col">{escape(text)}</th>' for text in above)
    return (
        f'<div class="hg-chart-foot hg-pair"><details><summary>{escape(_("Show as a table"))}</summary>'
        f'<div class="hg-sheet" tabindex="0" role="region" aria-label="{caption}"><table><caption>{caption}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>{marks.lines(marked)}</details></div>"
    )


def heads(entry: Indicator, names: tuple[str, str], found: pd.DataFrame) -> list[str]:
    """Return the heads of the difference, with its unit and what is taken from what, and of its parts."""
    unit = _("percentage points") if entry.value.endswith("_pct") else words.value_name(entry)
    told = {
        "difference": _("difference ({unit}): {second} less {first}").format(
            unit=unit, first=names[0], second=names[1]
        ),
        "by_capacity": _("of this from capacity"),
        "by_people": _("of this from the target population"),
    }
    return [_begun(told[str(name)]) for name in found.columns]


def _short(frames: Frames, names: tuple[str, str]) -> tuple[str, str]:
    """Name the sides inside a head: names of groups are too long for it, and stand beside it."""
    return names if sides.are_years(frames) else (_("the first"), _("the second"))


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _row(entry: Indicator, pair: tuple[Row, ...], found: pd.DataFrame, look: str = "") -> str:
    name = escape(str(pair[0][f"name_{i18n.language()}"]))
    cells = "".join(f"<td>{escape(_said(entry, row))}{marks.star(words.mark(row))}</td>" for row in pair)
    own = dict(zip(map(str, found.columns), found.loc[[pair[0]["pcode"]]].iloc[0], strict=True))
    cells += "".join(f"<td>{text}</td>" for text in _differences(entry, pair, own))
    shown = f' class="{look}"' if look else ""
    return f'<tr{shown}><th scope="row">{name}</th>{cells}</tr>'


def _places(entry: Indicator) -> int:
    return 1 if entry.value.endswith("_pct") else 2


def _said(entry: Indicator, row: Row) -> str:
    """Write a figure with as many places as its neighbour has, so that a reader may subtract them."""
    if row["status"] != "ok":
        return gap_words.said(entry, row)
    write = formats.percent if entry.value.endswith("_pct") else formats.number
    return write(float(row["value"]), _places(entry))


def _differences(entry: Indicator, pair: tuple[Row, ...], own: dict[str, float]) -> Iterable[str]:
    whole, *split = own.values()
    if pd.isna(whole):
        return [NONE] * len(own)
    before, after = (float(row["value"]) for row in pair)
    told = [rounded_difference(before, after, _places(entry)), *split]
    if split and not pd.isna(split).any():
        change = Change(before, after, *split).rounded(_places(entry))
        told = [change.whole, change.by_capacity, change.by_people]
    return [formats.signed(one, _places(entry)) for one in told]


def _country(first: Selection, other: Selection, differences: int) -> str:
    """Return the row of the country: what is published, which is of everybody and in no difference."""
    reference = loaders.reference()
    told = [provenance.in_country(first.indicator, one.period, reference) for one in (first, other)]
    texts = [_published(one) for one in told]
    cells = f'<td colspan="2">{texts[0]}</td>' if texts[0] == texts[1] else "".join(f"<td>{one}</td>" for one in texts)
    head = escape(_("Country (published)"))
    return f'<tr class="hg-part"><th scope="row">{head}</th>{cells}{f"<td>{NONE}</td>" * differences}</tr>'


def _published(one: provenance.Beside) -> str:
    text = escape(" · ".join(filter(None, (one.text, one.detail))))
    return f'<span class="statement">{text}</span>' if one.is_statement else text
