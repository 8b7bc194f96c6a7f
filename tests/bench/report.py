"""The table: each figure with its aim and whether it is met."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from statistics import median

COLD_FACTOR = 1.4
BARE_FACTOR = 1.5
# A plain Dash page of the same map needed 106 ms; half of it is the aim.
DASH_MS = 106
DRILL_MS = 150
BYTES = {"county": 8192, "district": 16384}
RELEASE_MS = 10
# What a reader takes for at once, less what the way there and back and the drawing take.
FIND_MS = 50
PAGE_MS = 1000
PACK_MS = 5000
PLURAL = {"county": "counties", "district": "districts"}


@dataclass(frozen=True)
class Line:
    """One figure; `limit` None where it only informs."""

    what: str
    figure: float | None
    unit: str
    limit: float | None = None
    limit_from: str = ""

    @property
    def met(self) -> bool | None:
        if self.limit is None:
            return None
        return self.figure is not None and self.figure <= self.limit

    def as_dict(self) -> dict:
        return asdict(self) | {"met": self.met}


def p95(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[math.ceil(0.95 * len(ordered)) - 1]


def _times(runs: list[dict]) -> list[float]:
    # A change that never came counts as endless.
    return [math.inf if run["ms"] is None else run["ms"] for run in runs]


def lines(found: dict) -> list[Line]:
    return [
        *_cold(found["cold"]),
        *_changes(found["changes"]),
        *_drills(found["drills"]),
        *_pages(found["pages"]),
        *_sizes(found),
        *_server(found),
        *_places(found["places"]),
        *_queries(found["queries"]),
        *_packs(found.get("packs", {})),
    ]


def _cold(cold: dict[str, list[float]]) -> list[Line]:
    ours, empty = median(cold["dashboard"]), median(cold["empty"])
    return [
        Line("cold link, empty page of the same app", empty, "ms"),
        Line("cold link to coloured map", ours, "ms", COLD_FACTOR * empty, f"{COLD_FACTOR} x empty"),
        Line("  as a multiple of the empty page", ours / empty, "x", COLD_FACTOR),
    ]


def _changes(changes: dict[str, list[dict]]) -> list[Line]:
    names = {"dashboard": "indicator change", "bare": "  same, bare map", "naive": "  same, tutorial's page"}
    bare, ours = median(_times(changes["bare"])), changes["dashboard"]
    result = []
    for variant, runs in changes.items():
        of = names[variant]
        mine = variant == "dashboard"
        result.append(
            Line(f"{of}: median", median(_times(runs)), "ms", *((BARE_FACTOR * bare, f"{BARE_FACTOR} x bare") * mine))
        )
        if mine:
            result.append(Line(f"{of}: median", median(_times(runs)), "ms", DASH_MS / 2, "half of Dash"))
        result += [
            Line(f"{of}: p95", p95(_times(runs)), "ms"),
            Line(f"{of}: of this, before the browser asks", median(run.get("sent", math.nan) for run in runs), "ms"),
            Line(f"{of}: map blank (worst)", max(run["blank"] for run in runs), "ms", *((0,) * mine)),
            Line(f"{of}: bytes received", median(run["bytes"] for run in runs), "B"),
            Line(f"{of}: of them the map (0: known to the browser)", median(run["map_bytes"] for run in runs), "B"),
            Line(f"{of}: zoom lost", sum(not run["zoom_kept"] for run in runs), "x", *((0,) * mine)),
        ]
    result.append(Line("indicator change as a multiple of bare", median(_times(ours)) / bare, "x", BARE_FACTOR))
    return result


def _drills(drills: dict[str, list[dict]]) -> list[Line]:
    result = []
    for name, runs in drills.items():
        of = {"drill": "click on a county to its districts", "back": "back to the province"}.get(name, "  first visit")
        limits = () if name == "first" else (DRILL_MS,)
        result += [
            Line(f"{of}: median", median(_times(runs)), "ms", *limits),
            Line(f"{of}: p95", p95(_times(runs)), "ms"),
            Line(f"{of}: map blank (worst)", max(run["blank"] for run in runs), "ms", *((0,) if limits else ())),
        ]
    return result


def _pages(pages: dict[str, list[float]]) -> list[Line]:
    """Return the first visit of each page, which fetches its code, and the median of the others."""
    return [
        line
        for name, times in pages.items()
        for line in (
            Line(f"page /{name}: click to complete, median", median(times[1:]), "ms", PAGE_MS),
            Line(f"page /{name}: first visit", times[0], "ms", PAGE_MS),
        )
    ]


def _sizes(found: dict) -> list[Line]:
    return [
        Line(f"map's message, {PLURAL[level]}, largest of all indicators", max(sizes.values()), "B", BYTES[level])
        for level, sizes in found["messages"].items()
    ] + _facilities(found["facilities"])


def _facilities(sizes: dict[str, int]) -> list[Line]:
    """What facilities add may not weigh more than the areas themselves."""
    added = [
        Line(f"facilities of the province, {PLURAL[level]}: added to it", sizes[level], "B", BYTES[level])
        for level in BYTES
    ]
    return [
        *added,
        Line("facilities of one county, 1,400 points: added to it", sizes["points"], "B"),
        Line("indicator change with these points: map's message", sizes["change"], "B", BYTES["county"]),
    ]


def _server(found: dict) -> list[Line]:
    limits = {"release_cold_county": RELEASE_MS}
    return [
        Line(f"server: {name.replace('_', ' ')}", ms, "ms", limits.get(name)) for name, ms in found["server"].items()
    ]


def _places(places: dict[str, float | str]) -> list[Line]:
    of = f"server: find a place among {places['places']:,}"
    return [
        Line(f"{of}: median", float(places["query_median_ms"]), "ms", FIND_MS),
        Line(f"{of}: worst ({str(places['query_worst'])[:20]})", float(places["query_worst_ms"]), "ms"),
        Line("server: index of places, once for a data version", float(places["index_build_ms"]), "ms"),
    ]


def _queries(queries: dict[str, dict[str, float]]) -> list[Line]:
    width = max(len(label) for label in queries["SQLite"])
    return [
        Line(f"query: {label:<{width}} on {name}", times[label], "ms")
        for label in queries["SQLite"]
        for name, times in queries.items()
    ]


def _packs(packs: dict[str, float]) -> list[Line]:
    return [Line(f"meeting pack, {lang}, database to zip", ms, "ms", PACK_MS) for lang, ms in packs.items()]


def table(found: dict, rows: list[Line]) -> str:
    machine = found["machine"]
    load = " to ".join(f"{machine[key][0]:.1f}" for key in ("load_average", "load_average_after"))
    head = f"{machine['cores']} cores, load {load}, Chromium {found['chromium']}, {found['seconds']} s"
    width = max(len(row.what) for row in rows)
    out = [head, ""]
    for row in rows:
        aim = "" if row.limit is None else f"<= {_number(row.limit, row.unit)}"
        source = f"({row.limit_from})" if row.limit_from else ""
        verdict = {True: "met", False: "MISSED", None: ""}[row.met]
        figure = f"{_number(row.figure, row.unit):>9} {row.unit:<3}"
        out.append(f"{row.what:<{width}}  {figure} {aim:<10} {verdict:<7}{source}".rstrip())
    for title in ("outside_requests", "server_errors"):
        out += [f"{title.replace('_', ' ')}: {one}" for one in found[title]]
    if "PostgreSQL" not in found["queries"]:
        out.append("PostgreSQL is not installed here: its queries were left out; make postgres installs it")
    missed = sum(row.met is False for row in rows)
    return "\n".join([*out, "", f"{missed} of {sum(row.met is not None for row in rows)} aims missed"])


def _number(value: float | None, unit: str) -> str:
    if value is None or not math.isfinite(value):
        return "never"
    return (
        f"{value:.2f}" if unit == "x" and value != int(value) else f"{value:,.1f}" if unit == "ms" else f"{value:,.0f}"
    )
