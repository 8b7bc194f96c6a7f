"""Files that are opened and cannot be read: sheets, headings and cells, by name, with the place of what is wrong."""

import re

from tests.data_access.books import PARTNERS, PEOPLE, ErrorCell, ods, repacked, text_of, xls, xlsx
from tests.data_access.broken_files import GOOD, case, people, plain


@case("no_known_sheet")
def a_workbook_without_a_known_sheet(folder):
    return xlsx(folder / "a.xlsx", {"Sheet1": [["a", "b"], [1, 2]], "Sheet2": [["x"]]})


@case("unknown_sheet", sheet="Remarks")
def a_sheet_that_is_none_of_the_templates(folder):
    return xlsx(folder / "a.xlsx", {**GOOD, "Remarks": [["seen by", "on"], ["A", "B"]]})


@case("unknown_table")
def a_csv_whose_table_nothing_tells(folder):
    return plain(folder, "a,b\n1,2\n", "rows.csv")


@case("no_headings", sheet="partner", row=1)
def a_sheet_without_headings(folder):
    return xlsx(folder / "a.xlsx", {"partner": PARTNERS[1:]})


@case("repeated_heading", sheet="partner", row=1, column="kind")
def the_same_heading_twice(folder):
    return xlsx(folder / "a.xlsx", {"partner": [[*row, row[-1]] for row in PARTNERS]})


@case("repeated_heading", sheet="partner", row=1, column="kind")
def one_column_under_two_of_its_names(folder):
    head = [*PARTNERS[0], "نوع شریک"]
    return xlsx(folder / "a.xlsx", {"partner": [head, *([*row, row[-1]] for row in PARTNERS[1:])]})


@case("headings_disagree", sheet="partner", row=1, column="name_fa / Name in English")
def a_heading_above_another_columns_name(folder):
    second = ["Code of the partner", "Name in English", "Name in English", "Kind of partner"]
    return xlsx(folder / "a.xlsx", {"partner": [PARTNERS[0], second, *PARTNERS[1:]]})


@case("unknown_column", sheet="partner", row=1, column="remark")
def an_unknown_column(folder):
    return xlsx(folder / "a.xlsx", {"partner": [[*PARTNERS[0], "remark"], *([*row, ""] for row in PARTNERS[1:])]})


@case("no_key_column", sheet="partner", row=1, column="partner_id")
def a_missing_key_column(folder):
    return xlsx(folder / "a.xlsx", {"partner": [row[1:] for row in PARTNERS]})


@case("no_heading", sheet="partner", row=3, column="5")
def a_value_under_no_heading(folder):
    return xlsx(folder / "a.xlsx", {"partner": [*PARTNERS[:2], [*PARTNERS[2], "stray"]]})


@case("no_heading", sheet="", row=2, column="9")
def a_decimal_comma_that_splits_a_cell(folder):
    return plain(folder, text_of(PEOPLE[:1]) + "IR2310,1404,refugee,all,all,all,12,5,s1\n", "population.csv")


@case("empty", "population", 3, "sex")
def an_empty_cell(folder):
    return people(folder, sex=None)


@case("error_value", "population", 3, "persons")
def a_formula_in_error(folder):
    return people(folder, persons="#REF!")


@case("error_value", "population", 3, "persons")
def an_error_cell_of_excel(folder):
    def broken(content):
        return re.sub(rb'<c r="G3"[^>]*><v>20</v></c>', b'<c r="G3" t="e"><v>#DIV/0!</v></c>', content)

    return repacked(people(folder), sheet1=broken)


@case("unknown_code", "population", 3, "population_group")
def an_unknown_code(folder):
    return people(folder, population_group="tourist")


@case("error_value", "population", 3, "persons")
def an_error_cell_of_libreoffice(folder):
    marks = b'office:value-type="string" office:string-value="" calcext:value-type="error"'
    twenty = b'office:value-type="float" office:value="20"'
    return repacked(people(folder, ods), content=lambda content: content.replace(twenty, marks))


@case("error_value", "population", 3, "persons")
def an_error_cell_of_an_old_workbook(folder):
    return people(folder, xls, persons=ErrorCell(0x07))


@case("day_in_text", "population", 3, "age_band")
def an_age_band_that_became_a_date(folder):
    import xlsxwriter

    path = folder / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("population")
        for at, row in enumerate(PEOPLE):
            sheet.write_row(at, 0, row)
        sheet.write_number(2, 4, 45971, book.add_format({"num_format": "d-mmm"}))
    return path


@case("gregorian_year", "population", 3, "period")
def a_gregorian_year(folder):
    return people(folder, period="2025")


@case("school_year", "population", 3, "period")
def a_school_year_of_two_years(folder):
    return people(folder, period="۱۴۰۴-۱۴۰۵")


@case("percent", "population", 3, "persons")
def a_percent_sign(folder):
    return people(folder, persons="۲۰٪")


@case("not_whole", "population", 3, "persons")
def half_a_person(folder):
    return people(folder, persons=20.5)


@case("unclear_number", "population", 3, "persons")
def a_decimal_comma(folder):
    return people(folder, persons="12,5")


@case("unclear_number", "population", 3, "persons")
def a_point_between_thousands(folder):
    return people(folder, persons="1.250.000")


@case("not_number", "population", 3, "persons")
def a_word_for_a_number(folder):
    return people(folder, persons="نامعلوم")


@case("too_many_digits", "population", 3, "source_id")
def a_code_with_more_digits_than_a_number_has(folder):
    return people(folder, source_id=1.2345678901234567e18)


def meeting(folder, day):
    rows = [("meeting_id", "held_on", "title_fa", "title_en"), ("m1", day, "یک", "One")]
    return xlsx(folder / "a.xlsx", {"meeting": rows})


@case("unclear_day", "meeting", 2, "held_on")
def a_day_without_its_year_first(folder):
    return meeting(folder, "07/08/2025")


@case("unclear_day", "meeting", 2, "held_on")
def a_day_that_lost_its_format(folder):
    return meeting(folder, 45944)


@case("no_day", "meeting", 2, "held_on")
def a_day_that_is_in_no_calendar(folder):
    return meeting(folder, "1404/12/31")


@case("not_yes_no", "service_standard", 2, "is_default")
def neither_yes_nor_no(folder):
    head = [
        "standard_id",
        "indicator_id",
        "name_fa",
        "name_en",
        "value",
        "unit",
        "is_default",
        "confidence",
        "source_id",
    ]
    row = ["a", "school_seats", "الف", "A", 2.5, "seats", "perhaps", "high", "s1"]
    return xlsx(folder / "a.xlsx", {"service_standard": [head, row]})


@case("repeated_row", "population", 4, "pcode + period + population_group + sex + age_band + area_type")
def an_area_named_in_two_ways(folder):
    return xlsx(folder / "a.xlsx", {"population": [*PEOPLE, ["دماوند", *PEOPLE[1][1:]]]})


@case("no_such_area", "population", 3, "pcode")
def an_area_that_nobody_knows(folder):
    return people(folder, pcode="بخش ناکجا")


@case("several_areas", "population", 3, "pcode")
def a_name_that_several_areas_have(folder):
    return people(folder, pcode="مرکزی")


@case("no_pcode", "admin_area", 2, "pcode")
def an_area_without_a_code_of_its_own(folder):
    rows = [("pcode", "level", "name_fa", "name_en", "source_id"), ("دماوند", 2, "دماوند", "Damavand", "s1")]
    return xlsx(folder / "a.xlsx", {"admin_area": rows})


@case("percent_share", "crosswalk", 2, "weight")
def a_percent_sign_in_a_share(folder):
    rows = [("from_pcode", "to_pcode", "weight", "source_id"), ("IR2399", "IR2310", "٪۸۶", "s1")]
    return xlsx(folder / "a.xlsx", {"crosswalk": rows})


@case("empty_point", "facility", 2, "lat")
def a_school_without_a_point(folder):
    head = ("facility_id", "sector", "kind", "name_fa", "name_en", "pcode", "lat", "lon", "open_to", "source_id")
    row = ("f", "education", "primary_school", "الف", "A", "IR2310", None, 52.1, "all", "s1")
    return xlsx(folder / "a.xlsx", {"facility": [head, row]})


@case("no_about_day", "admin_area", 2, "valid_from")
def an_area_since_two_years(folder):
    rows = [("pcode", "level", "name_fa", "name_en", "source_id", "valid_from")]
    return xlsx(folder / "a.xlsx", {"admin_area": [*rows, ("IR23", 1, "الف", "A", "s1", "1399-1400")]})


@case("missing_column", "People of 1404", 1, "sex")
def a_sheet_with_all_headings_but_one(folder):
    return xlsx(folder / "a.xlsx", {"People of 1404": [[*row[:3], *row[4:]] for row in PEOPLE]})


@case("missing_column", "", 1, "persons")
def a_csv_with_all_headings_but_one(folder):
    return plain(folder, text_of([[*row[:6], *row[7:]] for row in PEOPLE]), "rows.csv")


@case("unknown_column", "People of 1404", 1, "remark")
def a_sheet_with_all_headings_and_another(folder):
    rows = [[*PEOPLE[0], "remark"], *([*row, ""] for row in PEOPLE[1:])]
    return xlsx(folder / "a.xlsx", {"People of 1404": rows})
