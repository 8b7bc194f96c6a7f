"""Health: units and the people they are for, and the facilities to act on."""

from ui import sector, shell

shell.guard()
sector.page("health")
