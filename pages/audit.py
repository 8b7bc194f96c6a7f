"""Audit trail: who saw, took or shared what, for administrators."""

from ui import audit_page, shell

shell.guard()
audit_page.page()
