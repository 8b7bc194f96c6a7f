"""A small meeting, made by hand: one item, one view of three districts, and commitments as a test wants them."""

from datetime import date

import pandas as pd

from briefing.snapshot import Snapshot, View
from domain.admin import AreaTree
from domain.deck import Deck, DeckSlide
from domain.frames import ReleaseFrame
from domain.meeting_changes import CHANGE_COLUMNS
from domain.meetings import COMMITMENT_COLUMNS, AgendaItem, Meeting
from domain.minutes import NewCommitment
from measures.meetings import MeetingBook
from measures.reference import Reference
from measures.source import Version
from tests.ui.making import OPTIONS, rows, selection

TODAY = date(2026, 2, 15)
MEETING = Meeting("m1", date(2025, 10, 14), "جلسهٔ یکم", "First meeting", "تهران", "Tehran")
ITEM = AgendaItem(1, "education", "کلاس درس", "Classrooms", None, None)
AREAS = {
    "IR": ("ایران", "Iran", 0),
    "IR23": ("استان تهران", "Tehran province", 1),
    "IR2303": ("ری", "Rey", 2),
    "IR230301": ("کهریزک", "Kahrizak", 3),
    "IR230302": ("خاوران", "Khavaran", 3),
}
PARTNERS = (("p1", "شریک یک", "Partner One", "un"), ("p2", "شریک دو", "Partner Two", "ngo"))
PLAIN = {
    **{"meeting_id": "m1", "held_on": "2025-10-14", "partner_kind": "un", "facility_id": None, "facility_fa": None},
    **{
        "facility_en": None,
        "sector": "education",
        "indicator_id": "school_seats",
        "pcode": "IR230301",
        "unit": "seats",
    },
    **{"population_group": None, "text_fa": "کلاس", "text_en": "Classrooms", "amount": None, "currency": None},
    **{"due_on": "2026-09-01", "status": "agreed", "delivered": 0.0, "updated_on": "2025-10-14", "promised": 100.0},
    **{"note_fa": None, "note_en": None, "is_late": False, "days_late": 0},
}
NEW = NewCommitment(
    *("n_m1_1", "m1", "p2", "education", "school_seats", "IR230302", "refugee", "دو کلاس", ""),
    *(70.0, "seats", 5000.0, "USD", date(2026, 9, 1)),
)


def commitment(number, partner="p1", **more):
    own = next(one for one in PARTNERS if one[0] == partner)
    names = {"commitment_id": f"c_{number:03}", "partner_id": partner, "partner_fa": own[1], "partner_en": own[2]}
    return PLAIN | names | more


def book(*made, agenda=(ITEM,)):
    commitments = pd.DataFrame([*made], columns=list(COMMITMENT_COLUMNS))
    changes = pd.DataFrame(columns=list(CHANGE_COLUMNS))
    partners = pd.DataFrame(PARTNERS, columns=["partner_id", "name_fa", "name_en", "kind"])
    return MeetingBook(MEETING, None, tuple(agenda), commitments, changes, partners, TODAY, None, MEETING.held_on)


def reference():
    codes = list(AREAS)
    names = [[code, *AREAS[code], "official"] for code in codes]
    areas = pd.DataFrame(names, columns=["pcode", "name_fa", "name_en", "level", "boundary_quality"], index=codes)
    parents = {"IR": None, "IR23": "IR", "IR2303": "IR23", "IR230301": "IR2303", "IR230302": "IR2303"}
    tree = AreaTree(parents, {code: AREAS[code][2] for code in codes})
    source = {
        "source_id": "s1",
        "publisher": "UNHCR Emergency Handbook",
        "kind": "survey",
        "published_on": "2025-01-01",
    }
    sources = pd.DataFrame([source]).set_index("source_id", drop=False)
    empty = pd.DataFrame(columns=["pcode", "indicator_id", "period", "source_id"])
    return Reference(areas, tree, empty, empty, sources, OPTIONS, frozenset(), {}, (), TODAY, 5)


def frame():
    """Two districts that are short, and the province."""
    chosen = selection(indicator="school_seats", level="district", period="1404")
    data = rows(
        chosen.entry,
        [{"value": 40.0, "shortage": 12345.0, "remaining_shortage": 12045.0}, {"value": 120.0, "shortage": 0.0}],
    )
    data["pcode"], data["level"], data["source_ids"] = ["IR230301", "IR230302"], 3, "s1"
    data["name_en"], data["name_fa"] = ["Kahrizak", "Khavaran"], ["کهریزک", "خاوران"]
    data.loc[1, "remaining_shortage"] = 0.0
    own = {"value": 61.27, "shortage": 12345.0, "promised_open": 300.0, "remaining_shortage": 12045.0}
    context = rows(chosen.entry, [own | {"classrooms_short": 353.0}])
    context["pcode"], context["name_en"], context["name_fa"] = "IR23", "Tehran province", "استان تهران"
    return ReleaseFrame(chosen, data, context, "test-1", TODAY)


def snapshot(*made, agenda=(ITEM,), viewed=True):
    one = frame()
    slide = DeckSlide("seats", 1, "indicator=school_seats")
    deck = Deck("m1", None, (slide,) if viewed else ())
    version = Version("v1", TODAY)
    views, gaps = ((View(slide, one),), (one,)) if viewed else ((), ())
    return Snapshot("abc", book(*made, agenda=agenda), deck, views, gaps, reference(), version, None)
