"""Every indicator of the demonstration, at both levels, against a second implementation in plain loops."""

import math

import pandas as pd
import pytest

from data_access import queries
from domain.disclosure import CELL, draws, round_counts
from domain.indicators import GROUPS
from tests.measures.offices import reference_of, released
from tests.measures.plain import STAGES, Plain

pytestmark = pytest.mark.xdist_group("demo_measures")  # what has been read is shared
CHOICES = (GROUPS, ("host",), ("refugee",), ("refugee", "documented"))
VARIANTS = [(indicator, {}) for indicator in STAGES]
VARIANTS += [("school_seats", {"standard": "ppc_40"}), ("training_places", {"target": "12.5"})]


@pytest.fixture(scope="module")
def plain(demo, demo_database):
    """By period."""
    rounding = demo.rounding(reference_of(demo)[0])

    def at(period):
        raw = demo._repository.read("population", queries.population(period)).data
        raw = raw[raw["population_group"].isin(("refugee", "documented")) & (raw["age_band"] != "all")]
        counts = raw["persons"].to_numpy(dtype="int64")
        address = raw[list(CELL)].itertuples(index=False, name=None)
        rounded = round_counts(counts, draws(address, rounding.key), rounding.base)
        keys = raw[["pcode", "population_group", "age_band", "area_type", "sex"]].itertuples(index=False, name=None)
        return Plain(demo_database, period, zip(keys, rounded.tolist(), strict=True))

    return {period: at(period) for period in (1401, 1404)}


@pytest.mark.parametrize(("level", "period"), [("county", 1404), ("district", 1404), ("district", 1401)])
@pytest.mark.parametrize(("indicator", "choice"), VARIANTS, ids=[f"{one}{more}" for one, more in VARIANTS])
def test_figures_are_those_of_plain_loops(demo, plain, indicator, choice, level, period):
    standard = float(choice.get("standard", "ppc_35").removeprefix("ppc_"))
    target = float(choice["target"]) if "target" in choice else None
    for groups in CHOICES if indicator != "foreign_share" else CHOICES[:1]:
        link = {"indicator": indicator, "level": level, "period": period, "groups": ",".join(groups), **choice}
        frame = released(demo, **link).data.set_index("pcode")
        for pcode, row in frame.iterrows():
            expected = plain[period].row(indicator, pcode, groups, standard, target)
            told = {
                name: row[name] for name in frame.columns if isinstance(row[name], float) and not math.isnan(row[name])
            }
            assert row["status"] == expected.pop("status"), (pcode, groups)
            assert told == pytest.approx(expected, rel=1e-9, abs=1e-7), (pcode, groups)


def test_the_demonstration_has_every_status_to_compare(demo):
    found = pd.concat(
        released(demo, indicator=indicator, level="district", groups=groups).data["status"]
        for indicator in STAGES
        for groups in ("refugee", "host,refugee,documented")
    )
    assert set(found) == {"ok", "few", "no_data"}
