"""Livelihoods: training places, graduates, people served, and the facilities to act on."""

from ui import sector, shell

shell.guard()
sector.page("livelihoods")
