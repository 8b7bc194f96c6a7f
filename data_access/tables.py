"""The tables of the data contract as SQLAlchemy Core objects: names, columns, types and keys, and nothing else.

They describe what is read; an office's database may offer views of these names, so no foreign key is declared here.
`None` is allowed where a column is nullable. Dates are ISO 8601 text, periods are Jalali years, a boundary is a GeoJSON
geometry as text.
"""

from sqlalchemy import Boolean, Column, Float, Integer, MetaData, Table, Text

metadata = MetaData()


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _maybe(name: str) -> Column[str]:
    return Column(name, Text, nullable=True)


def _period_key() -> Column[int]:
    return Column("period", Integer, primary_key=True, autoincrement=False)


dataset = Table("dataset", metadata, _key("data_version"), _text("released_on"))

admin_area = Table(
    "admin_area",
    metadata,
    _key("pcode"),
    Column("level", Integer, nullable=False),
    _maybe("parent_pcode"),
    _text("name_fa"),
    _text("name_en"),
    _maybe("cod_pcode"),
    Column("center_lat", Float),
    Column("center_lon", Float),
    Column("area_km2", Float),
    _maybe("boundary"),
    _maybe("boundary_quality"),
    _maybe("valid_from"),
    _maybe("valid_to"),
    _maybe("note_fa"),
    _maybe("note_en"),
    _text("source_id"),
)

population = Table(
    "population",
    metadata,
    _key("pcode"),
    _period_key(),
    _key("population_group"),
    _key("sex"),
    _key("age_band"),
    _key("area_type"),
    Column("persons", Integer, nullable=False),
    _text("source_id"),
    sqlite_with_rowid=False,
)

settlement = Table(
    "settlement",
    metadata,
    _key("settlement_id"),
    _text("pcode"),
    _text("name_fa"),
    _text("name_en"),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    _text("kind"),
    Column("persons", Integer),
    Column("period", Integer),
    _text("source_id"),
)

facility = Table(
    "facility",
    metadata,
    _key("facility_id"),
    _text("sector"),
    _text("kind"),
    _text("name_fa"),
    _text("name_en"),
    _text("pcode"),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    _text("open_to"),
    _maybe("supporter_id"),
    _text("source_id"),
)

facility_status = Table(
    "facility_status",
    metadata,
    _key("facility_id"),
    _period_key(),
    _text("status"),
    _text("source_id"),
    sqlite_with_rowid=False,
)

facility_capacity = Table(
    "facility_capacity",
    metadata,
    _key("facility_id"),
    _period_key(),
    _key("measure"),
    Column("value", Float, nullable=False),
    _text("source_id"),
    sqlite_with_rowid=False,
)

service_standard = Table(
    "service_standard",
    metadata,
    _key("standard_id"),
    _text("indicator_id"),
    _text("name_fa"),
    _text("name_en"),
    Column("value", Float, nullable=False),
    _text("unit"),
    Column("is_default", Boolean, nullable=False),
    _text("confidence"),
    _text("source_id"),
)

benchmark = Table(
    "benchmark",
    metadata,
    _key("pcode"),
    _key("indicator_id"),
    _period_key(),
    Column("value", Float, nullable=False),
    _text("unit"),
    _key("source_id"),
    _maybe("note_fa"),
    _maybe("note_en"),
)

partner = Table("partner", metadata, _key("partner_id"), _text("name_fa"), _text("name_en"), _text("kind"))

meeting = Table(
    "meeting",
    metadata,
    _key("meeting_id"),
    _text("held_on"),
    _text("title_fa"),
    _text("title_en"),
    _maybe("place_fa"),
    _maybe("place_en"),
)

agenda_item = Table(
    "agenda_item",
    metadata,
    _key("meeting_id"),
    Column("item_no", Integer, primary_key=True, autoincrement=False),
    _text("sector"),
    _text("title_fa"),
    _text("title_en"),
    _maybe("decision_fa"),
    _maybe("decision_en"),
)

commitment = Table(
    "commitment",
    metadata,
    _key("commitment_id"),
    _text("meeting_id"),
    _text("partner_id"),
    _text("sector"),
    _text("indicator_id"),
    _text("pcode"),
    _maybe("population_group"),
    _maybe("facility_id"),
    _text("text_fa"),
    _text("text_en"),
    Column("promised", Float, nullable=False),
    _text("unit"),
    Column("amount", Float),
    _maybe("currency"),
    _text("due_on"),
)

commitment_update = Table(
    "commitment_update",
    metadata,
    _key("commitment_id"),
    _key("updated_on"),
    _text("status"),
    Column("delivered", Float, nullable=False),
    _maybe("note_fa"),
    _maybe("note_en"),
)

crosswalk = Table(
    "crosswalk",
    metadata,
    _key("from_pcode"),
    _key("to_pcode"),
    Column("weight", Float, nullable=False),
    _text("source_id"),
)

travel_time = Table(
    "travel_time",
    metadata,
    _text("origin_id"),
    _text("dest_id"),
    Column("minutes", Float, nullable=False),
    _text("mode"),
    _text("source_id"),
)

unit_cost = Table(
    "unit_cost",
    metadata,
    _text("kind"),
    _text("action"),
    Column("amount", Float, nullable=False),
    _text("currency"),
    _text("source_id"),
)

source = Table(
    "source",
    metadata,
    _key("source_id"),
    _text("title_fa"),
    _text("title_en"),
    _text("publisher"),
    _maybe("published_on"),
    _maybe("accessed_on"),
    _maybe("url"),
    _maybe("licence"),
    _text("kind"),
    _text("confidence"),
    Column("update_every_days", Integer),
    _maybe("note_fa"),
    _maybe("note_en"),
)

OPTIONAL = frozenset({"crosswalk", "travel_time", "unit_cost"})
