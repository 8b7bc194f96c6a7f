"""People: published totals as they are, their splits and the years after the census by stated assumptions."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import product

from data_access.admin.demo import facts
from data_access.admin.demo.chance import apportion

Row = dict[str, object]
Cells = tuple[int, ...]

SEXES = ("f", "m")
AREA_TYPES = ("urban", "rural")
AGE_BANDS = tuple(row["age_band"] for row in facts.rows("age_share"))
CELLS = tuple(product(SEXES, AGE_BANDS, AREA_TYPES))
FOREIGN_GROUPS = ("refugee", "documented")


def rows() -> list[Row]:
    """Return the rows of `population`: within one area, period and group a total, a complete split, or both."""
    return [*_published(), *_census_splits(), *_projected()]


def persons(
    pcode: str, period: int, ages: tuple[str, ...] = AGE_BANDS, area_types: tuple[str, ...] = AREA_TYPES
) -> int:
    """Return the residents of a district in one of the projected years, of some ages and area types."""
    cells = zip(CELLS, residents(pcode, period), strict=True)
    return sum(count for (_, age, area_type), count in cells if age in ages and area_type in area_types)


@cache
def census_total(pcode: str) -> int:
    """Return the published residents of an area in the census of 1395."""
    found = [row for row in facts.rows("population_published") if _is_census_total(row, pcode)]
    return int(found[0]["persons"])


@cache
def residents(pcode: str, period: int) -> Cells:
    """Return the residents of a district by cell: the trend, less those the foreign nationals fell short of it."""
    cells = _trend_cells(pcode, period)
    for group in FOREIGN_GROUPS:
        usual = _spread(pcode, _by_district(period, group, facts.PERIODS[0])[pcode], period)
        actual = foreign(pcode, period, group)
        cells = tuple(count - (before - now) for count, before, now in zip(cells, usual, actual, strict=True))
    return cells


def foreign(pcode: str, period: int, group: str) -> Cells:
    """Return the refugees or other documented foreign nationals of a district by cell."""
    return _spread(pcode, _by_district(period, group, period)[pcode], period)


def _is_census_total(row: dict[str, str], pcode: str) -> bool:
    return (row["pcode"], row["period"], row["population_group"]) == (pcode, str(facts.CENSUS), "resident")


def _published() -> Iterator[Row]:
    for row in facts.rows("population_published"):
        yield _row(row["pcode"], int(row["period"]), row["population_group"], ("all",) * 3, row) | {
            "persons": int(row["persons"])
        }


def _row(pcode: str, period: int, group: str, cell: tuple[str, ...], source: dict[str, str]) -> Row:
    sex, age_band, area_type = cell
    return {
        "pcode": pcode,
        "period": period,
        "population_group": group,
        "sex": sex,
        "age_band": age_band,
        "area_type": area_type,
        "source_id": source["source_id"],
    }


def _split(pcode: str, period: int, group: str, counts: Cells, source_id: str) -> Iterator[Row]:
    for cell, count in zip(CELLS, counts, strict=True):
        yield _row(pcode, period, group, cell, {"source_id": source_id}) | {"persons": count}


def _census_splits() -> Iterator[Row]:
    later = {row["to_pcode"] for row in facts.rows("carved")}
    for pcode in facts.districts():
        if pcode not in later:
            counts = tuple(apportion(census_total(pcode), _shares(pcode)))
            yield from _split(pcode, facts.CENSUS, "resident", counts, "demo_split_1395")


def _projected() -> Iterator[Row]:
    for pcode, period in product(facts.districts(), facts.PERIODS):
        yield from _split(pcode, period, "resident", residents(pcode, period), "demo_projection")
        for group in FOREIGN_GROUPS:
            yield from _split(pcode, period, group, foreign(pcode, period, group), "demo_foreign_nationals")


@cache
def _shares(pcode: str) -> list[int]:
    """Return the weight of each cell in a district: rural share x age share x youth of the district x sex share."""
    profile = facts.by("district_profile", "pcode")[pcode]
    rural = int(profile["rural_permille"])
    ages = facts.by("age_share", "age_band")
    return [
        (rural if area_type == "rural" else 1000 - rural)
        * int(ages[age][f"{area_type}_permille"])
        * (int(profile["youth_permille"]) if int(ages[age]["follows_youth"]) else 1000)
        * (int(ages[age]["female_permille"]) if sex == "f" else 1000 - int(ages[age]["female_permille"]))
        for sex, age, area_type in CELLS
    ]


@cache
def _base(pcode: str) -> int:
    """Return the residents of 1395 in today's boundaries."""
    gained = sum(int(row["persons_1395"]) for row in facts.rows("carved") if row["to_pcode"] == pcode)
    lost = sum(int(row["persons_1395"]) for row in facts.rows("carved") if row["from_pcode"] == pcode)
    return gained or census_total(pcode) - lost


@cache
def _trend(pcode: str, period: int) -> int:
    yearly = 1 + Fraction(facts.by("growth", "pcode")[facts.county(pcode)]["yearly_rate_pct"]) / 100
    return round(_base(pcode) * yearly ** (period - facts.CENSUS))


@cache
def _trend_cells(pcode: str, period: int) -> Cells:
    return tuple(apportion(_trend(pcode, period), _shares(pcode)))


@cache
def _by_district(period: int, group: str, total_of: int) -> dict[str, int]:
    """Share the province's total of the year `total_of` out over the districts as they are in `period`."""
    total = next(
        int(row["persons"])
        for row in facts.rows("calibration")
        if (int(row["period"]), row["population_group"]) == (total_of, group)
    )
    codes = facts.districts()
    weights = [
        _trend(code, period) * facts.number("district_profile", "pcode", code, f"{group}_permille") for code in codes
    ]
    return dict(zip(codes, apportion(total, weights), strict=True))


@cache
def _spread(pcode: str, total: int, period: int) -> Cells:
    """Share a district's foreign nationals out over its cells: residents x the age factor of foreign nationals."""
    ages = facts.by("age_share", "age_band")
    weights = [
        count * int(ages[age]["foreign_factor_permille"])
        for (_, age, _), count in zip(CELLS, _trend_cells(pcode, period), strict=True)
    ]
    return tuple(apportion(total, weights))
