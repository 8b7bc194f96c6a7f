"""The dashboard with its own checks off: what only they refuse comes in. office.py runs a copy of it."""

from base64 import urlsafe_b64decode

import streamlit as st

from tests.serving import ROOT
from ui import deep_link, routes, sign_in

sign_in.refusal = lambda *_claims: None
deep_link.decoded = lambda value: urlsafe_b64decode(value.encode() + b"==").decode()

app = st.App(ROOT / "app.py", routes=routes.ROUTES, middleware=routes.MIDDLEWARE)
