"""Sharing: make a link for an office, list the links, withdraw them."""

from ui import sharing, shell

shell.guard()
sharing.page()
