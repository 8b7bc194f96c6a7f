"""Buttons, scale, north note, full screen and keys of the map, in both languages."""

import re

import pytest
from playwright.sync_api import expect

from tests.sweeps import EN_NOW, FA_NOW, sweep

NAMES = {
    "en": ("Zoom in", "Zoom out", "Show the whole area", "Full screen", "Keys of the map"),
    "fa": ("بزرگ‌نمایی", "کوچک‌نمایی", "نمایش کل محدوده", "تمام‌صفحه", "کلیدهای نقشه"),
}

SIDES = "(one) => [one.getBoundingClientRect().left, one.getBoundingClientRect().right]"
TAKEN = """[...document.querySelectorAll(".leaflet-control, #hg-badge, .hg-cluster")]
  .map((one) => one.getBoundingClientRect()).map((box) => [box.left, box.top, box.right, box.bottom])"""
LOWER = """(by) => map.getContainer().style.setProperty("height", innerHeight - by + "px", "important")"""
PRESS = "(key) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}))"
NAMED_COUNTIES = """[...document.querySelectorAll(".hg-name.beside")]
  .filter((one) => one.style.visibility === "visible").length"""


def in_frame(opened, name):
    return opened.frame.get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize("lang", EN_NOW)
def test_buttons_have_names_and_stand_where_a_reader_begins(open_map, lang):
    opened = open_map(f"lang={lang}")
    width = opened.frame.evaluate("innerWidth")
    for name in NAMES[lang]:
        box = in_frame(opened, name).evaluate(
            "(one) => { const b = one.getBoundingClientRect(); return [b.left, b.right]; }"
        )
        assert box[0] > width - 80 if lang == "fa" else box[1] < 80, name
    opened.page.get_by_role("button", name="English" if lang == "fa" else "فارسی").click()
    other = "en" if lang == "fa" else "fa"
    opened.until(f"lang={other}")
    for name in NAMES[other]:
        expect(in_frame(opened, name)).to_have_count(1)
    assert opened.frame.locator(".leaflet-control-zoom").count() == 1


@pytest.mark.parametrize("lang", FA_NOW)
def test_scale_bar_says_kilometres_in_the_digits_of_the_language_and_fits_the_ground(open_map, lang):
    opened = open_map(f"lang={lang}")
    bar = opened.frame.locator(".leaflet-control-scale-line")
    text = bar.inner_text()
    assert re.fullmatch(r"\d+ km" if lang == "en" else "[۰-۹]+ کیلومتر", text)
    kilometres = float(text.split()[0].translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")))
    across = opened.frame.evaluate(
        """() => { const y = map.getSize().y / 2, w = document.querySelector(".leaflet-control-scale-line").offsetWidth;
          return map.distance(map.containerPointToLatLng([0, y]), map.containerPointToLatLng([w, y])) / 1000; }"""
    )
    assert kilometres == pytest.approx(across, rel=0.05)
    opened.frame.evaluate("map.setZoom(14)")
    assert bar.inner_text().endswith(" m" if lang == "en" else " متر") or kilometres > 1
    expect(opened.frame.locator(".hg-north")).to_have_text("North is up" if lang == "en" else "شمال بالا")


def test_whole_area_comes_back_after_pan_and_zoom(open_map):
    opened = open_map("lang=en")
    fitted = opened.zoom()
    opened.frame.locator(".leaflet-container").focus()
    for key in ("ArrowRight", "ArrowDown", "+", "+"):
        opened.page.keyboard.press(key)
    assert opened.zoom() != fitted
    in_frame(opened, "Show the whole area").click()
    assert opened.zoom() == pytest.approx(fitted, abs=0.01)


@pytest.mark.parametrize("lang", EN_NOW)
def test_full_screen_by_keyboard_shows_title_and_legend_and_leaves_again(open_map, lang):
    opened = open_map(f"level=district&area=IR2303&kinds=hospital&lang={lang}")
    frame, page = opened.frame, opened.page
    in_frame(opened, NAMES[lang][3]).focus()
    page.keyboard.press("Enter")
    panel = frame.locator("#hg-panel")
    expect(panel.locator("h1")).to_have_text(opened.heading())
    expect(panel.locator(".hg-legend")).to_have_count(2)
    assert page.evaluate("document.fullscreenElement?.tagName") == "IFRAME"
    leave = "Leave full screen" if lang == "en" else "خروج از حالت تمام‌صفحه"
    expect(in_frame(opened, leave)).to_be_focused()
    opened.page.keyboard.press("Backspace")
    opened.until("area=IR23&")
    expect(page.locator(".hg-crumb")).to_have_count(0)  # the title follows the map
    expect(panel.locator("h1")).to_have_text(opened.heading())
    in_frame(opened, leave).click()
    expect(panel).to_have_count(0)
    assert page.evaluate("document.fullscreenElement") is None
    expect(in_frame(opened, NAMES[lang][3])).to_have_count(1)
    assert opened.trouble == []


@pytest.mark.parametrize("lang", FA_NOW)
def test_list_of_keys_opens_closes_and_gives_the_focus_back(open_map, lang):
    opened = open_map(f"lang={lang}")
    frame, page = opened.frame, opened.page
    frame.locator(".leaflet-container").focus()
    mark = "?" if lang == "en" else "؟"  # Playwright knows no Persian keyboard
    frame.evaluate(PRESS, mark)
    dialog = frame.get_by_role("dialog", name=NAMES[lang][4])
    expect(dialog).to_be_focused()
    expect(dialog).to_contain_text("Backspace")
    expect(dialog).to_have_attribute("dir", "ltr" if lang == "en" else "rtl")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(frame.locator(".leaflet-container")).to_be_focused()
    in_frame(opened, NAMES[lang][4]).click()
    dialog.get_by_role("button").click()
    expect(in_frame(opened, NAMES[lang][4])).to_be_focused()


def test_keys_pan_zoom_drill_and_go_back(open_map):
    opened = open_map("lang=en")
    frame, page = opened.frame, opened.page
    box = frame.locator(".leaflet-container")
    box.focus()
    zoom, lat, lng = opened.zoom()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    assert opened.zoom()[1] > lat
    assert opened.zoom()[2] < lng
    page.keyboard.press("+")
    assert opened.zoom()[0] > zoom
    page.keyboard.press("-")
    assert opened.zoom()[0] == pytest.approx(zoom)
    page.keyboard.press("Home")
    assert opened.zoom() == pytest.approx((zoom, lat, lng), abs=0.01)

    frame.locator("path[data-code=IR2303]").focus()
    page.keyboard.press("ArrowUp")
    assert opened.zoom()[1] > lat, "arrows move the map from any area too"
    for back in ("Backspace", "Escape"):
        page.keyboard.press("Enter")
        opened.until("area=IR2303&")
        expect(box).to_be_focused()
        page.keyboard.press(back)
        opened.until("area=IR23&", "level=county&")
        page.keyboard.press(back)
        page.wait_for_timeout(300)
        assert "&area=IR23&" in opened.painted, "there is nothing above the province"
        frame.locator("path[data-code=IR2303]").focus()
    assert opened.trouble == []


@pytest.mark.parametrize("lang", EN_NOW)
def test_each_area_has_its_name_and_value_and_says_the_rest_when_it_gets_the_focus(open_map, lang):
    opened = open_map(f"indicator=health_posts&lang={lang}")
    frame, view = opened.frame, opened.view
    for code, (_fill, name, value, *_rest) in view["areas"].items():
        path = frame.locator(f"path[data-code={code}]")
        label = path.get_attribute("aria-label")
        assert label.startswith(f"{name}, ")
        assert label.endswith(value.replace("\u2066", "").replace("\u2069", ""))
        assert path.get_attribute("role") == "button"
    live = frame.locator("#hg-live")
    assert live.get_attribute("aria-live") == "polite"
    frame.locator("path[data-code=IR2302]").focus()
    expect(live).to_contain_text(view["heads"][1])
    expect(live).to_contain_text(view["areas"]["IR2302"][3])


def test_area_that_leads_nowhere_is_no_button(open_map):
    opened = open_map("level=district&area=IR2303&lang=en")
    assert opened.frame.locator("path[data-code=IR230303]").get_attribute("role") == "img"
    beside = opened.frame.locator("path[data-code=IR2301]")
    assert (beside.get_attribute("role"), beside.get_attribute("aria-label")) == ("button", "Tehran")


@pytest.mark.parametrize("lang", FA_NOW)
def test_frame_is_named_for_what_it_shows(open_map, lang):
    opened = open_map(f"lang={lang}")
    name = opened.page.locator("iframe[src*=folium]").get_attribute("aria-label")
    assert name.startswith("Map." if lang == "en" else "نقشه.")
    assert opened.frame.locator(".leaflet-container").get_attribute("aria-label") == name


def names_under_something(opened):
    taken = opened.still().frame.evaluate(TAKEN)
    assert len(taken) > 4
    return [
        (text, name, box)
        for text, *name in opened.labels()
        for box in taken
        if not (name[2] <= box[0] or name[0] >= box[2] or name[3] <= box[1] or name[1] >= box[3])
    ]


@pytest.mark.parametrize("link", ["level=district", "level=district&area=IR2303", "kinds=hospital,primary_school"])
@pytest.mark.parametrize("viewport", sweep(((1366, 768),), ((420, 900),), now=[0]))
def test_no_name_lies_under_a_button_a_note_or_a_cluster(open_map, link, viewport):
    opened = open_map(f"{link}&lang=fa", viewport=viewport)
    if "kinds" in link:
        opened.frame.wait_for_function("document.documentElement.dataset.facilities")
    for _ in range(3):
        assert names_under_something(opened) == []
        opened.frame.locator(".leaflet-control-zoom-in").click()


def test_names_make_room_for_clusters_when_the_map_gets_lower(open_map):
    """A finding of two lines takes the map its height: fitted at the same zoom, the symbols move last."""
    opened = open_map("kinds=hospital,primary_school&lang=fa", viewport=(1366, 768))
    opened.frame.wait_for_function("document.documentElement.dataset.facilities")
    for lower in (22, 40, 60):
        was = opened.still().frame.evaluate("map.getSize().y")
        opened.frame.evaluate(LOWER, lower)
        assert opened.still().frame.evaluate("map.getSize().y") < was
        placed = opened.still().labels()
        opened.frame.evaluate("hamgamParts.declutter()")
        assert opened.labels() == placed, "they were placed around the clusters where these stand now"


def test_moved_name_stays_in_its_own_area(open_map):
    opened = open_map("kinds=hospital,primary_school&lang=en")
    opened.frame.wait_for_function("document.documentElement.dataset.facilities")
    found = opened.frame.evaluate(
        """[...document.querySelectorAll(".hg-name")].filter((one) => one.style.visibility === "visible").map((one) => {
          const box = one.firstChild.getBoundingClientRect(), at = [box.x + box.width / 2, box.y + box.height / 2];
          const under = document.elementsFromPoint(...at).find((other) => other.dataset.code);
          return [one.textContent, parseFloat(one.firstChild.style.top) || 0, under?.getAttribute("aria-label") ?? ""];
        })"""
    )
    moved = [(name, label) for name, up, label in found if up]
    assert moved
    assert all(label.startswith(f"{name},") for name, label in moved), moved


def test_counties_are_named_over_their_districts_at_a_deeper_zoom(open_map):
    opened = open_map("level=district&lang=en")
    assert opened.frame.evaluate(NAMED_COUNTIES) == 0
    opened.frame.evaluate("map.setZoom(10.5)")
    assert opened.frame.evaluate(NAMED_COUNTIES) > 0


def test_letters_of_names_stand_on_a_white_rim_whatever_is_below(open_map):
    opened = open_map("lang=fa")
    look = opened.frame.locator(".hg-name span").first.evaluate(
        "(one) => [getComputedStyle(one).color, getComputedStyle(one).textShadow]"
    )
    assert look[0] == "rgb(18, 32, 43)"
    sharp = [part for part in look[1].split("rgb(255, 255, 255)") if part.strip(" ,").endswith("0px")]
    assert len(sharp) >= 8, "on all sides, without blur"
