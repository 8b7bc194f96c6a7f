"""The dashboard with the guards of share links off, one line each: the attacks of this folder succeed here."""
# ruff: noqa: E402 - what pages take by name must be another one before they are imported

import html
import json
from types import SimpleNamespace
from urllib.parse import parse_qsl

html.escape = lambda text, quote=True: text

import streamlit as st
from sqlalchemy import select

from briefing import pack, tables
from data_access import store_found
from data_access.store import Store
from data_access.store_tables import share_link
from domain.grants import EVERYTHING
from geo import choropleth

# What is written: formulas, scripts, names of files.
tables.neutral = str
pack.safe = str
choropleth.script_json = lambda value: json.dumps(value, ensure_ascii=False)

from tests.serving import ROOT
from ui import access, audit_page, find_place, kept_figures, routes, shell, visitors
from ui.messages import Messages

# Who comes in: the newest link for any token, an ended one too.
_find = Store.find


def _any(self, token, now=None):
    link = _find(self, token, now)
    if link is None:
        with self._reading() as connection:
            row = connection.execute(select(share_link).order_by(share_link.c.made_at.desc())).first()
        link = store_found._link(row)
    return link


Store.find = _any
Store.frozen = lambda self, link_id, now=None: {}
Store.count_try = Store.allowed = lambda *_args, **_more: True
Store.passphrase_ok = lambda self, link_id, text, now=None: len(text) > 7
access.holds = lambda visitor, token: True
# What is read for them, and what they may ask for.
visitors.Visitor.scope = property(lambda self: EVERYTHING)


def _asked(query):
    grant = visitors.current().grant if visitors.is_known() else None
    if grant is None or "indicator" in query:
        return dict(query)
    return dict(parse_qsl(grant.query)) | {"lang": "en"} | dict(query)


visitors.asked = _asked
visitors.Visitor.may_download = visitors.Visitor.may_choose = visitors.Visitor.is_staff = property(lambda self: True)
kept_figures.of = lambda link: None
_pages = shell._pages
shell._pages = lambda visitor: _pages(visitors.Visitor("admin", "x"))
find_place.plain = str
audit_page.visitors = SimpleNamespace(current=lambda: SimpleNamespace(role="admin"))

app = st.App(
    ROOT / "app.py",
    routes=routes.ROUTES,
    middleware=[one for one in routes.MIDDLEWARE if one.cls is not Messages],
)
