"""The store's tables, as the last step of `migrations` leaves them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, Dialect, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import TypeDecorator

SCHEMA = "hamgam_store"
metadata = MetaData()


class Moment(TypeDecorator[datetime]):
    """A moment with its time zone, always UTC; SQLite keeps no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write a moment, which must have a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without time zone")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401 - as the base class
        """Read a moment."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if dialect.name == "sqlite" else moment.astimezone(UTC)


share_link = Table(
    "share_link",
    metadata,
    Column("id", Text, primary_key=True),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("grant_json", Text, nullable=False),
    Column("passphrase_hash", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("version", Integer, nullable=False),
    Column("opened", Integer, nullable=False),
    Column("last_opened", Moment),
)

frozen = Table(
    "frozen",
    metadata,
    Column("link_id", Text, ForeignKey("share_link.id", ondelete="CASCADE"), primary_key=True),
    Column("part", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("bytes", Integer, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("actor", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("view", Text, nullable=False),
    Column("detail", Text, nullable=False),
    sqlite_autoincrement=True,
)

# Holds a row only within the transaction of `AuditTrail.forget`: what the trigger of DELETE lets go.
retention = Table("retention", metadata, Column("before", Moment, primary_key=True))

attempt = Table(
    "attempt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("bucket", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Index("ix_attempt_bucket_at", "bucket", "at"),
)
