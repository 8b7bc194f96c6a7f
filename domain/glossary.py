"""The words of the dashboard in both languages, each with what it means. One word for one thing, and no synonyms."""

from __future__ import annotations

from dataclasses import dataclass

from domain.disclosure import FEW_BELOW
from domain.indicator import Text


@dataclass(frozen=True, slots=True)
class Term:
    """A word and its meaning."""

    word: Text
    meaning: Text


GLOSSARY: dict[str, Term] = {
    "admin_area": Term(
        Text("واحد تقسیمات کشوری", "admin area"),
        Text(
            "استان، شهرستان یا بخش، در محدودهٔ رسمی خود.",
            "A province, county or district in its official extent.",
        ),
    ),
    "level": Term(
        Text("سطح", "level"),
        Text(
            "کشور، استان، شهرستان، بخش؛ هر سطح جزئی از سطح بالاتر است.",
            "Country, province, county, district; each lies inside the one above.",
        ),
    ),
    "pcode": Term(
        Text("کد", "P-code"),
        Text(
            "شناسهٔ هر واحد: حروف IR و کد مرکز آمار ایران.",
            "The id of an area: IR and the division code of the Statistical Centre of Iran.",
        ),
    ),
    "foreign_nationals": Term(
        Text(
            "پناهندگان و سایر اتباع خارجی دارای مدرک اقامت (کوتاه: اتباع خارجی)",
            "refugees and other documented foreign nationals (short: foreign nationals)",
        ),
        Text(
            "دو گروه پناهنده و اتباع دارای مدرک اقامت با هم. افراد بدون مدرک در هیچ رقمی نیستند.",
            "Refugees and the other documented foreign nationals together. No figure holds undocumented people.",
        ),
    ),
    "refugee": Term(
        Text("پناهنده", "refugees"),
        Text(
            "دارندگان کارت آمایش یا دفترچهٔ هویت.",
            "Holders of an Amayesh card or a Hoviat booklet.",
        ),
    ),
    "documented": Term(
        Text("سایر اتباع خارجی دارای مدرک اقامت", "other documented foreign nationals"),
        Text(
            "دیگر اتباع خارجی با مدرک اقامت معتبر در همان دوره. دارندگان برگهٔ سرشماری، که اعتبار آن در ۱۴۰۳ پایان"
            " یافت، در هیچ سالی شمرده نمی‌شوند.",
            "Other foreign nationals with a residence document valid in the period. Holders of headcount slips, which"
            " expired on 20 March 2025, are counted in no year.",
        ),
    ),
    "host_community": Term(
        Text("جامعهٔ میزبان", "host community"),
        Text("ساکنان ایرانی.", "Iranian residents."),
    ),
    "target_population": Term(
        Text("جمعیت هدف", "target population"),
        Text("افرادی که خدمت برای آن‌هاست.", "The people a service is for."),
    ),
    "indicator": Term(
        Text("شاخص", "indicator"),
        Text("سنجه‌ای با تعریف، فرمول و منبع.", "A measure with a definition, a formula and sources."),
    ),
    "standard": Term(
        Text("استاندارد", "standard"),
        Text(
            "این‌که برای چند نفر چه اندازه ظرفیت لازم است؛ همیشه با منبع خود.",
            "How much capacity that many people need; always with its source.",
        ),
    ),
    "need": Term(
        Text("نیاز", "need"),
        Text("جمعیت هدف ضرب در استاندارد.", "Target population times standard."),
    ),
    "capacity": Term(
        Text("ظرفیت", "capacity"),
        Text(
            "آنچه مراکزِ فعال و نیازمند بهسازی ارائه می‌کنند.",
            "What facilities offer that are operational or need rehabilitation.",
        ),
    ),
    "coverage": Term(
        Text("پوشش", "coverage"),
        Text("ظرفیت تقسیم بر نیاز.", "Capacity divided by need."),
    ),
    "gap": Term(
        Text("شکاف", "gap"),
        Text("نیاز منهای ظرفیت.", "Need minus capacity."),
    ),
    "shortage": Term(
        Text("کمبود", "shortage"),
        Text(
            "جمع شکاف‌های مثبتِ هر بخش، دورهٔ تحصیلی و نوع مرکز؛ مازاد یک جا کمبود جای دیگر را نمی‌پوشاند.",
            "The sum of the positive gaps of each district, school stage and kind of facility; a surplus in one place"
            " never cancels a shortage in another.",
        ),
    ),
    "surplus": Term(
        Text("مازاد", "surplus"),
        Text("شکاف منفی: ظرفیتی بیش از نیاز.", "A negative gap: more capacity than need."),
    ),
    "benchmark": Term(
        Text("مقدار مرجع", "benchmark"),
        Text(
            "همان شاخص برای استان (محاسبه‌شده) و کشور (تنها اگر منتشر شده باشد).",
            "The same indicator for the province (computed) and the country (only where published).",
        ),
    ),
    "commitment": Term(
        Text("تعهد", "commitment"),
        Text("این‌که چه کسی چه چیزی را کجا و تا کی قول داده است.", "Who promised what, where, by when."),
    ),
    "scenario": Term(
        Text("سناریو", "scenario"),
        Text("وضع موجود با چند تغییر فرضی.", "The present state with assumed changes."),
    ),
    "catchment_access": Term(
        Text("دسترسی مکانی", "catchment access"),
        Text(
            "سهم هر سکونتگاه از ظرفیت مراکز نزدیک، با توجه به فاصله و شمار کسانی که همان مراکز را دارند (E2SFCA).",
            "A settlement's share of the capacity nearby, by distance and by how many others have the same facilities"
            " (E2SFCA).",
        ),
    ),
    "siting": Term(
        Text("مکان‌یابی", "siting"),
        Text(
            "یافتن بهترین جا برای مراکز تازه (MCLP، p-median).",
            "Finding the best places for new facilities (MCLP, p-median).",
        ),
    ),
    "disclosure_control": Term(
        Text("محرمانگی آماری", "disclosure control"),
        Text(
            "گرد کردن تصادفی شمارهای کوچک، تا رقم هیچ فردی آشکار نشود.",
            "Random rounding of counts, so that no figure tells of one person.",
        ),
    ),
    "few": Term(
        Text("کمتر از ۱۰ نفر", f"fewer than {FEW_BELOW} people"),
        Text(
            "جمعی که کوچک‌تر از آن است که نوشته شود؛ نرخی از آن ساخته نمی‌شود.",
            "A sum too small to be told; no rate is made from it.",
        ),
    ),
    "no_data": Term(
        Text("بدون داده", "no data"),
        Text(
            "رقمی نیست یا بیش از یک‌پنجم مراکز گزارش نداده‌اند؛ صفر نیست.",
            "There is no figure, or more than a fifth of the facilities have not reported; it is not zero.",
        ),
    ),
    "demonstration_data": Term(
        Text("دادهٔ نمایشی", "demonstration data"),
        Text(
            "رقم ساختگی برای نشان دادن کار داشبورد؛ هیچ وضع واقعی را نشان نمی‌دهد.",
            "Made-up figures that show how the dashboard works; they describe nothing real.",
        ),
    ),
    "reference_period": Term(
        Text("دورهٔ مرجع", "reference period"),
        Text("سالی که رقم دربارهٔ آن است.", "The year that a figure is about."),
    ),
    "provenance": Term(
        Text("منشأ داده", "provenance"),
        Text(
            "این‌که هر رقم از کجا آمده است: منبع، مجوز و هشدار کاربرد.",
            "Where a figure is from: source, licence, usage warning.",
        ),
    ),
}
