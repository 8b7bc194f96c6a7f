"""A style sheet that lets the browser paint fast: Plotly changes a page hundreds of times while it draws.

A rule that asks `:has()` of every element, or styles what stands in an element that has something, makes the browser
look at the whole page again after each of these changes: most of the time of a first visit went into that. Give such a
subject an attribute, and what stands in it a custom property to inherit.
"""

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).resolve().parents[2] / "ui/assets"
EVERYBODY = re.compile(r"(?!article|body|table)([a-z*]+|:is\([a-z, ]+\))?:(not\(:)?has\(")
SHEETS = sorted(ASSETS.glob("*.css"))
# Of such a subject there are few on a page.
RARE = re.compile(r"(:is\()?[\w\-*]*(\.hg-|\.st-key-|\[class\*=st-key-)")


def selectors(text):
    """Each single selector of a sheet."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    for head in re.findall(r"([^{}]+)\{", text):
        yield from split(head.strip(), ",")


def split(selector, mark):
    """Split where no bracket is open."""
    parts, depth = [""], 0
    for sign in selector:
        depth += (sign in "([") - (sign in ")]")
        if depth == 0 and re.fullmatch(mark, sign):
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]


def asks_everybody(selector):
    """The compounds that `:has()` is asked of and that name no class, attribute in a known part, nor rare type."""
    compounds = split(selector, r"[ >~+]")
    bare = [one for one in compounds if EVERYBODY.match(one)]
    return bare or compounds[:1] if compounds[0].startswith("[data-testid]:has(") else bare


def looks_into_all(selector):
    """What stands in, or after, an element that has something is styled, and there is much of it."""
    compounds = split(selector, r"[ >~+]")
    asked = [place for place, one in enumerate(compounds) if ":has(" in one]
    return bool(asked) and asked[0] < len(compounds) - 1 and not RARE.match(compounds[-1])


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_no_rule_makes_the_browser_look_at_the_whole_page_at_each_change(sheet):
    found = list(selectors(sheet.read_text(encoding="utf-8")))
    assert [one for one in found if asks_everybody(one)] == []
    assert [one for one in found if looks_into_all(one)] == []


@pytest.mark.parametrize(
    ("selector", "everybody", "into"),
    [
        (".st-key-head > :has(.hg-title)", True, False),
        ("div:has(> iframe)", True, False),
        (".st-key-a :is(section, li):has(b)", True, False),
        ("[data-testid]:has(.hg-title)", True, False),
        (".hg-wide-cards > article:has(details[open])", False, False),
        (".st-key-head > [data-testid]:has(.hg-title)", False, False),
        ("table:has(tr.part) td:last-child", False, True),
        ("[data-testid=stColumn]:has(.hg-nine) iframe", False, True),
        ("[data-testid=stMain]:not(:has(iframe)) .hg-late", False, False),
        (".st-key-side:has(.hg-card)", False, False),
    ],
)
def test_the_check_finds_what_it_is_for(selector, everybody, into):
    assert (bool(asks_everybody(selector)), looks_into_all(selector)) == (everybody, into)
