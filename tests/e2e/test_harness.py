"""The harness itself, on an app of three lines: a guard that cannot fail guards nothing."""

import pytest
from playwright.sync_api import expect

TOY = """\
import streamlit as st

app = st.App("script.py")
"""
SCRIPT = """\
import os
import streamlit as st

st.title("Hello " + os.environ["HAMGAM_WORD"])
"""


@pytest.fixture
def toy(tmp_path, start_server):
    (tmp_path / "app.py").write_text(TOY)
    (tmp_path / "script.py").write_text(SCRIPT)
    return start_server(env={"HAMGAM_WORD": "Tehran"}, app=tmp_path / "app.py")


@pytest.fixture
def toy_page(toy, page_factory):
    page = page_factory(viewport="phone", lang="en", base_url=toy.url)
    page.goto("/")
    expect(page.get_by_role("heading", name="Hello Tehran")).to_be_visible()
    return page


def test_app_is_served_with_its_environment_and_asks_nothing_outside(toy_page, requests, outside_requests):
    assert any(url.startswith("ws://127.0.0.1") for url in requests)
    assert outside_requests.urls == []
    assert toy_page.evaluate("[navigator.language, innerWidth]") == ["en-US", 390]


@pytest.mark.parametrize(
    ("script", "url"),
    [
        ("fetch('https://example.org/x')", "https://example.org/x"),
        ("new Promise((ok, no) => { new WebSocket('wss://example.org/s').onclose = no })", "wss://example.org/s"),
    ],
)
def test_outside_request_is_refused_and_recorded(toy_page, outside_requests, script, url):
    outside_requests.expected = True
    assert toy_page.evaluate(f"{script}.then(() => 'answered', () => 'refused')") == "refused"
    assert url in outside_requests.urls


def test_server_that_breaks_at_start_is_told_with_its_log(tmp_path, start_server):
    (tmp_path / "app.py").write_text("import streamlit as st\napp = st.App('script.py', routes=[1 / 0])\n")
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        start_server(app=tmp_path / "app.py")


def test_stopped_server_leaves_no_process(toy):
    process = toy.process
    toy.stop()
    assert process.poll() is not None
