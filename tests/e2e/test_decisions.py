"""A decision is typed in a real browser, and its workbook is downloaded at once and read back."""

import openpyxl
from playwright.sync_api import expect

TYPED = "ساخت ۱۲ کلاس درس در «بوستان»"


def test_decision_that_was_just_typed_is_in_the_workbook_and_in_the_text(page_factory, tmp_path):
    page = page_factory("desktop", "fa")
    page.goto("/meetings?lang=fa&meeting=m_1404_12")
    # People type on a page that stands; while it is drawn, what comes above moves what is below.
    page.frame_locator(".st-key-meeting_map iframe").locator("html[data-painted]").wait_for(timeout=30_000)
    done = "() => document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'"
    page.wait_for_function(done)
    page.get_by_text("تصمیم‌های این جلسه").click()
    field = page.get_by_label("تصمیم، به فارسی").nth(1)
    field.wait_for()
    page.wait_for_function(done)
    page.wait_for_timeout(1000)
    field.fill(TYPED)
    # Straight from the field to the button: what was typed is on its way while it is pressed.
    # A hand holds a button for about 100 ms; longer here, so that the run that the field began ends meanwhile.
    with page.expect_download() as download:
        page.get_by_role("button", name="تصمیم‌ها برای مسئول داده (XLSX)").click(delay=700)
    assert download.value.suggested_filename == "hamgam_decisions_m_1404_12_fa.xlsx"
    download.value.save_as(tmp_path / "made.xlsx")
    made = openpyxl.load_workbook(tmp_path / "made.xlsx")
    rows = list(made["agenda_item"].iter_rows(min_row=2, values_only=True))
    assert [row[5] for row in rows] == [None, TYPED, None, None]
    expect(page.locator(".hg-typed-count")).to_have_text("")
    expect(field).to_have_value(TYPED)
    page.get_by_text("متن برای صورت‌جلسه", exact=True).click()
    text = page.locator(".hg-brief")
    expect(text).to_contain_text(f"تصمیم: {TYPED} (نوشته‌شده در همین نشست کاری، نه در پایگاه داده)")
    assert text.evaluate("one => getComputedStyle(one).direction") == "rtl"
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="رونوشت متن").click()
    expect(page.get_by_text("رونوشت برداشته شد.")).to_be_visible()
    # No script may read the clipboard, which Permissions-Policy sees to; a reader pastes.
    page.evaluate("() => { const one = document.createElement('textarea'); document.body.append(one); one.focus(); }")
    page.keyboard.press("Control+V")
    assert page.locator("body > textarea").input_value() == text.text_content()
