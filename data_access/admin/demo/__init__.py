"""The embedded demonstration database: public facts carried over, the rest made by fixed rules and marked so."""

from data_access.admin.demo.build import (
    DEMO_AS_OF,
    INDEXES,
    Content,
    build,
    content,
    fingerprint,
    is_untouched,
    stored_version,
)
from data_access.admin.demo.places import settlement_points

__all__ = [
    "DEMO_AS_OF",
    "INDEXES",
    "Content",
    "build",
    "content",
    "fingerprint",
    "is_untouched",
    "settlement_points",
    "stored_version",
]
