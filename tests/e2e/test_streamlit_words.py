"""No English word of Streamlit's own is left on the Persian page, neither seen nor heard."""

import re

import pytest
from playwright.sync_api import expect

# Everything with three Latin letters in a row that is shown or read aloud, with where it stands.
LATIN = """() => {
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, element = node.nodeType === 3 ? node.parentElement : node;
    if (element.closest("style, script, noscript, [data-testid=stIconMaterial], .st-key-foot")) continue;
    const texts = node.nodeType === 3 ? [node.nodeValue]
      : ["aria-label", "title", "alt", "placeholder"].map((name) => node.getAttribute(name) ?? "");
    found.push(...texts.filter((text) => /[A-Za-z]{3}/.test(text)));
  }
  return found;
}"""
# The other language's name, keys, and what is written in Latin letters in Persian too.
ALLOWED = re.compile("English|Tab|Enter")


def english(page):
    return [text for text in page.evaluate(LATIN) if not re.fullmatch("[^A-Za-z]*", ALLOWED.sub("", text))]


def assert_persian(page):
    page.wait_for_function("() => document.documentElement.lang === 'fa'")
    page.wait_for_timeout(200)
    assert english(page) == []


@pytest.mark.parametrize("link", ["indicator=training_places", "indicator=priority_index"])
def test_page_with_its_rarer_choices_open(open_map, link):
    page = open_map(f"{link}&lang=fa").page
    page.get_by_role("button", name="بیشتر").click()
    expect(page.locator("[data-testid=stNumberInputStepUp]").first).to_be_visible()
    assert_persian(page)
    page.locator("[data-testid=stNumberInputField]").first.fill("7")
    expect(page.locator("[data-testid=InputInstructions]").first).to_be_visible()
    assert_persian(page)


def test_filter_that_finds_nothing(open_map):
    page = open_map("lang=fa").page
    page.locator("[class*=st-key-area-]").get_by_role("combobox").click()
    page.keyboard.type("ققق")
    expect(page.get_by_role("listbox")).to_contain_text("چیزی یافت نشد")
    assert_persian(page)


def test_page_that_does_not_exist(page_factory):
    page = page_factory((1366, 768), "fa")
    page.goto("/nowhere?lang=fa")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("صفحه یافت نشد")
    expect(dialog).to_contain_text("نمای کلی")
    expect(dialog.get_by_role("button")).to_have_attribute("aria-label", "بستن")


def test_words_follow_the_switch_of_the_language_in_both_directions(open_map):
    page = open_map("lang=fa").page
    skip = page.locator("[data-testid=stSkipToContent]")
    expect(skip).to_have_text("رفتن به محتوای اصلی")
    page.get_by_role("button", name="English").click()
    expect(skip).to_have_text("Skip to main content")
    expect(page.locator("[data-testid=stSidebar]")).to_have_attribute("aria-label", "Sidebar")
    page.get_by_role("button", name="فارسی").click()
    expect(skip).to_have_text("رفتن به محتوای اصلی")
    expect(page.locator("[data-testid=stSidebar]")).to_have_attribute("aria-label", "نوار کناری")


def test_number_fields_draw_persian_digits_and_no_decimals_that_a_number_has_not(open_map):
    for lang, drawn in (("fa", '"ss01"'), ("en", "normal")):
        page = open_map(f"indicator=training_places&target=20&lang={lang}").page
        page.get_by_role("button", name="بیشتر" if lang == "fa" else "More", exact=True).click()
        field = page.locator("[data-testid=stNumberInputField]")
        expect(field).to_have_value("20")
        expect(field).to_have_css("font-feature-settings", drawn)
