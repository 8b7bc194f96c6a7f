"""Whole handouts in both languages, with every kind of page, for tests of slides and of the printed pages."""

import io
from dataclasses import replace
from datetime import date

from PIL import Image

from briefing.chart import Axis, Chart, Series, ticks
from briefing.handout import Handout, KeyFigure, Page
from briefing.report import Row, Table
from tests.briefing.pixels import map_of

DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
MARK = {"fa": "دادهٔ نمایشی", "en": "Demonstration data"}
COUNTIES = {
    "fa": ("رباط‌کریم", "ری", "پاکدشت", "شهریار", "ورامین", "اسلامشهر", "قدس", "ملارد"),
    "en": ("Robat Karim", "Rey", "Pakdasht", "Shahriar", "Varamin", "Eslamshahr", "Qods", "Malard"),
}
PARTNERS = {
    "fa": (
        "کمیساریای عالی سازمان ملل متحد در امور پناهندگان",
        "یونیسف",
        "نوسازی مدارس",
        "دانشگاه علوم پزشکی ایران",
        "فنی و حرفه‌ای",
    ),
    "en": ("UNHCR", "UNICEF", "School Renovation Organization", "Iran University of Medical Sciences", "TVTO"),
}
SAID = {
    "fa": {
        "foot": (
            "داخلی · مرزها و نام‌های نشان‌داده‌شده و عنوان‌های به‌کاررفته به معنای "
            "تأیید یا پذیرش رسمی آن‌ها از سوی سازمان ملل متحد نیست."
        ),
        "source": (
            "منبع: سازمان نوسازی، توسعه و تجهیز مدارس کشور، ۱۴۰۳ · مرکز آمار ایران، "
            "۱۴۰۲. رقم‌های کمتر از ۱۰ نفر نشان داده نمی‌شود."
        ),
        "finding": (
            "پنج شهرستان از ۱۶ شهرستان کمتر از نیمی از صندلی‌های لازم را دارند؛ بیشترین "
            "کمبود در رباط‌کریم با ۱۲٬۳۰۰ صندلی است."
        ),
        "subtitle": (
            "پوشش نیاز به صندلی مدرسه · پناهندگان و سایر اتباع خارجی دارای مدرک اقامت و "
            "جامعهٔ میزبان · ۱۴۰۳ · استاندارد: هر دانش‌آموز یک صندلی"
        ),
        "notes": "نخست نقشه را نشان دهید.\nسپس تعهدهای دیرشده را بخوانید.",
        "figures": (
            KeyFigure("کمبود", "۴۱٬۲۰۰ صندلی", "۲۳٪ نیاز استان"),
            KeyFigure("تعهد داده‌شده", "۱۸٬۵۰۰ صندلی", "از ۶ نهاد"),
            KeyFigure("آنچه می‌ماند", "۲۲٬۷۰۰ صندلی", "اگر همهٔ تعهدها انجام شود"),
        ),
        "heads": ("شهرستان", "نهاد", "تعهد", "مقدار", "تا"),
        "what": "ساخت ۱۲ کلاس درس در بخش مرکزی",
        "until": "مهر ۱۴۰۵",
        "late": "دیر شده",
        "lines": (
            "پاکدشت: ساخت دبستان ۱۲ کلاسه از «برنامه‌ریزی‌شده» به «در دست ساخت» رفت.",
            "ری: تعهد بهسازی خانهٔ بهداشت فیروزآباد پایان یافت.",
            "ورامین: موعد کارگاه معیشت از تیر به آذر ۱۴۰۵ رفت.",
        ),
        "small": (
            "شرایط استفاده: تنها برای شرکت‌کنندگان جلسه. تماس: ادارهٔ کل امور اتباع و مهاجرین خارجی استان تهران.",
            "روش: شکاف برابر است با نیاز منهای ظرفیت؛ نیاز برابر است با جمعیت هدف ضرب در استاندارد.",
            "محرمانگی آماری: رقم‌های کمتر از ۱۰ نفر و رقم‌هایی که آن‌ها را فاش می‌کند نشان داده نمی‌شود.",
            "عکس لحظه‌ای ۳f9a · نسخهٔ داده ۲۰۲۶-۰۲-۱۵",
        ),
    },
    "en": {
        "foot": (
            "Internal · The boundaries and names shown and the designations used do not "
            "imply official endorsement or acceptance by the United Nations."
        ),
        "source": (
            "Source: School Renovation Organization, 2024/25 (1403) · Statistical "
            "Centre of Iran, 2023. Figures of fewer than 10 people are not shown."
        ),
        "finding": (
            "Five of 16 counties have fewer than half of the school seats they need; "
            "the largest shortage is in Robat Karim, 12,300 seats."
        ),
        "subtitle": (
            "Coverage of need for school seats · refugees and other documented foreign "
            "nationals and host community · 2024/25 (1403) · standard: one seat per pupil"
        ),
        "notes": "Show the map first.\nThen read the late commitments.",
        "figures": (
            KeyFigure("Shortage", "41,200 seats", "23% of the province's need"),
            KeyFigure("Committed", "18,500 seats", "by six organizations"),
            KeyFigure("What remains", "22,700 seats", "if all commitments are kept"),
        ),
        "heads": ("County", "Organization", "Commitment", "Amount", "By"),
        "what": "Building of 12 classrooms in the Central district",
        "until": "October 2026",
        "late": "late",
        "lines": (
            "Pakdasht: the primary school of 12 classrooms went from planned to under construction.",
            "Rey: the rehabilitation of the health house of Firuzabad is complete.",
            "Varamin: the workshop moved from July to December 2026.",
        ),
        "small": (
            "Terms of use: for participants of the meeting only. Contact: Bureau for Aliens and Foreign "
            "Immigrants Affairs, Tehran.",
            "Method: gap is need minus capacity; need is target population times standard.",
            "Disclosure rule: figures of fewer than 10 people, and figures that would disclose such, are not shown.",
            "Snapshot 3f9a · data version 2026-02-15",
        ),
    },
}


TITLES = {
    "fa": (
        "جلسهٔ هماهنگی خدمات پناهندگان و جامعهٔ میزبان",
        "تعهدهای آموزش (ادامه)",
        "چه تغییر کرد؟",
        "شکاف پس از تعهدها",
        "کدام نهاد چه می‌کند؟",
        "تصمیم‌های جلسه",
        "کمبود صندلی مدرسه در جنوب و غرب استان",
    ),
    "en": (
        "Coordination meeting on services for refugees and host communities",
        "Commitments for education (continued)",
        "What has changed?",
        "Gap after commitments",
        "Who does what?",
        "Decisions",
        "School seats are short in the south and west of the province",
    ),
}


def number(value, lang):
    text = f"{value:,}"
    return text.replace(",", "٬").translate(DIGITS) if lang == "fa" else text


def commitments(lang, count, name="", first=0):
    said = SAID[lang]
    rows = tuple(
        Row(
            (
                COUNTIES[lang][place % 8],
                PARTNERS[lang][place % 5],
                said["what"],
                number(1200 + 37 * place, lang),
                said["late"] if place % 7 == 3 else said["until"],
            ),
            is_late=place % 7 == 3,
        )
        for place in range(first, first + count)
    )
    return Table(name, said["heads"], rows, figures=(3,))


def partners_chart(lang, kind="stacked"):
    is_fa = lang == "fa"
    names = ("برنامه‌ریزی‌شده", "در دست ساخت", "دیر شده") if is_fa else ("planned", "under construction", "late")
    values = ((2400, 1800, 950, 300, 120), (1200, 400, 2100, 80, 60), (300, 0, 500, None, 40))
    missing = "بدون داده" if is_fa else "no data"
    series = tuple(
        Series(
            name,
            tuple(None if value is None else float(value) for value in row),
            tuple(missing if value is None else number(value, lang) for value in row),
            colour,
        )
        for name, row, colour in zip(names, values, ("#8fc1e1", "#0072bc", "#d25a45"), strict=True)
    )
    return Chart(
        kind=kind,
        title="تعهدهای هر نهاد بر پایهٔ وضعیت" if is_fa else "Commitments of each organization by status",
        subtitle="صندلی مدرسه · ۱۴۰۳" if is_fa else "School seats · 2024/25 (1403)",
        categories=PARTNERS[lang],
        series=series,
        axis=Axis("صندلی" if is_fa else "seats", tuple((at, number(int(at), lang)) for at in ticks(4000.0))),
        category_name="نهاد" if is_fa else "Organization",
        is_rtl=is_fa,
    )


def item(lang, place, picture, **more):
    said, is_fa, at = SAID[lang], lang == "fa", number(place + 1, lang)
    sector = (("آموزش", "سلامت", "معیشت") if is_fa else ("Education", "Health", "Livelihoods"))[place]
    kicker = f"دستور جلسه {at} از ۳ · {sector}" if is_fa else f"Agenda item {at} of 3 · {sector}"
    return Page(
        f"item-{place + 1}", "item", kicker, TITLES[lang][-1],
        finding=said["finding"], subtitle=said["subtitle"], figures=said["figures"], picture=picture,
        notes=said["notes"], source=said["source"], mark=MARK[lang], view="sector=education", **more,
    )  # fmt: skip


def handout(lang, **more):
    """A handout with a page of every kind; three of them have a map."""
    said, titles, is_fa = SAID[lang], TITLES[lang], lang == "fa"
    picture = more.pop("picture", None) or map_of(is_fa)
    common = {"source": said["source"], "mark": MARK[lang]}
    first, remains, last = ("جلسه", "آنچه می‌ماند", "پایان") if is_fa else ("Meeting", "What remains", "Closing")
    found = {"finding": said["finding"], **common}
    pages = (
        Page("title", "title", first, titles[0], lines=said["lines"][:2], mark=MARK[lang]),
        item(lang, 0, picture),
        item(lang, 1, picture, table=commitments(lang, 3)),
        item(lang, 2, picture, lines=said["lines"]),
        Page("more-1", "more", remains, titles[1], table=commitments(lang, 8, first=3), **common),
        Page("changes", "changes", remains, titles[2], lines=said["lines"], **common),
        Page("gap", "gap", remains, titles[3], figures=said["figures"], table=commitments(lang, 4), **found),
        Page("partners", "partners", remains, titles[4], chart=partners_chart(lang), **found),
        Page("closing", "closing", last, titles[5], lines=said["lines"], table=commitments(lang, 3)),
    )
    made = Handout(
        lang=lang,
        direction="rtl" if is_fa else "ltr",
        title=titles[0],
        when_where="۲۶ بهمن ۱۴۰۴ · استانداری تهران" if is_fa else "15 February 2026 (1404) · Tehran Governorate",
        as_of="به تاریخ ۲۶ بهمن ۱۴۰۴" if is_fa else "As of 15 February 2026 (1404)",
        pages=pages,
        page_of="صفحهٔ {page} از {pages}" if is_fa else "Page {page} of {pages}",
        digits="".join(number(one, lang) for one in range(10)),
        foot=said["foot"],
        small_print=said["small"],
        mark=MARK[lang],
        made_on=date(2026, 2, 15),
    )
    return replace(made, **more)


def picture_file(wide=410, tall=310):
    """A PNG that stands for a map."""
    file = io.BytesIO()
    Image.new("RGB", (wide, tall), "#4f9ed0").save(file, "PNG")
    return file.getvalue()


def maps_for(made):
    return {page.id: picture_file() for page in made.pages if page.picture}


def empty(lang):
    """A meeting of which nothing is known yet."""
    made = handout(lang)
    table = Table("", SAID[lang]["heads"], (), empty=MARK[lang])
    pages = (made.pages[0], replace(made.pages[-1], lines=(), table=table))
    return replace(made, pages=tuple(replace(one, lines=(), mark="") for one in pages), mark="", small_print=())


def with_many(lang, count=200, each=10):
    """A meeting with so many commitments that they go on over pages."""
    made = handout(lang)
    page = made.pages[4]
    more = tuple(
        replace(page, id=f"more-{first}", table=commitments(lang, each, first=first)) for first in range(0, count, each)
    )
    return replace(made, pages=(made.pages[0], *more, made.pages[-1]))


NASTY = (
    "<script>alert(1)</script>", "a\x00b\x08c\x1b[0m", "\u202eevil\u202c \u2067ok\u2069", "=HYPERLINK(0)", "😀 school",
    "می\u200cخواهد", "\ud800x\ufffe", "http://x & <b>", "W" * 400, "نام دراز " * 45,
)  # fmt: skip


def hostile(lang, *texts):
    """A meeting in which each of the texts stands wherever one can stand; five pages for each."""
    made = handout(lang)
    pages = [page for place, text in enumerate(texts) for page in _hostile_pages(made, text, place)]
    return replace(made, title=texts[0], pages=tuple(pages), when_where=texts[0], small_print=texts)


def _hostile_pages(made, text, place):
    rows = (Row((text,) * 5), Row((text,), is_part=True), Row((text,) * 5, stated=(2,)))
    plain = partners_chart(made.lang)
    chart = replace(plain, categories=(text,) * 5, series=tuple(replace(one, name=text) for one in plain.series))
    figures = (KeyFigure(text, text[:20], text),) * 2
    table = Table(text, (text,) * 5, rows, more=text)
    first, one = made.pages[0], replace(made.pages[1], title=text, finding=text, kicker=text, notes=text)
    bare = replace(one, title="t", finding="", figures=(), picture=None)
    pages = (
        replace(first, title=text, lines=(text,)),
        one,
        replace(one, id="figures", figures=figures, picture=None),
        replace(bare, id="table", table=table),
        replace(bare, id="chart", chart=chart),
    )
    return [replace(page, id=f"{page.id}-{place}") for page in pages]
