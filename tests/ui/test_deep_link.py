"""Which addresses are remembered until the sign-in, and which are followed after it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route

from ui import auth_section, deep_link, shell
from ui.visitors import Visitor

BASE = "http://hamgam.example"
OWN = "/gap_map?indicator=school_seats&lang=en"


class Client:
    """A browser that follows no redirection by itself."""

    def __init__(self, app):
        self.app = app
        self.cookies = httpx.Cookies()

    def get(self, address, headers=None):
        async def ask():
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url=BASE, cookies=self.cookies) as client:
                answer = await client.get(address, headers=headers)
                self.cookies = client.cookies
                return answer

        # In a thread: a browser test before this one leaves its loop running in the worker's main thread.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(copy_context().run, asyncio.run, ask()).result()


@pytest.fixture(autouse=True)
def people_sign_in(monkeypatch):
    monkeypatch.setenv("HAMGAM_ACCESS", "oidc")


@pytest.fixture
def over(monkeypatch):
    """Say how browsers reach the dashboard."""

    def over_(scheme):
        section = {"redirect_uri": f"{scheme}://hamgam.example/oauth2callback"}
        monkeypatch.setattr(auth_section, "section", lambda: section)

    over_("http")
    return over_


@pytest.fixture
def client(over):
    """A browser at a server that answers as Streamlit does."""

    def came_back(request):
        answer = RedirectResponse("/", 302)
        if request.query_params.get("code") == "good":
            answer.set_cookie("_streamlit_user", "who", httponly=True)
        else:
            answer.delete_cookie("_streamlit_user")
        return answer

    def page(_request):
        return HTMLResponse("page")

    app = Starlette(routes=[Route("/oauth2callback", came_back), Route("/{path:path}", page)])
    app.add_middleware(deep_link.DeepLink)
    return Client(app)


def comes_back(client, query="code=good", cookie=None):
    headers = {} if cookie is None else {"cookie": f"{deep_link.COOKIE}={cookie}"}
    return client.get(f"/oauth2callback?{query}", headers=headers)


def test_every_page_of_the_menu_is_known(monkeypatch):
    monkeypatch.setattr(shell.st, "Page", lambda _script, title, default=False, url_path="": url_path)
    assert set(shell._pages(Visitor("admin"))) == set(deep_link.PAGES)


def test_the_address_of_a_page_is_kept_and_followed_once(client):
    kept = client.get(OWN).headers["set-cookie"]
    assert "HttpOnly" in kept
    assert "SameSite=lax" in kept
    assert f"Max-Age={deep_link.KEPT_S}" in kept
    answer = comes_back(client)
    assert answer.headers["location"] == OWN
    assert deep_link.COOKIE not in client.cookies


@pytest.mark.parametrize("address", ["/nowhere", "/app/static/x.js", "/_stcore/health", "/gap_map?share=abc",
                                     "/gap_map?lang=en&sh%61re=abc", f"/gap_map?find={'x' * 2048}"])  # fmt: skip
def test_other_addresses_share_links_and_endless_ones_are_not_kept(client, address):
    assert "set-cookie" not in client.get(address).headers
    assert "set-cookie" in client.get(OWN).headers


def test_what_a_page_loads_does_not_take_the_place_of_the_page(client):
    assert "set-cookie" not in client.get(OWN, headers={"sec-fetch-dest": "iframe"}).headers


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/",
        "//evil.example/gap_map",
        "/\\evil.example",
        "\\\\evil.example",
        "/gap_map\\..\\",
        "/gap_map//evil.example",
        "/gap_map/../x",
        "/gap_map?x\r\nset-cookie: a=b",
        "/gap_map?x\n",
        "/gap_map?\x00",
        "/gap_map?a b",
        "/gap_map?a=ف",
        "/gap_map#//evil.example",
        "javascript:alert(1)",
        " /gap_map",
        "gap_map",
        "/auth/login",
        "/oauth2callback?code=x",
        "",
    ],
)
def test_a_planted_address_that_is_no_page_is_not_followed(client, link, monkeypatch):
    planted = deep_link.encoded(link)
    assert comes_back(client, cookie=planted).headers["location"] == "/"
    monkeypatch.setattr(deep_link, "is_own", lambda _link: True)
    assert deep_link.decoded(planted) == link  # the twin: nothing else would have stopped it


@pytest.mark.parametrize("value", ["%%%", "a", "_w", "é", "A" * 3000])
def test_a_cookie_that_is_no_address_is_not_followed(value):
    assert deep_link.decoded(value) == ""


def test_a_sign_in_that_failed_goes_back_to_the_address_and_keeps_it(client):
    client.get(OWN)
    for query in ("code=bad&state=x", "error=access_denied"):
        assert comes_back(client, query).headers["location"] == OWN
        assert deep_link.COOKIE in client.cookies


def test_the_return_from_a_sign_out_keeps_the_language_alone(client):
    client.get(OWN)
    assert comes_back(client, "").headers["location"] == "/?lang=en"
    client.get("/gap_map?lang=//evil.example")
    assert comes_back(client, "").headers["location"] == "/"


def test_over_https_all_cookies_are_kept_to_it_and_over_http_none_is(client, over):
    client.get(OWN)
    assert "secure" not in str(comes_back(client).headers.get_list("set-cookie")).lower()
    over("https")
    assert "secure" in client.get(OWN).headers["set-cookie"].lower()
    assert all("secure" in one.lower() for one in comes_back(client).headers.get_list("set-cookie"))


def test_where_nobody_signs_in_nothing_is_kept_or_changed(client, monkeypatch):
    monkeypatch.setenv("HAMGAM_ACCESS", "local")
    assert "set-cookie" not in client.get(OWN).headers
    assert comes_back(client, cookie=deep_link.encoded(OWN)).headers["location"] == "/"


def test_in_a_folder_of_a_host_only_its_own_addresses_are_followed(monkeypatch):
    monkeypatch.setattr(deep_link, "_base", lambda: "/hamgam")
    assert deep_link.is_own("/hamgam/gap_map?lang=fa")
    assert deep_link.is_own("/hamgam/")
    assert not deep_link.is_own("/gap_map")
    assert not deep_link.is_own("/hamgamgap_map")
