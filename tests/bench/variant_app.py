"""The dashboard with one part replaced; the environment says which. Runs from a copy in the bench's own folder."""

import os

import streamlit as st

from tests.bench import variants
from tests.serving import ROOT
from ui import routes, shell

variants.replace_part(os.environ["BENCH_VARIANT"])
app = st.App(ROOT / "app.py", routes=routes.ROUTES, lifespan=shell.lifespan)
