"""What a snapshot's id depends on, and what stands on the pages made of it."""

from dataclasses import replace

import numpy as np
import pytest

from briefing import meeting_charts, meeting_items, meeting_sums
from briefing import snapshot as snapshots
from briefing.meeting_deck import mistakes_in
from briefing.meeting_pages import handout
from domain.promised import summary_by_partner
from tests.briefing.toy_meeting import TODAY, commitment, snapshot


def a_layer():
    return type("Layer", (), {"name": "layer"})()


def test_sensitivity_and_terms_are_part_of_what_a_snapshot_is(monkeypatch):
    made = replace(snapshot(commitment(1)), layer=a_layer())
    usual = snapshots._content(made)
    other = dict(snapshots.read_statement())
    other["sensitivity"] = replace(other["sensitivity"], en="Sensitivity: restricted")
    monkeypatch.setattr(snapshots, "read_statement", lambda: other)
    assert snapshots._content(made) != usual


def test_every_slide_says_where_its_figures_are_from(lang, monkeypatch):
    monkeypatch.setattr(meeting_items, "pages", lambda _snapshot: iter([]))  # a view's own source is tested elsewhere
    late = {"is_late": True, "days_late": 3}
    made = handout(snapshot(*(commitment(number) | late for number in range(1, 13)), viewed=False), lang)
    assert [page.id for page in made.pages] == ["title", "partners", "partners-2", "closing", "closing-2"]
    assert [page.id for page in made.pages if not page.source] == []


def test_a_partner_that_is_in_no_table_goes_by_its_id_and_keeps_its_commitments(en):
    lost = {"partner_id": "gone", "partner_fa": np.nan, "partner_en": np.nan}
    made = snapshot(commitment(1), commitment(2) | lost)
    summary = summary_by_partner(made.book.commitments)
    rows = meeting_sums.five_w(made, summary)
    assert "gone" in [row[0] for row in rows]
    chart = meeting_charts.by_partner(summary, meeting_charts.of_meeting("m1", TODAY, ""))
    assert "gone" in chart.categories
    assert sum(value for one in chart.series for value in one.values) == 2


def test_all_commitments_of_a_slide_are_all_of_them():
    made = snapshot(commitment(1), commitment(2, sector="health", pcode="IR23"))
    frame = made.views[0].frame
    for wanted, count in (("all", 2), ("none", 0)):
        slide = replace(made.deck.slides[0], commitments=wanted)
        assert len(meeting_items.of_slide(made, slide, frame)) == count


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ((), []),
        (("health_posts",), []),  # no shortage of posts is shown
        (("school_seats", "health_posts"), ["1 commitment of a later meeting is counted here too."]),
        (("school_seats",) * 3, ["3 commitments of later meetings are counted here too."]),
    ],
)
def test_commitments_of_later_meetings_are_told_of_beside_what_remains(en, later, told):
    made = snapshot(commitment(1))
    notes = meeting_sums.gap_notes(replace(made, book=replace(made.book, later=later)))
    assert list(notes[1:]) == told


def test_a_table_that_cannot_be_read_makes_no_mistakes_in_a_deck():
    made = snapshot(commitment(1))
    slide = replace(made.deck.slides[0], commitments=("c_001", "c_999"), lines={"commitments": 3})
    deck = replace(made.deck, slides=(slide,))
    book = replace(made.book, ids=frozenset({"c_001"}))
    options = made.reference.options
    told = [one.reason for one in mistakes_in(deck, book, options, ["m1"]) if one.key.startswith("commitments")]
    assert told == ["unknown_commitment"]
    away = replace(book, ids=frozenset(), absent=("commitment",))
    told = [one.reason for one in mistakes_in(deck, away, options, ["m1"]) if one.key.startswith("commitments")]
    assert told == []
