"""A visitor with a browser of their own: opens a link, changes a choice, clicks on the map, and keeps the time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, TimeoutError
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.e2e.conftest import BROWSERS, FLAGS, is_local

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
VIEWPORT = {"width": 1366, "height": 768}
# After a change: what still arrives belongs to it.
SETTLE_MS = 350
MAP_ELEMENTS = ("component_instance", "bidi_component")


def launch(playwright: Playwright) -> Browser:
    """Start the Chromium of this machine as the browser tests do."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        raise SystemExit("No Chromium or Chrome on the PATH; make browser installs one.")
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else [*FLAGS]
    return playwright.chromium.launch(executable_path=program, args=flags)


def map_bytes(frame: bytes) -> int:
    """Return the size of a server's message if it carries the map, else 0."""
    message = ForwardMsg()
    message.ParseFromString(frame)
    if message.WhichOneof("type") != "delta":
        return 0
    element = message.delta.new_element
    kind = element.WhichOneof("type")
    if kind not in MAP_ELEMENTS:
        return 0
    name = getattr(getattr(element, kind), "component_name", "")
    return len(frame) if "folium" in name or "bare_map" in name else 0


class Unpainted(RuntimeError):
    """A page that never came to show what is waited for."""


class Visitor:
    """One browser context without cache and one page in it."""

    def __init__(self, browser: Browser, base_url: str) -> None:
        self.base_url = base_url
        self.context = browser.new_context(
            base_url=base_url, viewport=VIEWPORT, locale="fa-IR", reduced_motion="reduce", service_workers="block"
        )
        self.context.add_init_script(PROBE)
        self.page: Page = self.context.new_page()
        self.frames: list[bytes] = []
        self.outside: list[str] = []
        self.page.on("request", lambda asked: None if is_local(asked.url) else self.outside.append(asked.url))
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._received))

    def _received(self, frame: bytes | str) -> None:
        self.frames.append(frame if isinstance(frame, bytes) else frame.encode())

    def close(self) -> list[str]:
        """Close the page; return what it asked for outside this machine."""
        self.context.close()
        return self.outside

    def open(self, link: str) -> float:
        """Open a link and return the milliseconds until the map is coloured, or the empty page is there."""
        self.page.goto(link, wait_until="commit")
        try:
            self.page.wait_for_function("() => window.bench && bench.cold", timeout=30_000)
        except TimeoutError as error:
            raise Unpainted(f"{self.base_url}: nothing painted within 30 s") from error
        return float(self.page.evaluate("bench.cold"))

    def settle(self, ms: int = SETTLE_MS) -> None:
        self.page.wait_for_timeout(ms)

    def wait_for_address(self, fits: Callable[[str], bool]) -> None:
        """Wait until the address bar says where the click led; it is written last."""
        self.page.wait_for_url(fits, wait_until="commit", timeout=20_000)

    def zoom_in(self) -> None:
        """Press the map's own button, wherever the map stands."""
        frames = [one for one in self.page.frames if "folium" in one.url]
        (frames or [self.page])[0].locator(".leaflet-control-zoom-in").first.click()
        self.settle()

    def choose(self, control: str, text: str) -> dict:
        """Choose an option of a select box as a person does; the clock starts with the click on the option."""
        self.page.locator(f".st-key-{control}-fa").get_by_role("combobox").click()
        option = self.page.get_by_role("option", name=text, exact=True)
        option.wait_for()
        self.settle(120)
        width = self.page.evaluate("bench.width()")
        result = self._timed(option.click, in_map=False)
        return result | {"zoom_kept": abs(self.page.evaluate("bench.width()") - width) < 1}

    def click_area(self, place: int) -> dict:
        """Click on an area of the map; the clock starts with the click."""
        targets = self.page.evaluate("bench.targets()")
        x, y = targets[place % len(targets)]
        self.page.mouse.move(x, y)
        self.settle(80)
        return self._timed(lambda: self.page.mouse.click(x, y), in_map=True)

    def press(self, control: str) -> dict:
        """Press a button; the clock starts with the click."""
        button = self.page.locator(f".st-key-{control}-fa").get_by_role("button")
        button.wait_for()
        return self._timed(button.click, in_map=False)

    def _timed(self, act, in_map: bool) -> dict:
        self.page.evaluate(f"bench.await_change({str(in_map).lower()})")
        self.frames.clear()
        act()
        self.page.wait_for_function("() => bench.result", timeout=20_000)
        self.settle()
        result = self.page.evaluate("bench.result")
        sizes = [map_bytes(frame) for frame in self.frames]
        return result | {"bytes": sum(map(len, self.frames)), "map_bytes": sum(sizes)}
