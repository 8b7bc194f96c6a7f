"""The plain loops over the demonstration database, with the program's own draws for its protected counts."""

from data_access import queries
from domain.disclosure import CELL, draws, round_counts
from tests.measures.offices import reference_of
from tests.measures.plain import Plain


def plain_at(source, path, period):
    """The demonstration of a year; `source` reads the database that stands at `path`."""
    rounding = source.rounding(reference_of(source)[0])

    def rounded(counts, addresses):
        counts = counts.to_numpy(dtype="int64")
        return round_counts(counts, draws(addresses, rounding.key), rounding.base).tolist()

    raw = source._repository.read("population", queries.population(period)).data
    raw = raw[raw["population_group"].isin(("refugee", "documented")) & (raw["age_band"] != "all")]
    raw = raw[raw["pcode"] != "IR"]
    addresses = raw[list(CELL)].itertuples(index=False, name=None)
    keys = raw[["pcode", "population_group", "age_band", "area_type", "sex"]].itertuples(index=False, name=None)
    foreign = zip(keys, rounded(raw["persons"], addresses), strict=True)
    served = source._repository.facilities(period, ("beneficiaries",)).data
    served = served[(served["open_to"] == "foreign_nationals") & served["beneficiaries"].notna()]
    years = served["beneficiaries_period"].astype(int)
    addresses = [(code, "beneficiaries", year) for code, year in zip(served["facility_id"], years, strict=True)]
    at_facilities = zip(served["facility_id"], rounded(served["beneficiaries"], addresses), strict=True)
    persons_at = {(code, "beneficiaries"): persons for code, persons in at_facilities}
    return Plain(path, period, foreign, persons_at)
