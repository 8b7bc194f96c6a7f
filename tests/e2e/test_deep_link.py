"""Whoever signs in lands on the address they came for, and on no other site."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.e2e.signing_in import COOKIE, link_cookie

LINK = "/gap_map?indicator=school_seats&level=county&period=1403&lang=en"


def test_the_page_and_all_of_its_query_are_kept(visitor):
    visitor.opens(LINK).signs_in("viewer").comes_in()
    for part in LINK.partition("?")[2].split("&"):
        assert part in visitor.page.url
    assert visitor.page.url.startswith(f"{visitor.url}/gap_map?")


def test_without_the_cookie_the_sign_in_ends_on_the_first_page(visitor):
    """The twin: it is the cookie that leads back."""
    visitor.opens(LINK).is_refused()
    visitor.page.context.clear_cookies(name=COOKIE)
    visitor.signs_in("viewer").comes_in()
    assert urlsplit(visitor.page.url).path == "/"


def test_a_planted_address_leads_nowhere_else_and_does_so_at_the_twin(visitor, visitor_of_twin, office):
    planted = link_cookie(f"//{urlsplit(office.issuer).netloc}/elsewhere")
    visitor.opens().is_refused().plants(COOKIE, planted).signs_in("viewer").comes_in()
    assert visitor.page.url.startswith(f"{visitor.url}/")
    visitor_of_twin.opens().is_refused().plants(COOKIE, planted).signs_in("viewer")
    expect(visitor_of_twin.page).to_have_url(f"{office.issuer}/elsewhere")


def test_a_share_link_is_not_remembered(visitor):
    visitor.opens("/data?lang=en").is_refused()
    kept = visitor.cookie(COOKIE)["value"]
    visitor.opens("/gap_map?lang=en&share=secret")
    expect(visitor.page.locator(".hg-door").first).to_be_visible(timeout=20_000)
    assert visitor.cookie(COOKIE)["value"] == kept


def test_a_sign_in_that_failed_comes_back_to_the_address_and_can_be_tried_again(visitor):
    visitor.opens(LINK).signs_in("foreign").is_refused()
    assert visitor.page.url == visitor.url + LINK
    visitor.signs_in("viewer").comes_in()
    assert visitor.page.url.startswith(f"{visitor.url}/gap_map?")


def test_after_a_sign_out_the_language_stays_and_the_address_does_not(visitor):
    visitor.opens(LINK).signs_in("viewer").comes_in().signs_out().is_refused()
    assert visitor.page.url == f"{visitor.url}/?lang=en"
