"""Shares of foreign nationals: among an area's residents, and among those of the country."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from domain.admin import AreaTree
from domain.capacity import BaseTable, Question
from domain.frames import National
from domain.gap import framed
from domain.status import FEW_BELOW, Row, blank, people_known


def foreign_share(question: Question, table: BaseTable, tree: AreaTree, areas: list[str]) -> pd.DataFrame:
    """Return 100 x foreign nationals / all residents of some areas.

    Parameters
    ----------
    question : Question
        With all groups.
    table : BaseTable
    tree : AreaTree
    areas : list of str

    Returns
    -------
    pandas.DataFrame
        As `domain.gap.figures`; a share is as telling as its smaller part, so it is `few` below ten foreign nationals.
    """

    def row(code: str) -> Row:
        inside, notes, told = people_known(table, code, tree.leaves(code), question.missing_limit)
        if not told:
            return blank("no_data", notes)
        everyone, foreign = float(table.everyone[inside].sum()), float(table.foreign[inside].sum())
        if everyone == 0:
            return blank("no_data", ["nobody_to_serve"])
        if foreign < FEW_BELOW:
            return blank("few", notes)
        told_row: Row = {"demand_persons": everyone, "value": 100.0 * foreign / everyone, "foreign_persons": foreign}
        return told_row | {"status": "ok", "note": ";".join(notes)}

    return framed([row(code) for code in areas], areas, question.entry.extras)


def national_share(
    question: Question, table: BaseTable, tree: AreaTree, areas: list[str], national: Mapping[str, National]
) -> pd.DataFrame:
    """Return 100 x foreign nationals of some areas / the same groups in the country.

    Parameters
    ----------
    question : Question
        Its groups are those that `national` has.
    table : BaseTable
        Its demand is the persons of these groups.
    tree : AreaTree
    areas : list of str
    national : mapping of str to National
        By group; without any, every area is `no_data`.

    Returns
    -------
    pandas.DataFrame
        As `domain.gap.figures`; the note names the groups that both sides of the fraction hold.
    """
    whole = sum(one.persons for one in national.values())
    held = f"groups:{','.join(question.groups)}"

    def row(code: str) -> Row:
        if not whole:
            return blank("no_data", ["no_national_figure"])
        inside, notes, told = people_known(table, code, tree.leaves(code), question.missing_limit)
        if not told:
            return blank("no_data", notes)
        foreign = float(table.demand[inside].sum())
        if foreign < FEW_BELOW:
            return blank("few", notes)
        told_row: Row = {"value": 100.0 * foreign / whole, "foreign_persons": foreign, "national_persons": whole}
        return told_row | {"status": "ok", "note": ";".join([*notes, held])}

    return framed([row(code) for code in areas], areas, question.entry.extras)
