"""Ratios of facilities, shares of people and the priority index, once more in plain loops from formulas.md."""

from itertools import product

from tests.measures.plain import AGES, FOREIGN, GROUPS, OPERATING, PRIMARY_UNITS, TYPES

SCHOOLS = ("primary_school", "lower_secondary_school", "upper_secondary_school")
HEALTH = ("health_house", *PRIMARY_UNITS, "clinic", "hospital")
EVERYBODY = (AGES, TYPES, ())


def class_shifts(figures):
    return figures["classrooms"] * figures["shifts"]


# Indicator: kinds, numerator and denominator of one facility, what of these counts persons, scale, names of the two.
RATIOS = {
    "pupils_per_class": (SCHOOLS, lambda one: one["pupils"], class_shifts, 0, 1, ("pupils", "class_shifts")),
    "pupils_per_teacher": (
        SCHOOLS,
        lambda one: one["pupils"],
        lambda one: one["teachers"],
        0,
        1,
        ("pupils", "teachers"),
    ),
    "school_space": (
        SCHOOLS,
        lambda one: one["floor_area_m2"],
        lambda one: one["pupils"],
        1,
        1,
        ("floor_area_m2", "pupils"),
    ),
    "double_shift_share": (
        SCHOOLS,
        lambda one: one["shifts"] >= 2,
        lambda one: 1,
        None,
        100,
        ("double_shift_schools", "schools"),
    ),
}
REHABILITATION = {"school_rehabilitation_share": SCHOOLS, "rehabilitation_share": HEALTH}
# The city boundary cuts them: no rank by figures that hang on people.
DISTORTED = ("IR2303", "IR230304", "IR2304", "IR230401")
SECTORS = {"education": "school_seats", "health": "primary_health_units", "livelihoods": "training_places"}


def ratio_row(plain, indicator, pcode, standard):
    """Sum of numerators / sum of denominators, of the facilities that reported both."""
    kinds, over, under, persons, scale, names = RATIOS[indicator]
    found, tops, bottoms, above = 0, [], [], 0
    for district in plain.inside(pcode):
        for _open_to, figures in plain.at(district, kinds, OPERATING):
            found += 1
            try:
                top, bottom = over(figures), under(figures)
            except KeyError:
                continue
            tops.append(top)
            bottoms.append(bottom)
            above += max(0, top - (standard or 0) * bottom)
    if not found or (found - len(tops)) * 5 > found:
        return {"status": "no_data"}
    sums = (sum(tops), sum(bottoms))
    if persons is not None and sums[persons] < 10:
        return {"status": "few"}
    row = {"status": "ok", "value": scale * sums[0] / sums[1], names[0]: sums[0], names[1]: sums[1]}
    return row | {"pupils_above": above} if indicator == "pupils_per_class" else row


def rehabilitation_row(plain, indicator, pcode):
    found, broken = 0, 0
    for district in plain.inside(pcode):
        broken += len(plain.at(district, REHABILITATION[indicator], ("needs_rehabilitation",)))
        found += len(plain.at(district, REHABILITATION[indicator], OPERATING))
    if not found:
        return {"status": "no_data"}
    return {"status": "ok", "value": 100 * broken / found, "needing_rehabilitation": broken, "operating": found}


def foreign_row(plain, pcode):
    everyone = sum(plain.demand(code, EVERYBODY, GROUPS) for code in plain.inside(pcode))
    foreign = sum(plain.demand(code, EVERYBODY, FOREIGN) for code in plain.inside(pcode))
    if foreign < 10:
        return {"status": "few"}
    return {
        "status": "ok",
        "value": 100 * foreign / everyone,
        "demand_persons": everyone,
        "foreign_persons": foreign,
    }


def national_row(plain, pcode):
    """Both sides hold the groups whose national figure is known."""
    known = [group for group in FOREIGN if group in plain.country]
    if not known:
        return {"status": "no_data"}
    here = sum(plain.demand(code, EVERYBODY, known) for code in plain.inside(pcode))
    if here < 10:
        return {"status": "few"}
    country = sum(plain.country.values())
    return {"status": "ok", "value": 100 * here / country, "foreign_persons": here, "national_persons": country}


def priority_rows(plain, codes, weights):
    """Points, severity and ranks of all areas of a level; who lacks a sector's figure is no part of any sum."""
    rate = plain.row("training_places", "IR23", GROUPS)["value"]
    found = {
        sector: {code: plain.row(indicator, code, GROUPS, 35, rate) for code in codes}
        for sector, indicator in SECTORS.items()
    }
    counted = [sector for sector, weight in zip(SECTORS, weights, strict=True) if weight]
    complete = [code for code in codes if all("shortage" in found[sector][code] for sector in counted)]
    whole = {sector: sum(found[sector][code]["shortage"] for code in complete) for sector in counted}
    assert all(whole.values())  # the demonstration is short of everything somewhere
    given = dict(zip(SECTORS, weights, strict=True))

    def points(code, weighing):
        total = sum(weighing[sector] for sector in counted)
        return {
            sector: 100 * weighing[sector] / total * found[sector][code]["shortage"] / whole[sector]
            for sector in counted
        }

    def ranks(weighing):
        scores = {code: sum(points(code, weighing).values()) for code in complete if code not in DISTORTED}
        return {code: 1 + sum(other > own + 1e-9 for other in scores.values()) for code, own in scores.items()}

    swung = [
        ranks({sector: given[sector] * swing for sector, swing in zip(SECTORS, swings, strict=True)})
        for swings in product((0.8, 1.0, 1.2), repeat=len(SECTORS))
    ]
    as_given, rows = ranks(given), {code: {"status": "no_data"} for code in codes}
    for code in complete:
        own = points(code, given)
        severe = [given[sector] * found[sector][code]["shortage"] / found[sector][code]["need"] for sector in counted]
        rows[code] = {
            "status": "ok",
            "value": sum(own.values()),
            **{f"{sector}_points": value for sector, value in own.items()},
            "severity_pct": 100 * sum(severe) / sum(given[sector] for sector in counted),
            **{f"{sector}_points": 0.0 for sector in SECTORS if sector not in counted},
        }
        if code not in DISTORTED:
            ranked = [one[code] for one in swung]
            rows[code] |= {"rank": as_given[code], "rank_best": min(ranked), "rank_worst": max(ranked)}
    return rows
