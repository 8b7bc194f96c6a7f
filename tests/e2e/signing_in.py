"""What tests of the sign-in do in a browser, in English."""

import json
from base64 import urlsafe_b64encode

from playwright.sync_api import Page, expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

SIGN_IN = "Sign in with your office account"
COOKIE, USER = "hamgam_came_for", "_streamlit_user"


class Visitor:
    """Somebody with a browser of their own, at a dashboard."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url

    def opens(self, path="/data?lang=en"):
        self.page.goto(self.url + path)
        return self

    def signs_in(self, account, button=SIGN_IN):
        """Press the button and choose an account at the provider."""
        self.page.get_by_role("button", name=button).click()
        self.page.get_by_role("link", name=account, exact=True).click()
        return self

    def signs_out(self):
        """Press the button and confirm it at the provider."""
        self.page.get_by_role("button", name="Sign out").click()
        self.page.get_by_role("button", name="Yes, sign me out").click()
        return self

    def comes_in(self):
        """Wait for what stands beside every page of whoever is let in."""
        expect(self.page.locator(".hg-account")).to_be_visible(timeout=20_000)
        return self

    def sees_a_page(self):
        """Wait for a page that has been read and drawn."""
        self.comes_in()
        expect(self.page.locator(".hg-title h1").first).to_be_visible(timeout=20_000)
        return self

    def is_refused(self, text=None, button=SIGN_IN):
        """Wait for the page that stands in place of every other, and look that nothing else is there."""
        expect(self.page.get_by_role("button", name=button)).to_be_visible(timeout=20_000)
        if text:
            expect(self.page.locator(".hg-refused")).to_contain_text(text)
        for part in (".hg-title", ".hg-stamp", "[class*=st-key-menu]", "[data-testid=stPageLink]", ".hg-account"):
            expect(self.page.locator(part)).to_have_count(0)
        return self

    def cookie(self, name):
        return next((one for one in self.page.context.cookies(self.url) if one["name"] == name), None)

    def plants(self, name, value):
        self.page.context.add_cookies([{"name": name, "value": value, "url": self.url}])
        return self


def user_cookie(origin, secret, **claims):
    """Return what Streamlit keeps of whoever signed in, signed with a secret."""
    user = {"origin": origin, "is_logged_in": True, "provider": "default", "sub": "forged"} | claims
    return create_signed_value(secret, USER, json.dumps(user)).decode()


def link_cookie(link):
    return urlsafe_b64encode(link.encode()).decode().rstrip("=")
