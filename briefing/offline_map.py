"""The views of a meeting as one HTML file that opens without a network: the dashboard's own map, all of it inside."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from briefing import facility_marks, map_files, map_view, shown_facilities
from briefing.drawn import Drawn, names_of
from briefing.handout import Handout, Page
from briefing.snapshot import Snapshot, View
from domain.admin import LEVELS, PROVINCE
from domain.frames import records
from geo.choropleth import script_json
from wording import i18n, provenance, tips
from wording.i18n import _

SHELL = Path(__file__).with_name("offline_map.js")
STYLE = Path(__file__).with_name("offline_map.css")
FONT = map_files.VENDOR / "fonts" / "Vazirmatn-wght.woff2"
# Addresses in the dashboard's styles; nothing in this file may point out of it.
FACE = re.compile(r"@font-face\s*\{[^}]*\}")
IMAGE = re.compile(r"url\((?!\"data:)[^)]*\)")
# Nothing is loaded, and of scripts only those run that are named by what they hold.
POLICY = "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; font-src data:; img-src data:"


def html(snapshot: Snapshot, handout: Handout) -> bytes:
    """Return the map of all views.

    Parameters
    ----------
    snapshot : Snapshot
    handout : Handout
        Of the snapshot, in the language in use: its titles and findings stand over the maps.

    Returns
    -------
    bytes
        One HTML file, UTF-8; the same snapshot is the same bytes.
    """
    pages = {page.id: page for page in handout.pages}
    made = [(view, pages[view.slide.id], Drawn.of(view.frame, snapshot.reference)) for view in snapshot.views]
    views = [{"id": page.id, "map": _map(snapshot, view, drawn)} for view, page, drawn in made]
    templates = "".join(
        f'<template id="page-{number}">{_page(snapshot, view, page, drawn)}</template>'
        f'<template id="under-{number}">{_under(page, drawn)}</template>'
        for number, (view, page, drawn) in enumerate(made)
    )
    items = "".join(f'<li><button type="button">{_name(page)}</button></li>' for _view, page, _drawn in made)
    script, shell = map_files.script((handout.lang,), alone=True), SHELL.read_text(encoding="utf-8")
    policy = POLICY.format(scripts=" ".join(map(_hash, (script, shell))))
    mark = f'<span class="mark">{escape(handout.mark)}</span>' if handout.mark else ""
    small_print = "".join(f"<p>{escape(line)}</p>" for line in handout.small_print)
    return (
        f'<!doctype html><html lang="{handout.lang}" dir="{handout.direction}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(handout.title)}</title><link rel="icon" href="data:,">'
        f'<style id="font">{_face()}</style><style>{_page_style()}</style></head><body>'
        f"<header><b>{escape(handout.title)}</b><span>{escape(handout.when_where)}</span>"
        f"<span>{escape(handout.as_of)}</span>{mark}</header>"
        f'<main><nav aria-label="{escape(_("Views of the meeting"))}"><ol>{items}</ol></nav><div class="below">'
        f'<div id="page" aria-live="polite"></div>{_frame(views)}'
        f'<section id="area" aria-live="polite"></section><div id="under"></div></div></main>'
        f"<noscript><p>{escape(_('This file draws its maps with a script: allow it to run.'))}</p></noscript>"
        f"<footer>{small_print}</footer>{templates}"
        f"{_held('views', script_json(views))}{_held('boundaries', _boundaries(snapshot))}"
        f"{_held('map-style', _map_style())}{_held('map-script', script)}<script>{shell}</script></body></html>\n"
    ).encode()


def _name(page: Page) -> str:
    return f"{escape(page.title)}<br><small>{escape(page.subtitle)}</small>"


def _frame(views: list[dict[str, Any]]) -> str:
    if not views:
        return f"<p>{escape(_('The meeting has no view to show.'))}</p>"
    return f'<iframe id="frame" title="{escape(_("Map"))}" allow="fullscreen"></iframe>'


def _map(snapshot: Snapshot, view: View, drawn: Drawn) -> dict[str, Any]:
    """Return what the map's script paints, with the facilities that it shows."""
    reference, selection = snapshot.reference, view.frame.selection
    called = names_of(reference)
    counties = {code: called[code] for code in reference.tree.within(PROVINCE, LEVELS["county"])}
    foot = provenance.source_line(view.frame, reference, reference.as_of)
    # To choose an area is to read its figures below the map, whatever its level.
    painted = map_view.view_of(view.frame, drawn.classes, drawn.fills, counties, foot) | {"pick": "any"}
    if view.facilities is not None:
        found = shown_facilities.chosen(selection, view.facilities, reference, snapshot.layer.boxes)
        painted["facilities"] = {"key": found.packed.key, "data": found.packed.data}
    return painted


def _page(snapshot: Snapshot, view: View, page: Page, drawn: Drawn) -> str:
    """Return what stands over the map of a view: its title and its legend."""
    mark = f' <span class="mark">{escape(page.mark)}</span>' if page.mark else ""
    lines = "".join(f"<p>{escape(text)}</p>" for text in (page.finding, page.subtitle) if text)
    kicker = f'<p class="said">{escape(page.kicker)}{mark}</p>'
    return (
        f'<div class="hg-title">{kicker}<h1>{escape(page.title)}</h1>{lines}</div>'
        f"{drawn.legend()}{_facilities(snapshot, view)}"
    )


def _under(page: Page, drawn: Drawn) -> str:
    """Return what stands under it: sources, and its figures as a table."""
    return f'<p class="said">{escape(page.source)}</p>{_table(drawn)}'


def _facilities(snapshot: Snapshot, view: View) -> str:
    if view.facilities is None:
        return ""
    selection = view.frame.selection
    found = shown_facilities.chosen(selection, view.facilities, snapshot.reference, snapshot.layer.boxes)
    notes = "".join(f"<p>{escape(text)}</p>" for text in shown_facilities.note_texts(found))
    return facility_marks.legend(found, selection) + notes


def _table(drawn: Drawn) -> str:
    """Return the figures of the map's tooltips, for whoever does not see it."""
    entry, lang = drawn.frame.selection.entry, i18n.language()
    heads = "".join(f'<th scope="col">{escape(text)}</th>' for text in (_("Area"), *tips.heads(entry)))
    rows = "".join(
        f'<tr><th scope="row"><bdi>{escape(str(row[f"name_{lang}"]))}</bdi></th>'
        + "".join(f"<td>{escape(text)}</td>" for text in tips.texts(entry, row))
        + "</tr>"
        for row in records(drawn.frame.data)
    )
    name = escape(_("Figures as a table"))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<details><summary>{name}</summary><div class="scroll">{table}</div></details>'


def _boundaries(snapshot: Snapshot) -> str:
    return script_json(json.loads(snapshot.layer.body))


def _held(name: str, content: str) -> str:
    """Return what the shell reads; no browser runs it."""
    return f'<script type="text/plain" id="{name}">{content}</script>'


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


@lru_cache(maxsize=1)
def _face() -> str:
    font = base64.b64encode(FONT.read_bytes()).decode()
    return (
        "@font-face { font-family: Vazirmatn; font-weight: 100 900;"
        f' src: url("data:font/woff2;base64,{font}") format("woff2"); }}'
    )


@lru_cache(maxsize=1)
def _map_style() -> str:
    return IMAGE.sub("none", FACE.sub("", map_files.style()))


def _page_style() -> str:
    return IMAGE.sub("none", map_files.legend_style()) + STYLE.read_text(encoding="utf-8")
