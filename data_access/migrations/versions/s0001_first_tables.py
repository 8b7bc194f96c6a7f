"""Share links, what they keep, the audit trail, and the attempts that rate limits count.

The audit trail only grows. What holds it to that are triggers of the database, not the code above it:

- a row is never changed, and never put in place of another one (SQLite's INSERT OR REPLACE, which fires no trigger of
  DELETE, has one of its own; PostgreSQL refuses TRUNCATE too);
- a row is deleted only when table `retention` holds a later moment than the row, and never before the row is a day old
  by the database's own clock. The routine of retention writes that moment, deletes, and takes the moment away again in
  one transaction, so that no other connection ever sees it: every DELETE outside of the routine is refused.

Whoever owns the tables can take triggers away; they keep out a mistake in the code and SQL that got in where it
should not. Who must be kept out for good is kept out by the rights on the file or the schema.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "s0001"
down_revision = None

SQLITE_TRIGGERS = (
    "CREATE TRIGGER audit_no_change BEFORE UPDATE ON audit BEGIN {refusal}; END",
    "CREATE TRIGGER audit_no_replacement BEFORE INSERT ON audit "
    "WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) BEGIN {refusal}; END",
    "CREATE TRIGGER audit_no_loss BEFORE DELETE ON audit "
    "WHEN NOT EXISTS (SELECT 1 FROM retention WHERE OLD.at < before) "
    "OR OLD.at >= strftime('%Y-%m-%d %H:%M:%f', 'now', '-1 day') BEGIN {refusal}; END",
)
SQLITE_REFUSAL = "SELECT RAISE(ABORT, 'the audit trail only grows')"

# ALWAYS: also where a session says that it only replays what another server did.
POSTGRES_TRIGGERS = """\
CREATE FUNCTION hamgam_store.audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.at < now() - interval '1 day'
        AND EXISTS (SELECT 1 FROM hamgam_store.retention WHERE OLD.at < before) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit trail only grows';
END $$;
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON hamgam_store.audit
FOR EACH ROW EXECUTE FUNCTION hamgam_store.audit_only_grows();
CREATE TRIGGER audit_no_loss BEFORE TRUNCATE ON hamgam_store.audit
FOR EACH STATEMENT EXECUTE FUNCTION hamgam_store.audit_only_grows();
ALTER TABLE hamgam_store.audit ENABLE ALWAYS TRIGGER audit_no_change;
ALTER TABLE hamgam_store.audit ENABLE ALWAYS TRIGGER audit_no_loss
"""


def upgrade() -> None:
    """Make the tables and their triggers."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "share_link",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("token_hash", sa.Text, nullable=False, unique=True),
        sa.Column("grant_json", sa.Text, nullable=False),
        sa.Column("passphrase_hash", sa.Text, nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("revoked_at", moment),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("opened", sa.Integer, nullable=False),
        sa.Column("last_opened", moment),
    )
    op.create_table(
        "frozen",
        sa.Column("link_id", sa.Text, sa.ForeignKey("share_link.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("part", sa.Text, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("bytes", sa.Integer, nullable=False),
    )
    op.create_table(
        "audit",
        # AUTOINCREMENT: no number is given twice, so that a gap in the middle shows.
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", moment, nullable=False, index=True),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("view", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table("retention", sa.Column("before", moment, primary_key=True))
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("bucket", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False, index=True),
        sa.Index("ix_attempt_bucket_at", "bucket", "at"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE_TRIGGERS:
            op.get_bind().exec_driver_sql(statement.replace("{refusal}", SQLITE_REFUSAL))
    else:
        op.get_bind().exec_driver_sql(POSTGRES_TRIGGERS)
