"""The dashboard without its front door and its clean logs: the attacks of test_front_door.py succeed here."""

import streamlit as st

from tests.serving import ROOT
from ui import routes
from ui.front_door import FrontDoor

app = st.App(
    ROOT / "app.py",
    routes=routes.ROUTES,
    middleware=[one for one in routes.MIDDLEWARE if one.cls is not FrontDoor],
)
