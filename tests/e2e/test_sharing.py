"""A share link in a real browser: made by staff, opened elsewhere, withdrawn while it is open."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.map_page import still

OTHERS = ("Robat Karim", "Damavand", "Tehran County", "رباط‌کریم", "دماوند")


def stands(page: Page) -> None:
    # What a link covers is read anew when it is first opened, on a machine that also drives the browser.
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)
    still(page)


def made(page: Page, *, frozen: bool) -> str:
    """Share what is on screen, and return the link."""
    page.get_by_test_id("stSidebar").get_by_role("link", name="Sharing", exact=True).click()
    page.get_by_label("For (an office, not a person)").fill("UNHCR <b>Tehran</b>")
    page.get_by_label("For (an office, not a person)").press("Enter")
    stands(page)
    if frozen:
        page.get_by_role("combobox", name="Figures").click()
        page.get_by_role("option", name="frozen").click()
        stands(page)
    page.get_by_role("button", name="Make the link").click()
    expect(page.locator(".st-key-share_made code")).to_be_visible()
    stands(page)
    return page.locator(".st-key-share_made code").inner_text()


@pytest.fixture
def staff(page_factory):
    page = page_factory((1366, 768), "en")
    page.goto("/gap_map?lang=en&area=IR2310&level=district")
    stands(page)
    return page


@pytest.mark.parametrize(
    "frozen", [pytest.param(False, id="live", marks=pytest.mark.long), pytest.param(True, id="frozen")]
)
def test_a_view_that_was_shared_stays_itself_through_reload_language_and_back_until_it_is_withdrawn(
    staff, page_factory, frozen
):
    link = made(staff, frozen=frozen)
    page = page_factory((1366, 768), "en")
    page.goto(link)
    banner = page.locator(".hg-shared")
    expect(banner).to_contain_text("Shared by Provincial Bureau for Foreign Nationals, Tehran for UNHCR <b>Tehran</b>")
    expect(banner).to_contain_text("frozen on" if frozen else "live: figures as they stand today")
    stands(page)
    figures = page.locator(".hg-ranking tbody").inner_text()

    for step in (page.reload, lambda: page.goto(f"{link}&area=IR2312&indicator=health_posts"), page.go_back):
        step()
        expect(banner).to_be_visible()
        stands(page)
        assert page.locator(".hg-ranking tbody").inner_text() == figures
        assert not any(name in page.locator("body").inner_text() for name in OTHERS)
    assert page.get_by_test_id("stSidebar").get_by_role("link").count() == 0
    assert page.locator(".st-key-controls [role=combobox]").count() == 0

    staff.get_by_role("button", name="Withdraw").first.click()
    stands(staff)
    page.get_by_role("button", name="فارسی").click()
    expect(page.locator(".hg-door").first).to_be_visible()
    expect(page.locator(".hg-ranking")).to_have_count(0)


def test_links_of_a_shared_page_carry_it_to_another_tab_and_other_addresses_lead_back_to_it(staff, page_factory):
    staff.goto("/gap_map?lang=en")  # whose table leads into the counties
    stands(staff)
    staff.get_by_test_id("stSidebar").get_by_role("link", name="Sharing", exact=True).click()
    stands(staff)
    staff.get_by_role("combobox", name="What is shared").click()
    staff.get_by_role("option", name="a page to explore").click()
    stands(staff)
    link = made(staff, frozen=False)
    page = page_factory((1366, 768), "en")
    page.goto(link)
    stands(page)
    page.get_by_role("button", name="Table", exact=True).click()
    stands(page)
    ways = [one.get_attribute("href") or "" for one in page.locator("a.hg-go").all()]
    assert ways
    assert all(one.startswith(("?", "gap_map?")) and "share=" not in one for one in ways)
    first = page.locator("a.hg-go").first
    first.dispatch_event("pointerdown", {"bubbles": True})
    assert "share=" in (first.get_attribute("href") or "")
    page.goto(re.sub("/gap_map", "/health", link))
    expect(page.locator(".hg-shared")).to_be_visible()
    expect(page).to_have_url(re.compile("/gap_map[?]"))
