"""Every page works under its policy, in a real browser; what the policy is there for is blocked."""

from itertools import product

import pytest
from playwright.sync_api import expect

from tests.e2e.map_page import MAP, still
from tests.sweeps import sweep

PAGES = ["", "gap_map", "education", "health", "livelihoods", "area", "compare", "meetings", "data"]
SLIDES = "meetings?meeting=m_1404_12&present=1"
WITH_MAP = {"gap_map", "education", "health", "livelihoods", "compare", "meetings", SLIDES}
WITH_CHARTS = {"education", "health", "livelihoods", "area", "compare", "meetings"}
WATCH = """document.addEventListener("securitypolicyviolation", (event) => {
  (window.top.violations ??= []).push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
})"""
# Streamlit's protobuf library tries WebAssembly for numbers of 64 bits and does without it.
TRIED = "script-src wasm-eval"


def violations(page):
    found = page.evaluate("window.violations ?? []")
    return [one for one in found if not (one.startswith(TRIED) and "/protobuf." in one)]


@pytest.fixture
def watched(page_factory, server):
    """Open a page and note each violation of its policy and its frames', each message that speaks of one."""

    def open_(path, lang):
        page = page_factory(lang=lang)
        page.add_init_script(WATCH)
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(f"/{path}{'&' if '?' in path else '?'}lang={lang}")
        expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached(timeout=30_000)
        return page

    return open_


# The policy knows no language, and the pages of the sectors are one page: in every run each other page but that of the
# meetings, which its slides and the others' charts stand for, in one language, by turns.
EACH = sweep(*product([*PAGES, SLIDES], ("fa", "en")), now=[0, 3, 4, 11, 12, 16, 19])


@pytest.mark.parametrize(("path", "lang"), EACH)
def test_page_draws_and_breaks_no_policy(watched, lang, path):
    page = watched(path, lang)
    if path in WITH_MAP:
        expect(page.frame_locator(MAP).first.locator("path[data-code]").first).to_be_attached(timeout=15_000)
    if path in WITH_CHARTS:
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_attached(timeout=15_000)
    still(page)
    # The component that sets the direction ran, so that components run.
    assert page.evaluate("document.documentElement.dir") == ("rtl" if lang == "fa" else "ltr")
    assert page.evaluate("document.fonts.check('16px Vazirmatn')")
    assert violations(page) == []
    assert [one for one in page.said if "Content Security Policy" in one or "Permissions-Policy" in one] == []


def test_page_that_the_browser_has_kept_opens_again_under_its_policy(watched):
    page = watched("data", "en")
    address = page.url
    answers = [page.goto(place).header_value("content-security-policy") for place in (address, "/", address)]
    assert all("sandbox" not in (one or "") for one in answers)
    assert page.evaluate("localStorage.length >= 0")
    expect(page.get_by_test_id("stSidebar")).to_be_visible(timeout=30_000)


INLINE = """() => {
  const script = document.createElement("script");
  script.textContent = "window.ran = true";
  document.body.append(script);
}"""
HANDLER = """() => { document.body.insertAdjacentHTML("beforeend", "<a id=x onclick='window.ran = true'>x</a>");
  document.getElementById("x").click(); }"""
EVAL = """() => { const link = document.createElement("a"); link.href = "javascript:window.ran = true";
  document.body.append(link); link.click(); }"""
PICTURE = """() => new Promise((done) => {
  const image = new Image(); image.onload = image.onerror = done; image.src = "http://localhost:9/x.png?figure=1";
})"""
FETCH = """() => fetch("http://localhost:9/x?figure=1").catch(() => {})"""
FORM = """() => { const form = document.createElement("form"); form.action = "http://localhost:9/x";
  form.method = "post"; document.body.append(form); form.submit(); }"""
FRAME = """() => { const frame = document.createElement("iframe"); frame.src = "http://localhost:9/x";
  document.body.append(frame); }"""
BASE = """() => { const base = document.createElement("base"); base.href = "http://localhost:9/";
  document.head.append(base); window.ran = document.baseURI === base.href; }"""
WORKER = """() => { const worker = new Worker(URL.createObjectURL(new Blob(["postMessage(1)"])));
  worker.onmessage = () => { window.ran = true; }; }"""
ATTACKS = {
    "inline script": (INLINE, "script-src-elem"),
    "event handler": (HANDLER, "script-src-attr"),
    "javascript link": (EVAL, "script-src"),
    "foreign picture": (PICTURE, "img-src"),
    "foreign request": (FETCH, "connect-src"),
    "foreign frame": (FRAME, "frame-src"),
    "worker": (WORKER, "worker-src"),
    "another base": (BASE, "base-uri"),
    "foreign form": (FORM, "form-action"),
}


@pytest.fixture(scope="module", params=[False, True], ids=["policy", "no policy"])
def target(request, browser, server):
    """One page for all attacks, and one whose browser leaves the policy aside."""
    context = browser.new_context(base_url=server.url, bypass_csp=request.param)
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto("/", wait_until="domcontentloaded")
    page.free = request.param
    yield page
    context.close()


# The form comes last: where nothing stops it, it leaves the page.
@pytest.mark.parametrize("name", ATTACKS)
def test_what_is_injected_is_blocked_and_works_without_the_policy(target, name):
    attack, directive = ATTACKS[name]
    target.evaluate("window.ran = false")
    if target.free and "foreign" in name:
        with target.expect_request("http://localhost:9/**"):
            target.evaluate(attack)
    elif target.free:
        target.evaluate(attack)
        target.wait_for_function("() => window.ran")
    else:
        target.evaluate(attack)
        target.wait_for_function(
            "(one) => (window.violations ?? []).some((each) => each.startsWith(one))", arg=directive
        )
        assert not target.evaluate("window.ran")
