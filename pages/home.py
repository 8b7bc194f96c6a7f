"""The overview at `/`: how big the gaps are, where they are worst, what was promised, how fresh the data is."""

from ui import overview, shell

shell.guard()
overview.page()
