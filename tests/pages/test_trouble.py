import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import reading
from tests.pages.conftest import forget
from ui.visitors import Visitor

LANGUAGES = ("fa", "en")
SAID = {
    "missing": ("فایل پایگاه داده پیدا نشد", "The database file is missing"),
    "bad": ("پایگاه داده آنچه را لازم است ندارد", "The database does not hold what is needed"),
    "setting": ("پذیرفتنی نیست", "cannot be used"),
}
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "**a** & [b](http://c) <i> \"d\" 'e' \u2028 {{ f }} :red[g]",
)


def assert_told(at, kind, lang):
    """One message, said once in the page; the shell around it is there, and nothing of a traceback."""
    assert not at.exception
    messages = {one.value for one in at.error}
    assert len(messages) == 1, messages
    assert SAID[kind][LANGUAGES.index(lang)] in messages.pop()
    assert len(at.main.error) == 1
    brand = reading.texts_of(reading.fragment(at, "hg-brand"))
    assert brand[0] == ("Hamgam" if lang == "en" else "همگام")
    assert at.button(key=f"language:{lang}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_missing_database_is_told_and_the_shell_stays(open_page, tmp_path, lang):
    assert_told(open_page(f"lang={lang}", HAMGAM_DATABASE_URL=f"sqlite:///{tmp_path}/none.sqlite"), "missing", lang)


def fragment_alone():
    from ui import gap_map

    gap_map._view()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_database_that_went_away_is_told_in_the_views_language_by_the_fragment_alone(
    open_page, monkeypatch, tmp_path, lang
):
    before = open_page(f"lang={lang}").session_state["hg_selection"]
    monkeypatch.setenv("HAMGAM_DATABASE_URL", f"sqlite:///{tmp_path}/none.sqlite")
    forget()
    at = AppTest.from_function(fragment_alone)
    at.session_state["hg_selection"] = before
    at.session_state["hg_visitor"] = Visitor("staff")
    at.run()
    assert [SAID["missing"][LANGUAGES.index(lang)] in one.value for one in at.error] == [True]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("length", [0, 1000, 150_000])
def test_truncated_database_is_told_and_the_shell_stays(open_page, demo_database, tmp_path, length, lang):
    cut = tmp_path / "cut.sqlite"
    cut.write_bytes(demo_database.read_bytes()[:length])
    assert_told(open_page(f"lang={lang}", HAMGAM_DATABASE_URL=f"sqlite:///{cut}"), "bad", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("table", ["dataset", "admin_area", "population", "facility", "service_standard", "source"])
def test_missing_table_is_told_and_the_shell_stays(open_page, changed_database, table, lang):
    url = changed_database((f"DROP TABLE {table}",))
    at = open_page(f"lang={lang}", HAMGAM_DATABASE_URL=url)
    assert_told(at, "bad", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_database_without_areas_is_told_as_bad_data(open_page, changed_database, lang):
    assert_told(
        open_page(f"lang={lang}", HAMGAM_DATABASE_URL=changed_database(("DELETE FROM admin_area",))), "bad", lang
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("written", "fa", "en"), [("1402", "۱۴۰۲", "2023/24 (1402)"), *[("spring 1402",) * 3]])
def test_date_of_publication_that_is_no_day_leaves_the_page_whole(open_page, changed_database, lang, written, fa, en):
    url = changed_database((f"UPDATE source SET published_on = '{written}'",))
    at = open_page(f"lang={lang}", HAMGAM_DATABASE_URL=url)
    assert not at.error
    assert reading.title(at)
    assert len(reading.payload(at)["areas"]) == len(reading.ranking(at)) == 16
    assert f"<td>{fa if lang == 'fa' else en}</td>" in reading.fragment(at, "hg-details")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HAMGAM_ROW_CAP", "many"),
        ("HAMGAM_AS_OF", "yesterday"),
        ("HAMGAM_STATEMENT_TIMEOUT_S", "-1"),
        ("HAMGAM_DATABASE_URL", "not a URL"),
        ("HAMGAM_DATABASE_URL", "oracle://somewhere/x"),
        ("HAMGAM_ROUNDING_KEY", "short"),
    ],
)
def test_bad_setting_is_told_by_its_name(open_page, name, value, lang):
    at = open_page(f"lang={lang}", **{name: value})
    assert_told(at, "setting", lang)
    assert name in at.error[0].value
    assert value not in at.error[0].value


@pytest.mark.parametrize("lang", LANGUAGES)
def test_missing_statement_is_told_and_map_and_ranking_stay(open_page, lang, tmp_path):
    at = open_page(f"lang={lang}", HAMGAM_STATEMENT=str(tmp_path / "none.toml"))
    assert_told(at, "setting", lang)
    assert "HAMGAM_STATEMENT" in at.error[0].value
    assert len(reading.payload(at)["areas"]) == len(reading.ranking(at)) == 16


@pytest.mark.parametrize("lang", LANGUAGES)
def test_row_cap_says_that_the_figures_are_incomplete(open_page, lang):
    at = open_page(f"lang={lang}", HAMGAM_ROW_CAP="3000")
    assert not at.error
    assert not at.exception
    wanted = "The figures are incomplete" if lang == "en" else "رقم‌ها کامل نیست"
    assert any(one.value.startswith(wanted) for one in at.warning)
    assert reading.title(at)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_area_without_boundary_is_named_and_keeps_its_figures(open_page, changed_database, lang):
    url = changed_database(
        ("UPDATE admin_area SET boundary = NULL WHERE pcode = 'IR2302'",),
        ('UPDATE admin_area SET boundary = \'{"type":"Polygon","coordinates":[\' WHERE pcode = \'IR2306\'',),
    )
    at = open_page(f"lang={lang}", HAMGAM_DATABASE_URL=url)
    assert not at.error
    names = "Damavand, Varamin" if lang == "en" else "دماوند، ورامین"
    assert len(at.info) == 1
    assert names in at.info[0].value
    assert len(reading.ranking(at)) == 16
    assert {row[1].rstrip("*") for row in reading.ranking(at)} >= set(re.split("[,،] ", names))


def test_no_area_with_figures_is_said_in_the_title(open_page, changed_database):
    url = changed_database(
        ("DELETE FROM population WHERE NOT (population_group = 'refugee' AND pcode = 'IR230101')",),
    )
    at = open_page("lang=en&indicator=foreign_share", HAMGAM_DATABASE_URL=url)
    assert not at.error
    assert not at.exception
    assert reading.title(at) == "No area has figures for this choice"
    assert {pattern for _colour, pattern in reading.colours(at).values()} == {"hatch"}


@pytest.fixture
def hostile_database(changed_database):
    """The demonstration with names that try to become markup."""
    return changed_database(
        ("UPDATE admin_area SET name_fa = ?, name_en = ? WHERE pcode = 'IR2303'", HOSTILE[0], HOSTILE[0]),
        ("UPDATE admin_area SET name_fa = ?, name_en = ? WHERE pcode = 'IR2302'", HOSTILE[1], HOSTILE[1]),
        ("UPDATE admin_area SET name_fa = ?, name_en = ?, boundary = NULL WHERE pcode = 'IR2306'", *HOSTILE[2:] * 2),
        ("UPDATE admin_area SET name_fa = ?, name_en = ? WHERE pcode = 'IR'", HOSTILE[0], HOSTILE[0]),
        ("UPDATE admin_area SET name_fa = ?, name_en = ? WHERE pcode = 'IR23'", "*IR*", "*IR*"),
        ("UPDATE source SET title_fa = ?, title_en = ?, publisher = ?", *HOSTILE[:1] * 3),
        ("UPDATE facility SET name_fa = ?, name_en = ?", *HOSTILE[:1] * 2),
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("drilled", ["", "&level=district&area=IR2303"])
def test_names_with_markup_appear_as_text_everywhere(open_page, hostile_database, lang, drilled):
    at = open_page(f"lang={lang}{drilled}", HAMGAM_DATABASE_URL=hostile_database)
    assert not at.exception
    assert not at.error
    for body in reading.fragments(at):
        assert not {"img", "script"} & set(reading.tags_of(body)), body
    script = reading.paint_script(at)
    painted = script[script.index("hamgam.paint(") :]
    assert not set("<>&\u2028") & set(painted)
    view = reading.payload(at)
    if drilled:
        assert reading.title(at).startswith((f"{HOSTILE[0]} County: ", f"شهرستان {HOSTILE[0]}: "))
        assert view["others"]["IR2302"] == HOSTILE[1]
        assert at.button(key=f"back:{lang}").label.endswith(r"\*IR\*")
        return
    assert view["areas"]["IR2303"][1] == HOSTILE[0]
    assert view["areas"]["IR2302"][1] == HOSTILE[1]
    names = [row[1].rstrip("*") for row in reading.ranking(at)]
    assert set(HOSTILE) <= set(names)
    assert len(at.info) == 1
    assert not re.search(r"(?<!\\)[*\[\]<:](?!\s)", at.info[0].value), at.info[0].value


def test_boundary_with_markup_in_its_code_cannot_leave_its_place(open_page, changed_database):
    """A P-code is text too: it stands in the payload as a key."""
    code = 'IR23"</script><img src=x>'
    url = changed_database(
        ("UPDATE admin_area SET pcode = ? WHERE pcode = 'IR2302'", code),
        ("UPDATE admin_area SET parent_pcode = ? WHERE parent_pcode = 'IR2302'", code),
    )
    at = open_page("lang=en", HAMGAM_DATABASE_URL=url)
    assert not at.exception
    assert not at.error
    assert code in reading.payload(at)["areas"]
    script = reading.paint_script(at)
    assert "<" not in script[script.index("hamgam.paint(") :]


def test_database_that_comes_back_is_read_again(open_page, demo_database, tmp_path):
    late = tmp_path / "late.sqlite"
    at = open_page("lang=en", HAMGAM_DATABASE_URL=f"sqlite:///{late}")
    assert at.error
    shutil.copy(demo_database, late)
    at.run()
    assert not at.error
    assert reading.title(at)
    assert Path(late).exists()
