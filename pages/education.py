"""Education: seats, class size, space, shifts, and the schools to act on."""

from ui import sector, shell

shell.guard()
sector.page("education")
