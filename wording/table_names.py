"""What the tables of the database are called for a reader who waits for one or misses one."""

from __future__ import annotations

from wording.i18n import _


def name(table: str) -> str:
    """Return what a table holds, in the language in use; one that is not known by its own name."""
    return {
        "dataset": _("the date of the data"),
        "admin_area": _("areas and boundaries"),
        "crosswalk": _("areas and boundaries"),
        "service_standard": _("standards of services"),
        "benchmark": _("benchmarks of the country"),
        "source": _("names of the sources"),
        "source of protected counts": _("figures on people"),
        "population": _("figures on people"),
        "cells": _("figures on people"),
        "totals of residents": _("figures on people"),
        "facility": _("facilities and their status"),
        "facility without a status": _("facilities and their status"),
        "facility_status": _("facilities and their status"),
        "facility_capacity": _("capacity of facilities"),
        "years of capacity": _("capacity of facilities"),
        "settlement": _("settlements"),
        "meeting": _("meetings"),
        "agenda_item": _("agendas"),
        "partner": _("partners"),
        "commitment": _("commitments of partners"),
        "commitment_update": _("reports on commitments"),
    }.get(table, table)
