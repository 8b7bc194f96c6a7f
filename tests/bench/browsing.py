"""The measured visits. Variants take turns, so that what else the machine does hits all alike."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser

from domain.admin import PROVINCE
from domain.indicators import CATALOGUE
from tests.bench.visitor import Visitor

COUNTIES = "/gap_map?sector=health&indicator=health_posts&level=county&lang=fa"
ALTERNATING = ("primary_health_units", "health_posts")
CHANGED = ("dashboard", "bare", "naive")
# The tutorial's page takes long and answers only how far away it is.
NAIVE_SHARE = 2


def cold_starts(browser: Browser, urls: Mapping[str, str], rounds: int) -> tuple[dict[str, list[float]], list[str]]:
    """Open the same link with an empty cache, the dashboard and the empty page in turn."""
    times: dict[str, list[float]] = {"dashboard": [], "empty": []}
    outside: list[str] = []
    # One unmeasured visit each: the server has run its page before, the browser has drawn one.
    for place in range(rounds + 1):
        for variant, seen in times.items():
            visitor = Visitor(browser, urls[variant])
            ms = visitor.open(COUNTIES)
            if place:
                seen.append(round(ms, 1))
            outside += visitor.close()
    return times, outside


def changes(browser: Browser, urls: Mapping[str, str], rounds: int) -> tuple[dict[str, list[dict]], list[str]]:
    """Change the indicator, variant after variant, on pages that stay open and are zoomed in."""
    visitors = {variant: Visitor(browser, urls[variant]) for variant in CHANGED}
    for visitor in visitors.values():
        visitor.open(COUNTIES)
        visitor.settle(1500)
        # Both views once: the measured changes find them in the server's cache, as in a meeting.
        for indicator in ALTERNATING:
            visitor.choose("indicator", CATALOGUE[indicator].name.fa)
        visitor.zoom_in()
    results: dict[str, list[dict]] = {variant: [] for variant in CHANGED}
    for place in range(rounds):
        name = CATALOGUE[ALTERNATING[place % 2]].name.fa
        # Whoever comes after the tutorial's page must not always be the same.
        turn = place % len(CHANGED)
        for variant in CHANGED[turn:] + CHANGED[:turn]:
            if variant != "naive" or place < rounds // NAIVE_SHARE:
                results[variant].append(visitors[variant].choose("indicator", name))
    outside = [url for visitor in visitors.values() for url in visitor.close()]
    return results, outside


def drills(browser: Browser, url: str, rounds: int) -> tuple[dict[str, list[dict]], list[str]]:
    """Click on a county on the map until its districts are there, then go back with the button."""
    visitor = Visitor(browser, url)
    visitor.open(COUNTIES)
    visitor.settle(1500)
    results: dict[str, list[dict]] = {"drill": [], "back": []}
    # Each county twice, and only the second visit counts: the first computes its figures.
    for place in range(rounds):
        for counted in (False, True):
            down = visitor.click_area(place)
            visitor.wait_for_address(lambda url: _area(url) != PROVINCE)
            up = visitor.press("back")
            visitor.wait_for_address(lambda url: _area(url) == PROVINCE)
            results["drill" if counted else "first"] = [*results.get("drill" if counted else "first", []), down]
            results["back"] += [up] * counted
    return results, visitor.close()


def _area(url: str) -> str:
    return parse_qs(urlsplit(url).query).get("area", [PROVINCE])[0]
