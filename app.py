"""The web entry: the server imports it for the app and its routes, each session runs it as its script."""

import streamlit as st

from ui import auth_section, front_door, log, routes, shell

if __name__ == "__main__":
    shell.run()
else:
    log.set_up()
    front_door.check_start()
    auth_section.check()
    app = st.App(__file__, routes=routes.ROUTES, middleware=routes.MIDDLEWARE, lifespan=shell.lifespan)
