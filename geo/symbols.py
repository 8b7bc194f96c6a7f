"""Symbols of facilities as SVG: shape by sector, mark by kind, look by status; none needs colour to be told apart."""

from __future__ import annotations

from dataclasses import dataclass

from domain.facilities import KINDS, STATUSES

NAVY, WHITE, YELLOW, RED, GREY = "#0b3754", "#ffffff", "#ffc740", "#d25a45", "#c3c6c3"

SHAPES = {
    "education": '<circle cx="10" cy="10" r="8"',
    "health": '<rect x="2.5" y="2.5" width="15" height="15" rx="2"',
    "livelihoods": '<path d="M10 .8 19.2 10 10 19.2 .8 10z"',
}
# Marks are strokes, so that one path serves on dark and on light ground. Dots count the school stages; rural health
# has roofs, urban health has crosses, and the higher level of care has two.
MARKS = {
    "primary_school": "M10 10h.01",
    "lower_secondary_school": "M7.6 10h.01M12.4 10h.01",
    "upper_secondary_school": "M7 11.6h.01M13 11.6h.01M10 7.2h.01",
    "health_house": "M5.5 12 10 7.5 14.5 12",
    "rural_health_centre": "M5.5 10 10 5.5 14.5 10M5.5 14.5 10 10 14.5 14.5",
    "health_post": "M10 6v8M6 10h8",
    "urban_health_centre": "M7.5 5.5v9M12.5 5.5v9M5 10h10",
    "clinic": "M6.5 6.5l7 7M13.5 6.5l-7 7",
    "hospital": "M7 5.5v9M13 5.5v9M7 10h6",
    "training_centre": "M6.5 7.5h7M10 7.5v6",
    "workshop": "M6 10h8",
    "enterprise_support": "M10 6v8M7 9l3-3 3 3",
}
DOTS = ("primary_school", "lower_secondary_school", "upper_secondary_school")


@dataclass(frozen=True)
class Look:
    """How a status looks: ground, rim, mark; `over` is drawn on top of all."""

    ground: str
    rim: str
    mark: str
    dash: str = ""
    over: str = ""


_BADGE = f'<path d="M11.5 0H20v8.5z" fill="{RED}" stroke="{WHITE}"/>'
_CROSS = (
    f'<path d="M2 18 18 2" stroke="{WHITE}" stroke-width="4"/><path d="M2 18 18 2" stroke="{NAVY}" stroke-width="2"/>'
)
LOOKS = {
    "operational": Look(NAVY, WHITE, WHITE),
    "needs_rehabilitation": Look(YELLOW, NAVY, NAVY, over=_BADGE),
    "under_construction": Look(WHITE, NAVY, NAVY),
    "planned": Look(WHITE, NAVY, NAVY, dash="2.6 2"),
    "closed": Look(GREY, NAVY, NAVY, over=_CROSS),
}


def symbol(kind: str, status: str) -> str:
    """Return the symbol of a facility.

    Parameters
    ----------
    kind, status : str
        Of the catalogue.

    Returns
    -------
    str
        An `svg` element of 20 x 20 units, made of constants alone.
    """
    look = LOOKS[status]
    width = 3.2 if kind in DOTS else 1.9
    mark = f'<path d="{MARKS[kind]}" fill="none" stroke="{look.mark}" stroke-width="{width}" stroke-linecap="round"/>'
    return _svg(SHAPES[KINDS[kind].sector], look, mark)


def status_symbol(status: str) -> str:
    """Return what a status looks like, on a shape without a mark.

    Parameters
    ----------
    status : str

    Returns
    -------
    str
        An `svg` element of 20 x 20 units.
    """
    return _svg('<rect x="2" y="2" width="16" height="16" rx="5"', LOOKS[status], "")


def _svg(shape: str, look: Look, mark: str) -> str:
    dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
    # A white rim around all keeps a dark one in sight on the darkest blue.
    halo = f'{shape} fill="none" stroke="{WHITE}" stroke-width="3.4"/>' if look.rim != WHITE else ""
    body = f'{shape} fill="{look.ground}" stroke="{look.rim}" stroke-width="1.6"{dash}/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">{halo}{body}{mark}{look.over}</svg>'


def all_symbols() -> dict[str, str]:
    """Return every symbol by its name.

    Returns
    -------
    dict of str to str
        `kind/status` to an `svg` element.
    """
    return {f"{kind}/{status}": symbol(kind, status) for kind in KINDS for status in STATUSES}
