"""Files say what they lack: rows above the limit, a table that the database has not, units of what stands together."""

import pytest

from domain.indicators import CATALOGUE
from domain.links import from_query
from tests.pages.test_page_downloads import book, read_csv
from tests.sweeps import EN_NOW
from ui import area_files, facility_list, loaders, overview, overview_files, sector_table, side_files

LANGUAGES = ("fa", "en")


@pytest.fixture
def offered(read_from):
    """Make the files of four pages: ``offered(path, lang)`` returns makers by page and key."""

    def offered_(path, lang="en", **settings):
        read_from(path, lang, **settings)
        reference = loaders.reference()
        view = from_query({"lang": lang, "areas": "IR2303", "indicator": "school_seats"}, reference.options)[0]
        wanted = sector_table.filter_of(view, reference)
        rows = sector_table.chosen(loaders.facilities(view.period).data, wanted, reference)
        offers = {
            "overview": overview_files.offer(view, reference, ("T", "s"), lambda: overview.frames_of(view, reference)),
            "area": area_files.offer(view, "IR2303", "T"),
            "side": side_files.offer(view, reference),
            "list": facility_list.offer(rows, wanted, view, reference, "T"),
        }
        return {page: {one.key: one.make for one in offer(False)} for page, offer in offers.items()}

    return offered_


# Heads of the CSV files by language.
HEADS = {
    "fa": {"figure": "رقم", "value": "مقدار", "unit": "واحد", "status": "وضعیت", "change": "تغییر", "note": "یادداشت",
           "change_unit": "واحد تغییر", "by_capacity": "از آن بر اثر تغییر ظرفیت", "id": "شناسهٔ شاخص",
           "by_people": "از آن بر اثر تغییر جمعیت"},
    "en": {"figure": "Figure", "value": "Value", "unit": "Unit", "status": "Status", "change": "Change", "note": "Note",
           "change_unit": "Unit of the change", "by_capacity": "Of it by change of capacity", "id": "Indicator code",
           "by_people": "Of it by change of people"},
}  # fmt: skip


def rows_of(content, lang):
    """Rows of a CSV file under short names of their heads."""
    return [{short: row[head] for short, head in HEADS[lang].items() if head in row} for row in read_csv(content)]


def said(content, name):
    """What the about sheet says beside a name."""
    return [row[1] for row in book(content).worksheets[-1].iter_rows(values_only=True) if row[0] == name]


BOOKS = {"overview": "overview_xlsx", "area": "profile_xlsx", "side": "side_xlsx", "list": "list_xlsx"}


@pytest.mark.parametrize("lang", EN_NOW)
def test_every_book_and_the_list_say_that_rows_are_missing(offered, demo_database, lang):
    name = {"fa": "ناقص", "en": "Incomplete"}[lang]
    facilities = {"fa": "مراکز و وضعیت آن‌ها", "en": "facilities and their status"}[lang]
    cut = offered(demo_database, lang, HAMGAM_ROW_CAP="3000")
    assert {page: len(said(cut[page][key](), name)) for page, key in BOOKS.items()} == dict.fromkeys(BOOKS, 1)
    assert said(cut["list"]["list_xlsx"](), name) == [facilities]
    assert {row["incomplete"] for row in read_csv(cut["list"]["list_csv"]())} == {"True"}
    whole = offered(demo_database, lang, HAMGAM_ROW_CAP="500000")
    assert not [page for page, key in BOOKS.items() if said(whole[page][key](), name)]
    assert {row["incomplete"] for row in read_csv(whole["list"]["list_csv"]())} == {"False"}


@pytest.mark.parametrize("cap", ["3000", "500000"])
def test_page_says_over_its_list_that_facilities_are_missing(open_sector, cap):
    at = open_sector("education", "lang=en", HAMGAM_ROW_CAP=cap)
    told = [one.value for one in at.warning if one.value.startswith("The facilities are incomplete")]
    assert len(told) == (cap == "3000")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_files_say_that_commitments_could_not_be_read(offered, changed_database, lang):
    url = changed_database(("DROP TABLE commitment_update",), ("DROP TABLE commitment",))
    made = offered(url.removeprefix("sqlite:///"), lang)
    name = {"fa": "پایگاه داده این را ندارد", "en": "The database lacks"}[lang]
    lacking = {"fa": "تعهدهای شرکا", "en": "commitments of partners"}[lang]
    for page in ("overview", "area", "side"):
        assert said(made[page][BOOKS[page]](), name) == [lacking]
    text = {"fa": "تعهدهای شرکا خوانده نشد.", "en": "The commitments of partners could not be read."}[lang]
    tallied = rows_of(made["overview"]["headlines"](), lang)[-6:]
    assert {(row["status"], row["value"], row["change"], row["note"]) for row in tallied} == {("no_data", "", "", text)}
    rows = list(book(made["area"]["profile_xlsx"]()).worksheets[3].iter_rows(min_row=2, values_only=True))
    assert [[cell for cell in row if cell] for row in rows] == [[text]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_that_stand_in_one_column_have_their_units(offered, demo_database, lang):
    made = offered(demo_database, lang)
    percent, points = {"fa": ("درصد", "واحد درصد"), "en": ("percent", "percentage points")}[lang]
    for page, key in (("area", "profile_csv"), ("side", "side_csv")):
        units = {row["id"]: row["unit"] for row in rows_of(made[page][key](), lang)}
        for indicator, entry in CATALOGUE.items():
            assert (units[indicator] == percent) == entry.value.endswith("_pct")
            assert units[indicator]
        assert len(set(units.values())) > 5
    rows = rows_of(made["overview"]["headlines"](), lang)
    assert all(row["unit"] for row in rows)
    # Shares of people and coverage are in percent; their changes are no percentages.
    assert [place for place, row in enumerate(rows) if row["unit"] == percent] == [1, 2, 6]
    assert all(row["change_unit"] == (points if row["unit"] == percent else row["unit"]) for row in rows)


def test_what_is_promised_does_not_stand_as_capacity(offered, demo_database):
    rows = rows_of(offered(demo_database)["overview"]["headlines"](), "en")
    (remaining,) = [row for row in rows if row["figure"].startswith("Remaining after commitments")]
    assert remaining["change"]
    assert remaining["by_capacity"] == remaining["by_people"] == ""
