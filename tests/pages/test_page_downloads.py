"""Files of the other pages: what the page shows, the figures of `manage.py table`, in both languages."""

import csv
import io
import json
from urllib.parse import parse_qsl

import openpyxl
import pytest
from PIL import Image

from domain.facilities import KINDS, STATUSES
from domain.indicators import CATALOGUE
from domain.links import from_query
from tests.pages import reading
from tests.pages.test_downloads import LANGUAGES, same
from tests.sweeps import FA_NOW, sweep
from ui import area_facts, area_files, loaders, page_loaders, side_by_side, side_files
from wording import i18n

LIST = "indicator=health_houses&kinds=health_house,health_post&statuses=needs_rehabilitation,planned"


def read_csv(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def read_words(content, columns):
    """Rows of a CSV file with heads in words, under the ids of the columns that made it."""
    heads, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert heads == [one.head for one in columns]
    return [dict(zip([one.id for one in columns], row, strict=True)) for row in rows]


def shown(link):
    """The selection of a link and the reference, in the language of the link."""
    reference = loaders.reference()
    selection, _notices = from_query(dict(parse_qsl(link)), reference.options)
    i18n.activate(selection.lang)
    return selection, reference


def book(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def column(sheet, head):
    """The cells below the head that ends so."""
    heads = [cell.value for cell in sheet[1]]
    place = next(place for place, text in enumerate(heads) if text.endswith(head))
    return [row[place] for row in sheet.iter_rows(min_row=2, values_only=True)]


def texts(sheet):
    return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)


@pytest.mark.parametrize(
    ("page", "indicator", "lang"),
    sweep(
        ("education", "school_seats", "fa"),
        ("health", "health_posts", "en"),
        ("livelihoods", "training_places", "fa"),
        ("education", "school_seats", "en"),
        ("health", "health_posts", "fa"),
        ("livelihoods", "training_places", "en"),
        now=[0, 1, 2],
    ),
)
def test_view_of_a_sector_page_is_what_the_terminal_prints(files_of, printed, page, indicator, lang):
    link = f"indicator={indicator}&level=district&groups=refugee"
    found = files_of(f"{link}&lang={lang}", page=page)
    heads, *rows = printed(link)
    assert list(csv.reader(io.StringIO(found["csv"][1].decode("utf-8-sig")))) == [heads, *rows]
    features = json.loads(found["geojson"][1])["features"]
    assert [one["id"] for one in features] == [row[0] for row in rows]
    sheet = book(found["xlsx"][1]).worksheets[0]
    values = [row[heads.index("value")] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert all(same(cell, row[heads.index("value")]) for cell, row in zip(values, rows, strict=True))
    assert found["png"][1].startswith(b"\x89PNG")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_list_of_facilities_comes_whole_filtered_and_in_its_order(files_of, ask, lang):
    def by_status(at):
        at.selectbox(key=f"sort:{lang}").set_value("status").run()

    found = files_of(f"{LIST}&lang={lang}", page="health", act=by_status)
    rows = read_csv(found["list_csv"][1])
    assert {row["kind"] for row in rows} == {"health_house", "health_post"}
    states = [row["status"] for row in rows]
    assert states == sorted(states, key=("needs_rehabilitation", "planned").index)
    assert set(states) == {"needs_rehabilitation", "planned"}
    parser = reading._Rows()
    parser.feed(next(body for body in reading.fragments(found.at) if "hg-list" in body))
    shown = [row[0] for row in parser.rows[1:]]
    assert [row[f"name_{lang}"] for row in rows][: len(shown)] == shown
    sheet, about = book(found["list_xlsx"][1]).worksheets
    assert column(sheet, {"fa": "نام به فارسی", "en": "Name in Persian"}[lang]) == [row["name_fa"] for row in rows]
    staff = column(sheet, {"fa": "کارکنان", "en": "Staff"}[lang])
    assert [str(one or "") for one in staff] == [row["staff"].removesuffix(".0") for row in rows]
    assert any(staff)
    assert "health?sector=health" in texts(about)
    known = {code for (code,) in ask("SELECT facility_id FROM facility WHERE kind IN ('health_house', 'health_post')")}
    assert {row["facility_id"] for row in rows} <= known


def test_two_lists_have_two_names(files_of):
    names = {files_of(link, page="health")["list_csv"][0] for link in (LIST, LIST.replace(",health_post", ""))}
    assert len(names) == 2


PAIRS = {
    "indicators": ("level=district", "indicator=school_seats&level=district", "indicator=foreign_share&level=district"),
    "years": (
        "indicator=health_houses&period2=1400",
        "indicator=health_houses&level=county&period=1400",  # the earlier year stands first
        "indicator=health_houses&level=county",
    ),
    "groups": (
        "indicator=health_houses&level=district&groups=refugee&groups2=host",
        "indicator=health_houses&level=district&groups=refugee",
        "indicator=health_houses&level=district&groups=host",
    ),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", PAIRS)
def test_files_of_compare_have_both_sides_of_each_area(files_of, printed, kind, lang):
    link, *sides = PAIRS[kind]
    found = files_of(f"{link}&lang={lang}", page="compare")
    rows, sheet = read_csv(found["csv"][1]), book(found["xlsx"][1]).worksheets[0]
    features = json.loads(found["geojson"][1])["features"]
    heads = [cell.value for cell in sheet[1]]
    assert len(set(heads)) == len(heads)
    for place, side in enumerate(sides, 1):
        names, *wanted = printed(side)
        for at, row in enumerate(wanted):
            whole = dict(zip(names, row, strict=True))
            assert rows[at]["pcode"] == features[at]["id"] == whole["pcode"]
            for name in ("value", "status", "period", "note", "indicator_id"):
                assert rows[at][f"{name}_{place}"] == whole[name]
                assert same(features[at]["properties"][f"{name}_{place}"], whole[name])
        cells = list(sheet.iter_rows(min_row=2, values_only=True))
        across = (place - 1) * (len(printed(sides[0])[0]) - 4) + names.index("value")
        assert all(same(row[across], one[names.index("value")]) for row, one in zip(cells, wanted, strict=True))
    assert ("difference" in rows[0]) == (kind != "indicators")
    last = heads.index(
        next((one for one in heads if one.startswith("Difference") or one.startswith("تفاوت")), heads[-1])
    )
    for row, line in zip(rows, sheet.iter_rows(min_row=2, values_only=True), strict=True):
        if "difference" in row:
            both_known = row["status_1"] == row["status_2"] == "ok"
            wanted = float(row["value_2"]) - float(row["value_1"]) if both_known else None
            assert same(line[last], row["difference"])
            assert (row["difference"] == "") if wanted is None else float(row["difference"]) == pytest.approx(wanted)
    groups = {row["groups_1"] + " " + row["groups_2"] for row in rows}
    assert groups == {{"groups": "refugee host"}.get(kind, "host,refugee,documented host,refugee,documented")}


def test_files_of_compared_groups_that_an_indicator_does_not_know_say_everyone(files_of):
    name, content = files_of("indicator=pupils_per_class&groups2=refugee&lang=en", page="compare")["xlsx"]
    assert name.startswith("hamgam_compare_with_all_pupils_per_class_")
    heads = {str(cell.value) for row in book(content).worksheets[0] for cell in row}
    assert any(head.startswith("Everyone: ") for head in heads)
    assert not any(head.startswith("refugees: ") for head in heads)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", PAIRS)
def test_picture_of_compare_has_the_colours_of_its_maps(files_of, kind, lang):
    found = files_of(f"{PAIRS[kind][0]}&lang={lang}", page="compare")
    scripts = [json.loads(one.proto.json_args)["feature_group"] for one in found.at.get("component_instance")]
    views = [reading.with_texts(json.loads(reading.PAINT.search(script)[1])) for script in scripts]
    painted = {view["fills"][row[0]][0] for view in views for row in view["areas"].values()}
    name, content = found["png"]
    assert painted <= reading.pixel_colours(content)
    assert Image.open(io.BytesIO(content)).width == (1800 if kind == "indicators" else 2400)
    assert name.startswith("hamgam_compare_with_")
    assert name.endswith(f"_{lang}.png")


def test_tags_stand_below_the_heads_of_both_sides(files_of):
    rows = read_csv(files_of("period2=1400&lang=en", page="compare", tagged=True)["csv"][1])
    assert rows[0]["pcode"] == "#adm2+code"
    assert rows[0]["value_1"] == rows[0]["value_2"] == "#indicator+value+num"
    assert [rows[1][f"period_start_{side}"][:4] for side in (1, 2)] == ["2021", "2025"]


@pytest.mark.parametrize("lang", FA_NOW)
def test_areas_side_by_side_have_the_figures_of_the_terminal(files_of, printed, lang):
    found = files_of(f"areas=IR2303,IR230303&lang={lang}", page="compare")
    selection, reference = shown(f"areas=IR2303,IR230303&lang={lang}")
    areas = selection.areas
    ids = side_files.table(side_by_side.rows(selection, areas), areas, reference)
    rows = {row["indicator_id"]: row for row in read_words(found["side_csv"][1], ids)}
    assert list(rows) == list(CATALOGUE)
    assert {row["period"] for row in rows.values()} == {"1404"}
    assert {row["is_demonstration"] for row in rows.values()} == {"True"}
    assert "demo_capacity" in rows["school_seats"]["source_ids"]
    sheet = book(found["side_xlsx"][1]).worksheets[0]
    cells = list(zip(*sheet.iter_rows(min_row=2, values_only=True), strict=True))
    for code, level, place in (("IR2303", "county", 4), ("IR230303", "district", 7)):
        for at, indicator in enumerate(CATALOGUE):
            names, *wanted = printed(f"indicator={indicator}&level={level}")
            own = next(dict(zip(names, row, strict=True)) for row in wanted if row[0] == code)
            assert rows[indicator][f"{code}_value"] == own["value"]
            assert rows[indicator][f"{code}_status"] == own["status"]
            assert same(cells[place][at], own["value"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_profile_has_the_figures_of_the_terminal_and_the_released_people(files_of, printed, ask, lang):
    groups = "refugee,documented"
    found = files_of(f"areas=IR230303&groups={groups}&lang={lang}", page="area")
    known = area_facts.facts(shown(f"areas=IR230303&groups={groups}&lang={lang}")[0])
    rows = {row["indicator_id"]: row for row in read_words(found["profile_csv"][1], area_files.indicators(known))}
    assert {(row["pcode"], row["period"]) for row in rows.values()} == {("IR230303", "1404")}
    made = book(found["profile_xlsx"][1])
    assert len(made.sheetnames) == 5
    figures, people, kinds, promises, about = made.worksheets
    for at, indicator in enumerate(CATALOGUE):
        names, *wanted = printed(f"indicator={indicator}&level=district&groups={groups}")
        own = next(dict(zip(names, row, strict=True)) for row in wanted if row[0] == "IR230303")
        assert rows[indicator]["value"] == own["value"]
        assert same(figures.cell(at + 2, 4).value, own["value"])
        assert rows[indicator]["source_ids"] == own["source_ids"]
    published = ask(
        "SELECT value, period FROM benchmark WHERE indicator_id = 'pupils_per_class' AND pcode = 'IR' "
        "AND period <= 1404 ORDER BY period DESC LIMIT 1"
    )
    told = rows["pupils_per_class"]
    assert [(float(told["country_value"]), int(told["country_period"]))] == published
    assert rows["double_shift_share"]["country_value"] == ""
    assert rows["double_shift_share"]["country_publisher"] == {"fa": "منتشر نشده", "en": "not published"}[lang]
    persons = page_loaders.people(1404).data
    chosen = persons[(persons["pcode"] == "IR230303") & (persons["groups"] == groups)]
    cells = [row[2] for row in people.iter_rows(min_row=2, values_only=True)]
    assert cells == [int(one) if one == one else None for one in chosen["persons"]]
    assert all(cell is None or cell % 5 == 0 for cell in cells)
    assert sum(cell.value or 0 for cell in kinds["B"][1:]) > 0
    assert kinds.max_row == len(KINDS) + 1
    assert promises.freeze_panes == "B2"
    assert "area?sector=education" in texts(about)


def test_facilities_by_kind_are_those_of_the_database(files_of, ask):
    kinds = book(files_of("areas=IR2303&lang=en", page="area")["profile_xlsx"][1]).worksheets[2]
    heads = [cell.value for cell in kinds[1]]
    statement = (
        "SELECT count(*) FROM facility JOIN facility_status USING (facility_id) WHERE kind = ? AND status = ? "
        "AND pcode LIKE 'IR2303%' AND facility_status.period = "
        "(SELECT max(period) FROM facility_status AS s WHERE s.facility_id = facility.facility_id AND period <= 1404)"
    )
    for at, kind in enumerate(KINDS):
        for status, text in STATUSES.items():
            ((count,),) = ask(statement, kind, status)
            assert kinds.cell(at + 2, heads.index(text.en[:1].upper() + text.en[1:]) + 1).value == count


@pytest.mark.parametrize("page", ["", "area", "compare", "education"])
def test_no_cell_of_any_book_is_a_formula_and_every_book_says_its_sources(files_of, changed_database, page):
    url = changed_database(
        ("UPDATE admin_area SET name_en = '=cmd|' || name_en WHERE level IN (2, 3)",),
        ("UPDATE commitment SET text_en = '@SUM(A1)'",),
        ("UPDATE facility SET name_en = '+1'",),
    )
    found = files_of("areas=IR2303&lang=en", page=page, HAMGAM_DATABASE_URL=url)
    books = [content for name, content in map(found.__getitem__, found.kinds()) if name.endswith(".xlsx")]
    assert books
    for content in books:
        made = book(content)
        cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
        assert any(str(cell.value).startswith(("'=cmd|", "'+1", "'@SUM")) for cell in cells)
        assert "demo_facilities" in texts(made.worksheets[-1])
        assert all(len(name) <= 31 for name in made.sheetnames)
