"""The workbook of a data steward: its template, a database written in its form, and files read back into rows."""

from data_access.admin.workbook.areas import areas_of, match_areas
from data_access.admin.workbook.book import Candidate, Problem, Problems, Rows, Workbook
from data_access.admin.workbook.export import ExportRefused, write_export
from data_access.admin.workbook.layout import columns_of_all
from data_access.admin.workbook.read import read_files
from data_access.admin.workbook.template import write_template

__all__ = [
    "Candidate",
    "ExportRefused",
    "Problem",
    "Problems",
    "Rows",
    "Workbook",
    "areas_of",
    "columns_of_all",
    "match_areas",
    "read_files",
    "write_export",
    "write_template",
]
