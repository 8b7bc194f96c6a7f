"""The pack's offline map, opened from a file in a real browser that reaches nobody."""

import pytest
from playwright.sync_api import expect

from briefing import offline_map
from briefing.deck_file import SHIPPED
from briefing.desk import snapshot_of
from briefing.meeting_pages import handout
from data_access.settings import Settings
from measures.source import Source
from wording import i18n

# A view whose map shows schools as single points.
WITH_SCHOOLS = "seats_baharestan"


@pytest.fixture
def address(demo_database, tmp_path):
    snapshot, _mistakes = snapshot_of(Source(Settings(f"sqlite:///{demo_database}")), "m_1404_07", (SHIPPED,))
    i18n.activate("fa")
    path = tmp_path / "map.html"
    path.write_bytes(offline_map.html(snapshot, handout(snapshot, "fa")))
    return path.as_uri()


def test_offline_map_opens_from_a_stick_by_keyboard_and_asks_nobody(browser, address):
    context = browser.new_context(offline=True, viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    try:
        page.goto(address)
        frame = page.frame_locator("#frame")
        expect(frame.locator("html[data-painted]")).to_be_attached()
        assert page.evaluate("[document.dir, document.documentElement.lang]") == ["rtl", "fa"]
        expect(page.locator("nav button[aria-current]")).to_have_count(1)
        assert frame.locator("path[data-code]").count() >= 35
        assert page.evaluate("document.fonts.check('16px Vazirmatn')")
        # To another view: its title, its map, its facilities.
        names = page.locator("nav button")
        names.first.focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(f"html[data-view={WITH_SCHOOLS}]")).to_be_attached()
        expect(page.locator("h1")).to_have_text(names.nth(2).inner_text().split("\n")[0])
        expect(frame.locator("html[data-facilities]")).to_be_attached()
        assert frame.locator(".hg-place").count() > 20
        assert page.locator(".hg-facilities li").count() > 1
        # An area by keyboard: its figures below the map are those of the table.
        area = frame.locator("path[data-code=IR231901]")
        area.focus()
        page.keyboard.press("Enter")
        coverage = page.locator("#area td").nth(1).inner_text()
        page.locator("summary").click()
        assert coverage in page.locator("#under tr", has_text=page.locator("#area h2").inner_text()).inner_text()
        assert "٪" in coverage
        page.keyboard.press("End")
        expect(page.locator("footer")).to_contain_text("سازمان ملل متحد")
    finally:
        context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "about:"))] == []
    assert {url.partition("#")[0] for url in asked if url.startswith("file:")} == {address}
    assert said == []
