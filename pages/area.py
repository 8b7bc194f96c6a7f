"""Area profile: everything about one county or district, and as one printed page."""

from ui import area, shell

shell.guard()
area.page()
