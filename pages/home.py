"""The address `/`: leads to the gap map with the link's own choices."""

from ui import home, shell

shell.guard()
home.lead_on()
