"""SQLAlchemy and nothing else: the read-only engine, the tables we may read, checked frames."""
