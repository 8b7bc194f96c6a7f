"""Decks with mistakes on the page of meetings: each is in sight with its line, and which slides are shown."""

import pytest


def test_mistake_in_a_deck_is_told_with_its_line_and_the_rest_is_shown(meetings, tmp_path):
    (tmp_path / "own.yaml").write_text(
        "meeting: m_1404_07\nslides:\n  - id: a\n    view: indicator=school_seats\n  - id: b\n    item: 77\n"
        "    view: indicator=nonsense\n"
    )
    at = meetings("lang=en&meeting=m_1404_07", HAMGAM_DECKS=str(tmp_path))
    told = at.expander[0].markdown[0].value.replace("\\", "").replace("\u2068", "").replace("\u2069", "")
    assert at.expander[0].label.startswith("The deck of this meeting has 2 mistakes")
    assert at.expander[0].proto.expanded
    assert "own.yaml, line 6" in told
    assert "own.yaml, line 7" in told
    assert "“nonsense” does not exist here" in told


@pytest.mark.parametrize(
    ("meeting", "instead"),
    [("m_1404_07", "the slides of m_1404_07.yaml are"), ("m_none", "the usual slides of the agenda are")],
    ids=["shipped", "usual"],
)
def test_file_that_is_no_yaml_is_told_with_the_slides_that_are_shown_instead(
    meetings, changed_database, tmp_path, meeting, instead
):
    (tmp_path / "own.yaml").write_text("slides: [a\n  : : -\n")
    url = changed_database(("UPDATE meeting SET meeting_id = 'm_none' WHERE meeting_id = 'm_1404_12'",))
    at = meetings(f"lang=en&meeting={meeting}", HAMGAM_DECKS=str(tmp_path), HAMGAM_DATABASE_URL=url)
    label = at.expander[0].label.replace("\\", "").replace("\u2068", "").replace("\u2069", "")
    assert "A deck cannot be used" in label
    assert f"{instead} shown instead" in label
    assert "all else" not in label
    assert at.expander[0].proto.expanded
    assert "own.yaml, line " in at.expander[0].markdown[0].value.replace("\\", "").replace("\u2069", "").replace(
        "\u2068", ""
    )
