"""The twin of the dashboard with its own checks off: what only they refuse comes in. Runs from a copy, see office.py."""

import streamlit as st

from tests.serving import ROOT
from ui import deep_link, routes, shell, sign_in

sign_in.refusal = lambda *_claims: None
deep_link.is_own = lambda _link: True

app = st.App(ROOT / "app.py", routes=routes.ROUTES, middleware=routes.MIDDLEWARE, lifespan=shell.lifespan)
