"""Where the dashboard writes down what IT should know."""

from __future__ import annotations

import logging

LOG = logging.getLogger("hamgam")
