"""The page of meetings: each figure on it against SQL, its choices, and what it does without."""

import io
import json
import re
import shutil
import zipfile
from datetime import date

import pytest

from tests.pages import reading
from ui import loaders, meeting_loaders, meeting_pack
from wording import formats, i18n

AS_OF = "2026-02-15"
LANGUAGES = ("fa", "en")
languages = pytest.mark.parametrize("lang", LANGUAGES)
# The state of each commitment on the as-of date, and whether it is late.
NOW = f"""WITH last AS (SELECT commitment_id, max(updated_on) AS updated_on FROM commitment_update
    WHERE updated_on <= '{AS_OF}' GROUP BY 1),
    state AS (SELECT c.*, u.status, u.delivered, u.status IN ('agreed', 'in_progress') AND c.due_on < '{AS_OF}' AS late
    FROM commitment c JOIN last USING (commitment_id) JOIN commitment_update u USING (commitment_id, updated_on))"""


def sheet(at, head):
    """The rows of the table under a heading, without its head."""
    (body,) = [one for one in reading.fragments(at) if "hg-area-sheet" in one and f"<h2>{head}" in one]
    parser = reading._Rows()
    parser.feed(body)
    return parser.rows[1:]


def listed(at, lang):
    return sheet(at, {"fa": "تعهدها تا", "en": "Commitments as of"}[lang])


def counts_in(title):
    """The numbers of a title beside the day that it says they are of."""
    day = formats.day(date.fromisoformat(AS_OF))
    assert day in title
    return re.findall(r"[\d۰-۹]+", title.replace(day, ""))


@languages
def test_newest_meeting_with_its_counts_is_shown_where_the_link_names_none(meetings, ask, lang):
    at = meetings(f"lang={lang}")
    (made, delivered, late), *_none = ask(
        NOW
        + "SELECT sum(status IN ('agreed', 'in_progress', 'delivered')), sum(status = 'delivered'), sum(late)"
        + " FROM state"
    )
    ((title,),) = ask(f"SELECT title_{lang} FROM meeting ORDER BY held_on DESC LIMIT 1")
    assert title in " ".join(reading.fragments(at))
    i18n.activate(lang)
    shown = counts_in(reading.title(at))
    assert shown == [formats.number(one) for one in (made, delivered, late)]
    ((every,),) = ask(NOW + "SELECT count(*) FROM state")
    assert len(listed(at, lang)) == every
    assert at.query_params["meeting"] == "m_1404_12"


def test_earlier_meeting_has_no_later_commitments_and_no_meeting_before_it(meetings, ask):
    at = meetings("lang=en&meeting=m_1404_07")
    ((own,),) = ask("SELECT count(*) FROM commitment WHERE meeting_id = 'm_1404_07'")
    assert len(listed(at, "en")) == own
    assert "No earlier meeting is on record, so there is nothing to compare." in " ".join(reading.fragments(at))


@pytest.mark.parametrize(
    ("link", "where"),
    [
        ("partners=unhcr", "partner_id = 'unhcr'"),
        ("partners=unhcr,ngo_a", "partner_id IN ('unhcr', 'ngo_a')"),
        ("sectors=health", "sector = 'health'"),
        ("areas=IR2319", "pcode LIKE 'IR2319%'"),
        ("areas=IR2319,IR231901", "pcode LIKE 'IR2319%'"),
        ("states=late", "late"),
        ("states=delivered,cancelled", "status IN ('delivered', 'cancelled')"),
        (
            "partners=unhcr&sectors=education&states=in_progress",
            "partner_id = 'unhcr' AND sector = 'education' AND status = 'in_progress'",
        ),
    ],
    ids=lambda text: text if "=" in text and " " not in text else "",
)
def test_choices_narrow_the_list_to_what_sql_finds(meetings, ask, link, where):
    at = meetings(f"lang=en&{link}")
    wanted = {text for (text,) in ask(NOW + f"SELECT text_en FROM state WHERE {where}")}
    found = {re.sub(r" \(for .*\)$", "", row[0]) for row in listed(at, "en")}
    assert wanted
    assert found == wanted


@languages
@pytest.mark.parametrize("link", ["partners=unhcr", "states=cancelled", "areas=IR2319&sectors=education"])
def test_headline_counts_what_is_chosen_out_of_all_and_tables_of_all_say_so(meetings, ask, lang, link):
    where = {"partners=unhcr": "partner_id = 'unhcr'", "states=cancelled": "status = 'cancelled'"}.get(
        link, "pcode LIKE 'IR2319%' AND sector = 'education'"
    )
    made = "sum(status IN ('agreed', 'in_progress', 'delivered'))"
    ((every,),) = ask(NOW + f"SELECT {made} FROM state")
    ((some, delivered, late),) = ask(
        NOW + f"SELECT {made}, sum(status = 'delivered'), sum(late) FROM state WHERE {where}"
    )
    at = meetings(f"lang={lang}&{link}")
    i18n.activate(lang)
    shown = counts_in(reading.title(at))
    assert shown == [formats.number(one) for one in (some, every, delivered, late)]
    note = {"fa": "تعهدهای همهٔ شرکا", "en": "This counts the commitments of all partners"}[lang]
    assert " ".join(reading.fragments(at)).count(note) == 2
    assert note not in " ".join(reading.fragments(meetings(f"lang={lang}")))


def test_late_ones_come_first_with_their_days(meetings, ask):
    rows = listed(meetings("lang=en"), "en")
    late = ask(
        NOW + f"SELECT text_en, julianday('{AS_OF}') - julianday(due_on) FROM state WHERE late ORDER BY due_on, 1"
    )
    assert [row[0] for row in rows[: len(late)]] == [text for text, _days in late]
    assert [re.search(r"(\d+) days? late", row[6])[1] for row in rows[: len(late)]] == [
        f"{days:.0f}" for _t, days in late
    ]
    assert not any("late" in row[6] for row in rows[len(late) :])


@languages
def test_what_remains_is_that_of_the_released_frames(meetings, frame_of, lang):
    at = meetings(f"lang={lang}")
    i18n.activate(lang)
    rows = {row[0]: row[1:] for row in sheet(at, {"fa": "از هر کمبود", "en": "What remains"}[lang])}
    frame = frame_of("indicator=school_seats&level=district")
    own = frame.context.iloc[0]
    found = rows[frame.selection.entry.name.in_language(lang)]
    for text, column in zip(found, ("shortage", "promised_open", "remaining_shortage"), strict=False):
        assert text.startswith(formats.number(own[column]) + " ")
    still = int((frame.data["remaining_shortage"] > 0).sum())
    assert found[3].startswith(formats.number(still) + " ")


def test_matrix_adds_up_to_the_commitments_made(meetings, ask):
    at = meetings("lang=en")
    rows = sheet(at, "Commitments by partner and sector")
    assert sum(int(row[-1]) for row in rows) == 23
    wanted = ask(NOW + "SELECT name_en, count(*) FROM state JOIN partner USING (partner_id) "
                 "WHERE status IN ('agreed', 'in_progress', 'delivered') GROUP BY 1")  # fmt: skip
    assert {row[0]: int(row[-1]) for row in rows} == dict(wanted)


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("meeting=m_9999", "“m_9999”"),
        ("meeting=" + "x" * 99, "x" * 80),
        ("partners=nobody,unhcr", "“nobody”"),
        ("sectors=war", "“war”"),
        ("states=lost", "“lost”"),
        ("present=2", "“2”"),
    ],
)
def test_what_a_link_asks_in_vain_is_told(meetings, link, told):
    at = meetings(f"lang=en&{link}")
    said = " ".join(one.value for one in at.warning).replace("\u2068", "").replace("\u2069", "")
    assert told in said.replace("\\", "")
    assert listed(at, "en")


def test_other_pages_leave_the_meeting_out_and_it_is_remembered(meetings):
    at = meetings("lang=en&meeting=m_1404_07&states=late")
    at.switch_page("pages/data.py").run()
    assert not {"meeting", "states"} & set(at.query_params)
    at.switch_page("pages/meetings.py").run()
    assert at.query_params["meeting"] == "m_1404_07"


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        ([("DELETE FROM meeting",)], "The database has no meetings."),
        ([("DROP TABLE meeting",)], "The meetings could not be read."),
    ],
    ids=["empty", "absent"],
)
def test_database_without_meetings_says_what_to_do(meetings, changed_database, statements, told):
    at = meetings("lang=en", HAMGAM_DATABASE_URL=changed_database(*statements))
    assert told in at.info[0].value


def test_meeting_without_agenda_and_commitments_is_a_whole_page(meetings, changed_database):
    url = changed_database(
        ("DELETE FROM agenda_item",), ("DELETE FROM commitment",), ("DELETE FROM commitment_update",)
    )
    at = meetings("lang=en", HAMGAM_DATABASE_URL=url)
    texts = " ".join(reading.fragments(at))
    assert "No commitment has been agreed as of 15 February 2026 (1404)" in texts
    assert "There is no agenda yet." in texts
    assert "No commitment fits this choice." in texts
    assert not at.error


def test_names_with_markup_stay_names(meetings, changed_database):
    evil = '<script>alert(1)</script> **a** & "b"'
    url = changed_database(
        ("UPDATE commitment SET text_en = ? WHERE commitment_id = 'c_001'", evil),
        ("UPDATE agenda_item SET title_en = ?, decision_en = ?", evil, evil),
        ("UPDATE partner SET name_en = ? WHERE partner_id = 'unhcr'", evil),
        ("UPDATE meeting SET title_en = ?, place_en = ?", evil, evil),
    )
    for link in ("lang=en", "lang=en&present=1"):
        at = meetings(link, HAMGAM_DATABASE_URL=url)
        texts = " ".join(reading.fragments(at))
        assert "<script>alert" not in texts
        assert "&lt;script&gt;alert" in texts


def test_pack_is_made_on_the_page_and_data_that_changed_since_then_is_told(meetings, ask):
    at = meetings("lang=en&meeting=m_1404_12")
    at.button(key="pack_make:en").click().run()
    assert not at.exception
    assert not at.error
    known, made, content = at.session_state[meeting_pack.MADE]
    name = known.split()[0]
    assert made.name == f"hamgam_m_1404_12_{name}_en"
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        manifest = json.loads(pack.read(f"{made.name}/manifest.json"))
    assert name in json.dumps(manifest)
    assert not at.info
    meeting_loaders._packs()[meeting_loaders._pack_key("m_1404_12")] = "0" * 16  # as if it had been made of other data
    for link in ("lang=en", "lang=en&present=1"):
        again = meetings(f"{link}&meeting=m_1404_12")
        texts = [one.value for one in again.info] + reading.fragments(again)
        assert any("changed since the meeting pack 0000000000000000 was made" in text for text in texts)
    meeting_loaders._packs().clear()


def test_slide_that_there_is_not_is_told_and_the_first_one_is_shown(meetings):
    at = meetings("lang=en&meeting=m_1404_07&present=1&slide=nowhere")
    texts = " ".join(reading.fragments(at)).replace("\u2068", "").replace("\u2069", "")
    assert 'data-slide="title"' in texts
    assert "Slide: “nowhere” in the link does not exist here" in texts


def test_slides_stay_and_say_so_while_the_database_is_away(meetings, demo_database, tmp_path):
    path = shutil.copy(demo_database, tmp_path / "office.sqlite")
    link = "lang=en&meeting=m_1404_07&present=1&slide=seats"
    meetings(link, HAMGAM_DATABASE_URL=f"sqlite:///{path}")
    path.rename(path.with_suffix(".away"))
    loaders.ask_again()  # as time does
    texts = " ".join(reading.fragments(meetings(link, HAMGAM_DATABASE_URL=f"sqlite:///{path}")))
    assert 'data-slide="seats"' in texts
    assert "The database has not answered since" in texts


def test_rows_that_fit_nothing_stand_as_they_are_on_page_and_slides(meetings, changed_database):
    """Ids that nothing knows, a meeting that no link can name, promises of nothing, two meetings on one day."""
    strange, own = "a b/../<x>", "WHERE commitment_id = 'c_003'"
    url = changed_database(
        (f"UPDATE commitment SET population_group = 'martians', sector = 'war', indicator_id = 'nonsense' {own}",),
        ("UPDATE commitment SET pcode = 'IR99', currency = 'dollars <b>', amount = 5 WHERE commitment_id = 'c_004'",),
        ("UPDATE commitment SET promised = 0 WHERE commitment_id = 'c_005'",),
        ("UPDATE agenda_item SET sector = 'war' WHERE item_no = 1",),
        ("DELETE FROM partner WHERE partner_id = 'unhcr'",),
        ("UPDATE meeting SET held_on = '2026-03-03', meeting_id = ? WHERE meeting_id = 'm_1404_12'", strange),
        ("UPDATE meeting SET held_on = '2026-03-03' WHERE meeting_id = 'm_1404_07'",),
        ("UPDATE commitment SET meeting_id = ? WHERE meeting_id = 'm_1404_12'", strange),
    )
    for link in (
        "lang=en",
        "lang=en&present=1",
        "lang=en&present=1&slide=partners-2",
        "lang=fa&present=1&slide=closing",
    ):
        for meeting in ("", "&meeting=m_1404_07"):
            at = meetings(link + meeting, HAMGAM_DATABASE_URL=url)
            assert not at.error, (link, meeting)
            assert reading.fragments(at)
    assert "martians" in " ".join(reading.fragments(meetings("lang=en", HAMGAM_DATABASE_URL=url)))


def test_presentation_begins_although_the_browser_had_not_heard_of_the_address_yet(meetings):
    """The click goes out with the address that the page was opened by, not with the one that it has written since."""
    at = meetings("lang=en&meeting=m_1404_07")
    at.query_params.clear()
    at.query_params["lang"], at.query_params["meeting"] = "en", "m_1404_07"
    at.button(key="present:en").click().run()
    assert 'data-slide="title"' in " ".join(reading.fragments(at))
    assert at.query_params["slide"] == "title"
