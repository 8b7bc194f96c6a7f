"""Every source with publisher, dates, licence, kind, confidence and freshness."""

from __future__ import annotations

from collections import Counter
from datetime import date
from html import escape
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from domain.catalogue.rules import CONFIDENCE
from domain.frames import records
from domain.provenance import DUE_AFTER_DAYS, FRESHNESS, freshness
from measures.reference import Reference
from ui.sheets import Html, paragraph, section, sheet
from wording import formats, i18n, words
from wording.i18n import _, ngettext
from wording.publishers import publisher

KINDS = tuple(DUE_AFTER_DAYS)


def counts(reference: Reference, today: date) -> Counter[str]:
    """Count the sources by freshness."""
    found = Counter(_freshness(row, today) for row in records(reference.sources))
    return Counter({name: found[name] for name in FRESHNESS})


def html(reference: Reference, today: date) -> str:
    """Return the section."""
    rows = sorted(records(reference.sources), key=_order)
    heads = [
        *(_("Source"), _("Publisher"), _("Published"), _("Licence"), _("Kind"), _("Confidence"), _("Freshness")),
    ]
    body = [_row(row, today) for row in rows]
    return section("sources", _("Sources"), paragraph(_rule()), sheet(_("Sources"), heads, body, "hg-stack"))


def freshness_name(name: str) -> str:
    """Name a state of freshness."""
    return {"fresh": _("fresh"), "due": _("due"), "overdue": _("overdue"), "unknown": _("date not known")}[name]


def day(text: object) -> str:
    """Write a date of the database; what is no ISO date stands as it is."""
    known = _date(text)
    return formats.day(known) if known else str(text) if isinstance(text, str) and text else "–"


def _rule() -> str:
    return _(
        "Each source says how often a new edition comes out; where it does not, its kind does: a census every ten"
        " years, a survey every three, all else every year. A source is fresh up to that age, due up to half an"
        " interval more, and overdue beyond."
    )


def _order(row: dict[str, Any]) -> tuple[int, str]:
    kind = str(row["kind"])
    place = KINDS.index(kind) if kind in KINDS else len(KINDS)
    return place, formats.collation_key(str(row[f"title_{i18n.language()}"]))


def _row(row: dict[str, Any], today: date) -> list[str]:
    kind, state = str(row["kind"]), _freshness(row, today)
    confidence = CONFIDENCE.get(str(row["confidence"]))
    dates = day(row["published_on"])
    if dates == "–" and _date(row["accessed_on"]):
        dates = _("read on {date}").format(date=day(row["accessed_on"]))
    named = escape(words.source_kind(kind))
    return [
        _title(row),
        _publisher(row),
        dates,
        _text(row["licence"]) or _("not stated"),
        Html(f'<span class="{"statement" if kind == "statement" else ""}">{named}</span>'),
        confidence.in_language(i18n.language()) if confidence else str(row["confidence"]),
        Html(f'<span class="hg-state {state}">{escape(freshness_name(state))}</span><small>{_every(row)}</small>'),
    ]


def _title(row: dict[str, Any]) -> Html:
    lang = i18n.language()
    note = _text(row[f"note_{lang}"])
    title = f"<span>{escape(str(row[f'title_{lang}']))}</span>"
    return Html(f"{title}<small>{escape(note)}</small>" if note else title)


def _publisher(row: dict[str, Any]) -> Html:
    """Name the publisher and, where the source is on the web, lead there: only whoever follows leaves this machine."""
    name, url = escape(publisher(row["publisher"])), _text(row["url"])
    parts = urlsplit(url) if url.startswith(("http://", "https://")) else None
    if parts is None or not parts.hostname:
        return Html(name)
    link = f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer" dir="ltr">{escape(parts.hostname)}</a>'
    return Html(f"{name}<small>{link}</small>")


def _every(row: dict[str, Any]) -> str:
    days = _interval(row)
    if days is None:
        return ""
    years = round(days / 365)
    if years >= 1:
        text = ngettext("every {count} year", "every {count} years", years)
        return escape(text.format(count=formats.number(years)))
    return escape(ngettext("every {count} day", "every {count} days", days).format(count=formats.number(days)))


def _interval(row: dict[str, Any]) -> int | None:
    given = row["update_every_days"]
    return int(given) if not pd.isna(given) and given > 0 else DUE_AFTER_DAYS.get(str(row["kind"]))


def _freshness(row: dict[str, Any], today: date) -> str:
    return freshness(_date(row["published_on"]), None, today, str(row["kind"]), _interval(row))


def _date(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)) if isinstance(text, str) else None
    except ValueError:
        return None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
