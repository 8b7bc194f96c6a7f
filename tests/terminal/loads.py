"""Files that are loaded by the command, and what the database holds after it."""

import sqlite3
from contextlib import closing

from openpyxl import load_workbook
from typer.testing import CliRunner

import manage
from data_access import tables

NAMES = list(tables.metadata.tables)
FACILITY = "facility_id,sector,kind,name_fa,name_en,pcode,lat,lon,open_to,supporter_id,source_id"
NEW = "school_new,education,primary_school,نو,New,IR231001,35.6,51.3,all,,census_1395"


def run(*arguments, status=0):
    done = CliRunner().invoke(manage.app, [str(one) for one in arguments])
    assert "Traceback" not in done.output
    assert done.exit_code == status, done.output
    return done.output


def load(*files, into, status=0, lang="en", options=()):
    return run("load", *files, "--into", f"sqlite:///{into}", "--lang", lang, *options, status=status)


def content(path, *left_out):
    """All rows of all tables, as texts in an order of their own."""
    found = {}
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        for name, table in tables.metadata.tables.items():
            columns = ", ".join(column.name for column in table.columns if column.name not in left_out)
            found[name] = sorted(map(str, database.execute(f"SELECT {columns} FROM {name}")))
    return found


def numbers(told, table):
    """What the report says of a table: added, changed, removed, as before."""
    line = next(one for one in told.splitlines() if f"({table})  " in one)
    return line.partition(f"({table})")[2].split()


def csv(path, *lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def exported(office, path, **left):
    """An export of which some sheets hold other rows: by table a function from its rows to those that are left."""
    run("export", f"sqlite:///{office}", path, "--force")
    book = load_workbook(path)
    for table, change in left.items():
        rows = [[cell.value for cell in row] for row in book[table].iter_rows(min_row=5)]
        book[table].delete_rows(5, len(rows))
        for row in change(rows):
            book[table].append(row)
    book.save(path)
    return path
