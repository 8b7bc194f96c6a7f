"""The dashboard with one part replaced; the environment says which. Runs from a copy in the bench's own folder."""

import os

import streamlit as st

from tests.serving import ROOT
from ui import routes, shell

run_shell = shell.run


def run() -> None:
    # Only here: a component that is declared before the server runs is not served.
    from tests.bench import variants

    variants.replace_part(os.environ["BENCH_VARIANT"])
    run_shell()


shell.run = run
app = st.App(
    ROOT / "app.py",
    routes=routes.ROUTES,
    middleware=routes.MIDDLEWARE,
    lifespan=shell.lifespan,
)
