"""A database and a deck whose texts attack whoever shows them, and sentinels of what a link must not open."""

import sqlite3
from contextlib import closing


# Each attack in the texts has its own name, so that a leak says which text it was.
def script(name):
    return f'"><img src=x onerror=alert({name!r})>{name}'


FORMULAS = {"equals": "=1+1", "plus": "+1+1", "minus": "-1+1", "at": "@SUM(1)", "tab": "\t=1+1", "return": "\r=1+1"}
# In Rey, which the links of most tests open.
IN_SCOPE, OUTSIDE = "IR2303", "IR2306"
TEXTS = {
    "facility": "UPDATE facility SET name_en = ?, name_fa = ?1 WHERE facility_id = 'ps_230303_0014'",
    "settlement": "UPDATE settlement SET name_en = ?, name_fa = ?1 WHERE settlement_id = 'stl_230303_02'",
    "area": "UPDATE admin_area SET name_en = ?, name_fa = ?1 WHERE pcode = 'IR230302'",
    "meeting": "UPDATE meeting SET title_en = ?, title_fa = ?1 WHERE meeting_id = 'm_1404_12'",
    "meetingplace": "UPDATE meeting SET place_en = ?, place_fa = ?1 WHERE meeting_id = 'm_1404_12'",
    "agenda": "UPDATE agenda_item SET title_en = ?, title_fa = ?1 WHERE meeting_id = 'm_1404_12' AND item_no = 1",
    "decision": "UPDATE agenda_item SET decision_en = ?, decision_fa = ?1 WHERE meeting_id = 'm_1404_07'",
    "partner": "UPDATE partner SET name_en = ?, name_fa = ?1 WHERE partner_id = 'unhcr'",
    "commitment": "UPDATE commitment SET text_en = ?, text_fa = ?1 WHERE commitment_id = 'c_002'",
    "sourcetitle": "UPDATE source SET title_en = ?, title_fa = ?1 WHERE source_id = 'demo_facilities'",
}
DECK = f"""meeting: m_1404_12
title:
  fa: '{script("decktitle").replace("'", "''")}'
  en: '{script("decktitle").replace("'", "''")}'
slides:
  - id: seats
    item: 1
    view: indicator=school_seats&level=district&period=1404
    title:
      fa: '{script("slidetitle").replace("'", "''")}'
      en: '{script("slidetitle").replace("'", "''")}'
    notes:
      fa: '{script("slidenotes").replace("'", "''")}'
      en: '{script("slidenotes").replace("'", "''")}'
  - id: elsewhere
    view: indicator=school_seats&level=district&area=IR2306&period=1404
    title:
      fa: SLIDE_OF_ANOTHER_COUNTY
      en: SLIDE_OF_ANOTHER_COUNTY
  - id: othersector
    view: sector=health&level=county&period=1404
    title:
      fa: SLIDE_OF_ANOTHER_SECTOR
      en: SLIDE_OF_ANOTHER_SECTOR
"""


def written(path):
    """Write the hostile texts into a copy of the demonstration."""
    with closing(sqlite3.connect(path)) as database, database:
        for name, statement in TEXTS.items():
            assert database.execute(statement, (script(name),)).rowcount, name
        formulas = list(FORMULAS.values())
        rows = database.execute("SELECT facility_id FROM facility WHERE pcode = 'IR230305' LIMIT 6").fetchall()
        for (facility,), text in zip(rows, formulas, strict=True):
            database.execute("UPDATE facility SET name_en = ?, name_fa = ?1 WHERE facility_id = ?", (text, facility))
