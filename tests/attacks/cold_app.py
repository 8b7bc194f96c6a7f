"""The dashboard as it is, but for what it reads ahead: a server that answers a few attacks need not read all years."""

import streamlit as st

import app as whole
from ui import routes

app = st.App(whole.__file__, routes=routes.ROUTES, middleware=routes.MIDDLEWARE)
