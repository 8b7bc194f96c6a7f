"""Meetings: agenda, commitments, what is late, what remains of each gap."""

from ui import meetings, shell

shell.guard()
meetings.page()
