"""Area profile: which area, its control, every kind of figure against SQL or the released frames, the printed page."""

import re

import pytest

from domain.facilities import KINDS, STATUSES
from domain.findings import ranked
from domain.links import from_query
from tests.pages import reading
from tests.sweeps import FA_NOW, sweep
from ui import area_report, loaders, page_loaders
from wording import formats, i18n

LANGUAGES = ("fa", "en")
AREA, DISTRICT, DISTORTED = "IR2319", "IR231902", "IR2303"
languages = pytest.mark.parametrize("lang", FA_NOW)


@pytest.fixture
def area(open_page):
    return lambda link="", **settings: open_page(link, page="area", **settings)


def rows_of(at, head):
    """The rows of the table under a heading, by their first cell."""
    (body,) = [one for one in reading.fragments(at) if "hg-area-sheet" in one and head in one]
    parser = reading._Rows()
    parser.feed(body)
    return {row[0]: row[1:] for row in parser.rows if len(row) > 1}


def box(at, name, lang):
    return next(one for one in at.selectbox if one.key == f"{name}:{lang}")


def sentences(at):
    return [text for text in reading.texts_of(reading.fragment(at, "hg-said")) if text.strip()]


@languages
def test_default_is_the_county_with_most_of_the_shortages(area, frame_of, lang):
    at = area(f"lang={lang}")
    assert not at.exception
    frame = frame_of("indicator=priority_index")
    worst = ranked(frame.data, "higher_is_worse").iloc[0]
    assert worst[f"name_{lang}"] in reading.title(at)
    assert box(at, "profile_area", lang).value == worst["pcode"]


@languages
def test_money_of_commitments_is_that_of_the_database_in_the_words_of_the_language(area, ask, lang):
    rows = rows_of(area(f"areas=IR2303&lang={lang}"), {"fa": "تعهدشده", "en": "Promised"}[lang])
    told = " ".join(cell for row in rows.values() for cell in row)
    amounts = ask("SELECT amount FROM commitment WHERE pcode LIKE 'IR2303%' AND currency = 'USD'")
    assert amounts
    for (amount,) in amounts:
        number = f"{amount:,.0f}"
        fa = number.translate(str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬"))
        assert {"fa": f"{fa} دلار آمریکا", "en": f"USD {number}"}[lang] in told


@languages
def test_control_lists_counties_with_their_districts_and_leads_to_each(area, lang):
    at = area(f"lang={lang}")
    control = box(at, "profile_area", lang)
    assert len(control.options) == 16 + 35
    control.set_value(DISTRICT).run()
    assert not at.exception
    assert at.query_params["areas"] in (DISTRICT, [DISTRICT])
    assert ("Bostan" if lang == "en" else "بوستان") in reading.title(at)


def test_choosing_an_area_keeps_what_else_is_compared(area):
    at = area(f"lang=en&areas={AREA},{DISTORTED},{DISTRICT}")
    box(at, "profile_area", "en").set_value("IR2302").run()
    assert at.query_params["areas"] in (f"IR2302,{DISTORTED},{DISTRICT}", [f"IR2302,{DISTORTED},{DISTRICT}"])


@languages
@pytest.mark.parametrize(("code", "level"), [(AREA, "county"), (DISTRICT, "district")])
def test_indicators_are_those_of_the_released_frames(area, frame_of, lang, code, level):
    at = area(f"areas={code}&period=1402&groups=refugee,documented&lang={lang}")
    rows = rows_of(at, "Indicators beside" if lang == "en" else "شاخص‌ها در کنار")
    cells = {"school_seats": ("School seats", "صندلی مدرسه"), "hospital_beds": ("Hospital beds", "تخت‌های")}
    for indicator, names in cells.items():
        frame = frame_of(f"indicator={indicator}&level={level}&period=1402&groups=refugee,documented")
        own, province = frame.data.set_index("pcode").loc[code], frame.context.iloc[0]
        (found,) = [row for name, row in rows.items() if names[lang == "fa"] in name]
        assert reading.as_number(found[0]) == pytest.approx(own["value"], abs=0.51)
        assert reading.as_number(found[2]) == pytest.approx(province["value"], abs=0.51)
    short = frame_of(f"indicator=school_seats&level={level}&period=1402&groups=refugee,documented")
    own = short.data.set_index("pcode").loc[code]
    (found,) = [row for name, row in rows.items() if cells["school_seats"][lang == "fa"] in name]
    told = [reading.as_number(one) for one in re.findall("[۰-۹٬0-9,]+", found[1])]
    assert told == [pytest.approx(own["shortage"], abs=0.51), own["classrooms_short"]]
    assert len(rows) == 1 + 16


@languages
def test_country_stands_beside_only_where_it_is_published(area, ask, lang):
    rows = rows_of(area(f"areas={AREA}&lang={lang}"), "Indicators beside" if lang == "en" else "شاخص‌ها در کنار")
    none = "not published" if lang == "en" else "منتشر نشده"
    published = [name for name, row in rows.items() if row[-1] != none][1:]  # without the head
    (known,) = ask(
        """SELECT count(DISTINCT indicator_id) FROM benchmark WHERE pcode = 'IR' AND period <= 1404
        AND indicator_id <> 'foreign_persons'"""
    )
    assert len(published) == known[0] == 4


@languages
@pytest.mark.parametrize("code", [AREA, DISTRICT])
def test_facilities_by_kind_and_state_against_sql(area, ask, lang, code):
    rows = rows_of(area(f"areas={code}&lang={lang}"), "Facilities, " if lang == "en" else "مراکز، ")
    states = dict(ask("SELECT facility_id, status FROM facility_status WHERE period <= 1404 ORDER BY period"))
    kinds = dict(ask("SELECT facility_id, kind FROM facility WHERE pcode LIKE ?", f"{code}%"))
    for kind, known in KINDS.items():
        row = rows[known.name.in_language(lang)]
        for place, status in enumerate(STATUSES):
            count = sum(kinds[one] == kind and states.get(one) == status for one in kinds)
            assert reading.as_number(row[place]) == count, (kind, status)
    figures = dict(
        ask(
            """SELECT facility_id, value FROM facility_capacity WHERE measure = 'classrooms'
            AND period BETWEEN 1401 AND 1404 ORDER BY period"""
        )
    )
    operating = [
        one
        for one, kind in kinds.items()
        if kind == "primary_school" and states.get(one) in ("operational", "needs_rehabilitation")
    ]
    row = rows[KINDS["primary_school"].name.in_language(lang)]
    assert reading.as_number(row[5].split(" ")[0]) == sum(figures.get(one, 0) for one in operating)
    reported = [reading.as_number(one) for one in re.findall("[۰-۹٬0-9,]+", row[6])]
    assert reported == [sum(one in figures for one in operating), len(operating)]


@languages
def test_commitments_of_the_area_with_partner_state_and_lateness_against_sql(area, ask, lang):
    rows = rows_of(area(f"areas={DISTORTED}&lang={lang}"), "Commitments as of" if lang == "en" else "تعهدها تا")
    found = ask(
        f"""SELECT c.text_{lang}, p.name_{lang}, c.promised, u.status, u.delivered, c.due_on < d.released_on
        FROM commitment c JOIN partner p USING (partner_id) JOIN dataset d JOIN commitment_update u
        ON u.commitment_id = c.commitment_id AND u.updated_on = (SELECT max(updated_on) FROM commitment_update x
            WHERE x.commitment_id = c.commitment_id AND x.updated_on <= d.released_on)
        WHERE c.pcode LIKE ?""",
        f"{DISTORTED}%",
    )
    assert len(rows) - 1 == len(found) == 4
    late = 0
    for text, partner, promised, status, delivered, is_over in found:
        (row,) = [cells for name, cells in rows.items() if name.startswith(text)]
        assert row[0] == partner
        for cell, amount in ((row[1], promised), (row[2], delivered)):
            assert amount in [reading.as_number(one) for one in re.findall("[۰-۹٬0-9,]+", cell)]
        is_late = bool(is_over) and status in ("agreed", "in_progress")
        late += is_late
        assert ("late" if lang == "en" else "دیر") in row[4] or not is_late
        assert ("late" if lang == "en" else "دیر") not in row[4] or is_late
    assert late == 1


@languages
@pytest.mark.parametrize("code", [AREA, DISTRICT, DISTORTED, "IR230101", "IR230602"])
def test_five_sentences_hold_the_figures_with_three_digits_at_most(area, frame_of, lang, code):
    at = area(f"areas={code}&lang={lang}")
    told = sentences(at)
    assert len(told) == 5
    assert not re.search("[{}]|nan", " ".join(told))
    level = "county" if len(code) == 6 else "district"
    row = frame_of(f"indicator=school_seats&level={level}").data.set_index("pcode").loc[code]
    i18n.activate(lang)
    if row["classrooms_short"]:
        assert formats.number(float(f"{row['classrooms_short']:.3g}")) in told[1]
    for figure in re.findall("[۰-۹0-9][۰-۹٬٫0-9,.]*", " ".join(told[1:])):
        digits = re.sub("[^0-9]", "", figure.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))).strip("0")
        assert len(digits) <= 3, figure
    assert not re.search("[0-9]" if lang == "fa" else "[۰-۹]", " ".join(told))


@languages
def test_no_sentence_compares_groups_or_calls_fewer_people_better(area, lang):
    words = ("better", "improve", "worse covered") if lang == "en" else ("بهتر", "بهبود")
    for code in (AREA, DISTRICT, DISTORTED):
        told = " ".join(sentences(area(f"areas={code}&groups=refugee&lang={lang}")))
        assert not [one for one in words if one in told]


@languages
def test_people_of_the_chosen_groups_by_sex_and_band_with_the_width_of_each(area, lang):
    at = area(f"areas={AREA}&groups=refugee&lang={lang}")
    data = page_loaders.people(1404).data
    data = data[(data["pcode"] == AREA) & (data["groups"] == "refugee")].set_index(["sex", "age_band"])
    (body,) = [one for one in reading.fragments(at) if "hg-chart-foot" in one]
    parser = reading._Rows()
    parser.feed(body)
    rows = {row[0]: row[1:] for row in parser.rows[1:]}
    assert len(rows) == 6
    (name,) = [one for one in rows if ("47" if lang == "en" else "۴۷") in one]
    wanted = [data.loc[(sex, "18-64"), "persons"] for sex in ("f", "m")]
    assert [reading.as_number(one) for one in rows[name]] == wanted


@languages
@pytest.mark.parametrize("link", ["areas=IR23", "areas=IR99", "areas=%3Cb%3E"])
def test_a_link_to_no_county_or_district_shows_the_usual_one_with_a_notice(area, lang, link):
    at = area(f"{link}&lang={lang}")
    assert not at.exception
    assert len(at.warning) == 1
    assert len(sentences(at)) == 5


@languages
def test_a_distorted_area_says_so_in_the_title_and_the_notes(area, lang):
    at = area(f"areas={DISTORTED}&lang={lang}")
    assert ("distorted" if lang == "en" else "مخدوش") in reading.title(at)
    assert ("Tehran city" if lang == "en" else "شهر تهران") in reading.fragment(at, "hg-area-notes")


# Every fourth area of the newest year and of one long past in every run, all of them in long ones.
PARTS = [("1404", 4), ("1401", 4), *((str(year), 1) for year in range(1400, 1405))]


@pytest.mark.parametrize(("year", "step"), sweep(*PARTS, now=[0, 1]))
def test_every_area_of_every_year_has_a_page_without_a_gap(area, year, step):
    area("lang=en")
    reference = loaders.reference()
    codes = [code for code, level in reference.options.areas.items() if level in (2, 3)]
    for place, code in enumerate(codes[::step]):
        lang = LANGUAGES[place % 2]
        i18n.activate(lang)
        query = {"areas": code, "lang": lang, "period": year}
        made = area_report.finish(from_query(query, reference.options)[0])
        assert made.locator.startswith("<svg"), code
        assert len(made.sentences) == 5
        assert all(len(row.cells) in (1, 5) for row in made.indicators.rows)


def test_no_commitments_at_all_and_no_facilities_are_said_and_the_page_stands(area, changed_database):
    tables = ("commitment_update", "commitment", "facility_status")
    at = area(
        "areas=IR2309&lang=en", HAMGAM_DATABASE_URL=changed_database(*((f"DELETE FROM {one}",) for one in tables))
    )
    assert not at.exception
    assert not at.error


def test_weights_and_targets_of_another_page_change_nothing_here(area):
    plain, weighted = (area(f"{link}areas=IR2303&lang=en") for link in ("", "indicator=priority_index&w=1,0,0&"))
    assert reading.title(plain) == reading.title(weighted)


@pytest.mark.parametrize("link", ["area=IR2319&level=district", "place=area:IR2319"])
def test_profile_is_of_the_area_that_was_looked_at_on_the_map(open_page, link):
    at = open_page(f"{link}&lang=en", page="area")
    assert not at.exception
    assert any("Area profile: Baharestan County" in one for one in reading.fragments(at))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_table_of_indicators_names_the_group_that_it_is_of(open_page, lang):
    group, title = {"en": ("refugees", "Indicators beside"), "fa": ("پناهندگان", "شاخص‌ها در کنار")}[lang]
    heads = {}
    for groups in ("refugee", "host,refugee,documented"):
        at = open_page(f"areas=IR2303&groups={groups}&lang={lang}", page="area")
        found = [re.search(f"<h2>{title}.*?</h2>", one) for one in reading.fragments(at)]
        heads[groups] = next(one[0] for one in found if one)
    assert group in heads["refugee"]
    assert group not in heads["host,refugee,documented"]
