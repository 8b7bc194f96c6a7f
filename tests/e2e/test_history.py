"""The browser's history over a language switch: page and shell speak one language."""

import pytest
from playwright.sync_api import expect

from tests.e2e.test_links_and_drilling import LANGUAGES, SWITCH, assert_page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_history_over_a_language_switch_shows_shell_and_page_in_the_language_of_the_address(open_map, lang):
    other = "en" if lang == "fa" else "fa"
    opened = open_map(f"indicator=health_posts&lang={lang}")
    opened.mark()
    opened.page.get_by_role("button", name=SWITCH[lang]).click()
    opened.until(f"lang={other}&")
    assert_page(opened, other)

    opened.page.go_back()
    opened.until(f"lang={lang}&")
    assert_page(opened, lang)
    expect(opened.page.get_by_role("button", name=SWITCH[other])).to_have_count(0)

    opened.page.go_forward()
    opened.until(f"lang={other}&", "indicator=health_posts&")
    assert_page(opened, other)
    assert opened.is_marked(), "the frame was mounted anew"
    assert opened.trouble == []
