import pytest

from tests.ui.making import in_a_thread
from ui import preload


@pytest.fixture
def static(tmp_path):
    """A Streamlit of five scripts: the page names one, one kind of element imports two more."""
    folder = tmp_path / "static" / "js"
    folder.mkdir(parents=True)
    (tmp_path / "index.html").write_text('<script src="./static/js/index.abc.js"></script>')
    scripts = {
        "index.abc.js": "",
        "Html.abc.js": 'import{a}from"./index.abc.js";import"./deep.abc.js";',
        "deep.abc.js": 'import{b as c}from"./Html.abc.js";export{x}from"./deeper-1.abc.js";',
        "deeper-1.abc.js": "",
        "Unused.abc.js": "",
    }
    for name, text in scripts.items():
        (folder / name).write_text(text)
    return tmp_path


def test_all_imports_are_followed_once_and_what_the_page_names_is_left_out(static):
    assert preload.scripts(preload.KINDS, static) == ("Html.abc.js", "deep.abc.js", "deeper-1.abc.js")


def test_every_kind_is_still_a_script_of_this_streamlit():
    folder = preload.STATIC / "static" / "js"
    assert [kind for kind in preload.KINDS if not list(folder.glob(f"{kind}.*.js"))] == []
    assert [name for name in preload.scripts() if not (folder / name).is_file()] == []


async def headers_of(content_type, request_headers=()):
    sent = []

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", content_type)]})

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "path": "/gap_map", "headers": list(request_headers)}
    await preload.Preload(app)(scope, None, send)
    return dict(sent[0]["headers"])


def test_pages_carry_the_header_and_other_answers_do_not():
    page = in_a_thread(headers_of(b"text/html; charset=utf-8"))[b"link"].decode()
    assert page.startswith("<./static/js/ComponentInstance.")
    assert page.count("; rel=modulepreload") == len(preload.scripts())
    assert b"link" not in in_a_thread(headers_of(b"application/json"))


def test_the_page_of_a_map_frame_carries_none():
    frame = [(b"sec-fetch-dest", b"iframe")]
    assert b"link" not in in_a_thread(headers_of(b"text/html", frame))


def test_the_script_of_charts_is_loaded_ahead_from_where_streamlit_asks_for_it():
    assert preload.later() != []
    for address in preload.later():
        assert (preload.STATIC / address).is_file()
        assert address.startswith("static/js/PlotlyChart.")
