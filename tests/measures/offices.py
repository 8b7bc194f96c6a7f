"""A small office database in the shape of the data contract, built row by row."""

from contextlib import closing
from functools import cache

from sqlalchemy import create_engine, insert
from sqlalchemy.pool import NullPool

from data_access import tables
from data_access.settings import Settings
from domain.links import from_query
from measures.release import evidence, release
from measures.source import Source
from tests.toy import A1, A2, B1, LEVELS, PARENTS

SOURCES = {
    "c95": "census",
    "office": "administrative",
    "made": "demonstration",
    "std": "statement",
    "cap": "administrative",
}
PEOPLE = {"resident": 1000, "refugee": 40, "documented": 20}
SCHOOL_BANDS = ("6-11", "12-14", "15-17")


def sources():
    return [
        {
            "source_id": code,
            "title_fa": "ف",
            "title_en": code,
            "publisher": "p",
            "kind": kind,
            "confidence": "high",
        }
        for code, kind in SOURCES.items()
    ]


def areas(parents=PARENTS, levels=LEVELS):
    return [
        {
            "pcode": code,
            "level": levels[code],
            "parent_pcode": parent,
            "name_fa": f"ناحیهٔ {code}",
            "name_en": f"Area {code}",
            "source_id": "office",
        }
        for code, parent in parents.items()
    ]


def standards():
    rows = [("ppc_35", "school_seats", 35.0, True), ("ppc_40", "school_seats", 40.0, False)]
    rows += [("hh_1200", "health_houses", 1200.0, True), ("phu_10000", "primary_health_units", 10000.0, True)]
    return [
        {
            "standard_id": code,
            "indicator_id": indicator,
            "name_fa": code,
            "name_en": code,
            "value": value,
            "unit": "u",
            "is_default": default,
            "confidence": "high",
            "source_id": "std",
        }
        for code, indicator, value, default in rows
    ]


def people(pcode, group, persons, *, ages=SCHOOL_BANDS, period=1403, source="c95"):
    """The same persons in each age band, all women in town."""
    return [
        {
            "pcode": pcode,
            "period": period,
            "population_group": group,
            "sex": "f",
            "age_band": age,
            "area_type": "urban",
            "persons": persons,
            "source_id": source,
        }
        for age in ages
    ]


def everybody(**more):
    """Residents and foreign nationals of all districts."""
    return [
        row for code in (A1, A2, B1) for group, count in PEOPLE.items() for row in people(code, group, count, **more)
    ]


def facility(code, pcode, kind="primary_school", open_to="all", sector="education"):
    place = {"lat": 35.7, "lon": 51.4, "source_id": "office"}
    return {
        "facility_id": code,
        "sector": sector,
        "kind": kind,
        "name_fa": code,
        "name_en": code,
        "pcode": pcode,
        "open_to": open_to,
        **place,
    }


def status(code, period=1400, status="operational", source="office"):
    return {"facility_id": code, "period": period, "status": status, "source_id": source}


def capacity(code, period, source="cap", **measures):
    return [
        {"facility_id": code, "period": period, "measure": name, "value": value, "source_id": source}
        for name, value in measures.items()
    ]


def built(path, version="office-1", **rows):
    """Write a file; tables that are not named get their default rows."""
    fill(f"sqlite:///{path}", version, **rows)
    return path


def fill(url, version="office-1", **rows):
    """Write an empty database; tables that are not named get their default rows."""
    default = {
        "dataset": [{"data_version": version, "released_on": "2026-01-01"}],
        "admin_area": areas(),
        "source": sources(),
        "service_standard": standards(),
        "population": everybody(),
    }
    # A sector without any facility has no figures.
    if not {"dataset", "facility", "facility_status"} & set(rows):
        default |= {"facility": [facility("CLOSED", A1)], "facility_status": [status("CLOSED", status="closed")]}
    engine = create_engine(url, poolclass=NullPool)
    with closing(engine.raw_connection()):
        tables.metadata.create_all(engine)
    with engine.begin() as connection:
        for name, content in {**default, **rows}.items():
            for row in content:
                connection.execute(insert(tables.metadata.tables[name]), row)


def opened(path, **settings):
    return Source(Settings(f"sqlite:///{path}", rounding_key=b"a key for unit tests alone", **settings))


@cache
def reference_of(source):
    return source.version(), source.reference()


@cache
def evidence_of(source, period):
    version, reference = reference_of(source)
    return evidence(source, reference, version, period)


def released(source, **query):
    """The frame of a link; what one source has read is kept."""
    version, reference = reference_of(source)
    selection, notices = from_query({key: str(value) for key, value in query.items()}, reference.options)
    assert notices == []
    return release(selection, reference, evidence_of(source, selection.period), source, version)


def rows(source, **query):
    """The rows of a link's frame by P-code."""
    return released(source, **query).data.set_index("pcode")
