"""Files: those that a link does not give, those of others, those that were offered before it ended."""

import io
import json
import time
import uuid
import zipfile

import pytest
from openpyxl import load_workbook

REY = {"areas": ("IR2303",), "sectors": ("education",)}
# Page, what of it is covered, what the address asks for, what must be in no file.
PAGES = {
    "map": ("gap_map", REY, "level=district", ("Javadabad", "Varamin", "Pakdasht")),
    "facilities": ("gap_map", REY, "level=district&kinds=lower_secondary_school", ("(Javadabad)", "Pakdasht")),
    "compare": ("compare", REY, "level=district&period2=1402", ("Javadabad", "Pakdasht")),
    "profile": ("area", {"areas": ("IR2303",)}, "areas=IR2306", ("Javadabad", "Varamin")),
}


def offered(seen):
    return [one.deferred_file_id for one in seen.elements("download_button")]


def read(content):
    """Return all texts of a file."""
    if content is None:
        return ""
    if content[:2] != b"PK":
        return content.decode("utf-8-sig", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(one).decode("utf-8", "replace") for one in book.namelist())


def taken(desk, server, token, page, query):
    """Take every file that a page offers, except pictures; return their texts."""
    with desk.at(server) as session:
        seen = session.run(page, f"share={token}&{query}&lang=en")
        kinds = {one.deferred_file_id: one.id for one in seen.elements("download_button")}
        return [read(session.file(one)) for one, name in kinds.items() if "png" not in name]


@pytest.mark.parametrize("case", PAGES)
def test_files_hold_nothing_outside_of_the_link_of(desk, case):
    page, scope, query, sentinels = PAGES[case]
    token = desk.token(page, **scope)
    inside = taken(desk, desk.guarded, token, page, query)
    assert any(inside)
    assert [one for one in sentinels if any(one in text for text in inside)] == []
    whole = taken(desk, desk.twin, token, page, query)
    assert [one for one in sentinels if not any(one in text for text in whole)] == []


@pytest.mark.parametrize("page", ["", "gap_map", "education", "meetings"])
def test_no_file_is_offered_by_a_link_without_files_on(desk, page):
    scope = {} if page in ("", "area") else REY
    token = desk.token(page, downloads=False, **scope)
    seen = desk.visit(token, page=page)
    assert "hg-shared" in seen.text
    assert offered(seen) == []
    assert not [one for one in seen.widgets("button") if "pack_make" in one]
    open_ = desk.visit(token, page=page, server=desk.twin)
    late = [one for one in open_.messages if "downloads" in str(one.delta.add_block).lower()]
    assert offered(open_) or late


@pytest.mark.long
def test_popover_of_a_chart_that_is_forced_open_offers_no_file(desk):
    names = []
    for server in (desk.guarded, desk.twin):
        token = desk.token("education", downloads=False, **REY)
        with desk.at(server) as session:
            session.run("education", f"share={token}&lang=en")
            found = []
            for part in list(session.fragments):
                found += offered(session.run(fragment=part, states={"$$ID-x-downloads_opener:en": {"open": True}}))
            names.append(found)
    assert names[0] == []


@pytest.mark.parametrize("forged", ["0" * 32, "../../etc/passwd", "", "%", "8c7dc825-b16e-4021-8089-eee09daabca4"])
def test_file_that_was_not_offered_is_not_made(desk, forged):
    with desk.at() as session:
        seen = session.run("gap_map", f"share={desk.token(**REY)}&lang=en")
        assert session.file(forged) is None
        assert session.file(offered(seen)[0])  # the check can fail


def test_file_offered_before_a_withdrawal_is_not_made_after_it(desk):
    for server in (desk.guarded, desk.twin):
        link, token = desk.link(**REY)
        with desk.at(server) as session:
            file_id = offered(session.run("gap_map", f"share={token}&lang=en"))[0]
            assert session.file(file_id)
            desk.store.revoke(link.id)
            after = session.file(file_id)
            assert (after is None) == (server is desk.guarded)
    refused = desk.store.entries(action="refused")
    assert any(one.startswith("file hamgam_") for one in refused["detail"])


def test_file_of_another_session_ends_with_that_sessions_link(desk):
    link, token = desk.link(**REY)
    with desk.at() as owner, desk.at() as other:
        file_id = offered(owner.run("gap_map", f"share={token}&lang=en"))[0]
        other.run("gap_map", f"share={desk.token(areas=('IR2306',))}&lang=en")
        desk.store.revoke(link.id)
        assert other.file(file_id) is None


def test_ids_of_files_cannot_be_guessed_from_one_another(desk):
    with desk.at() as session:
        ids = [one for _run in range(5) for one in offered(session.run("gap_map", f"share={desk.token(**REY)}"))]
    assert len(set(ids)) == len(ids) > 10
    assert {uuid.UUID(one).version for one in ids} == {4}  # 122 random bits


def test_file_that_was_taken_is_gone_after_two_runs(desk):
    with desk.at() as session:
        seen = session.run("gap_map", f"share={desk.token(**REY)}&lang=en")
        address = session.file_url(offered(seen)[0])
        assert session.get(address)  # it is there until then
        session.run("gap_map")  # Streamlit marks it, so that a browser that is slow still gets it
        session.run("gap_map")
        assert gone_soon(session, address)


def gone_soon(session, address):
    """Streamlit tidies up right after it has said that a run has ended."""
    until = time.monotonic() + 5
    while session.get(address) is not None and time.monotonic() < until:
        time.sleep(0.05)
    return session.get(address) is None


@pytest.mark.parametrize(
    "path", ["/media/", "/media/../../office.sqlite", "/media/%2e%2e/store.sqlite", "/app/static/../store.sqlite"]
)
def test_path_to_the_store_or_the_database_leads_nowhere(desk, path):
    with desk.at() as session:
        assert b"SQLite format" not in (session.get(path) or b"")
    assert desk.store_file.read_bytes().startswith(b"SQLite format")  # what would be there


@pytest.mark.parametrize(
    "path", ["/boundaries/x.json", "/boundaries/%2e%2e.json", "/boundaries/.json", "/assets/x/map.js"]
)
def test_route_of_our_own_carries_nothing_by_a_forged_name(desk, path):
    with desk.at() as session:
        assert session.get(path) is None


def boundaries(seen):
    (frame,) = seen.elements("component_instance")
    address = frame.json_args.split("../../boundaries/", 1)[1].split(".json", 1)[0]
    return f"/boundaries/{address}.json"


def test_boundaries_of_a_link_hold_its_areas_and_no_figure(desk):
    token = desk.token(**REY)
    kept = []
    for server in (desk.guarded, desk.twin):
        with desk.at(server) as session:
            address = boundaries(session.run("gap_map", f"share={token}&lang=en"))
            kept.append((session.get(address) or b"").decode())
    assert "IR230303" in kept[0]
    assert "IR2306" not in kept[0]
    assert "IR2306" in kept[1]
    named = {key for one in json.loads(kept[0])["features"] for key in one.get("properties") or {}}
    assert not named & {"value", "persons", "gap", "status"}


def test_workbook_of_a_link_names_no_other_area_on_any_sheet(desk):
    token = desk.token(**REY)
    for server in (desk.guarded, desk.twin):
        with desk.at(server) as session:
            seen = session.run("gap_map", f"share={token}&level=district&lang=en")
            (file_id,) = [one.deferred_file_id for one in seen.elements("download_button") if "-xlsx" in one.id]
            book = load_workbook(io.BytesIO(session.file(file_id)))
        cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell}
        assert any("Javadabad" in one for one in cells) == (server is desk.twin)
