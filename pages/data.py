"""Data and methods: sources, definitions, data quality, boundaries, disclosure rule, glossary, downloads."""

from ui import data_page, shell

shell.guard()
data_page.page()
