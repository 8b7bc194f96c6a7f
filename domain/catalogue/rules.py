"""Rules that all indicators share, told once, in both languages; `{name}` is a number that the program is set to."""

from __future__ import annotations

from dataclasses import dataclass

from domain.indicator import Text


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes
    ----------
    title, text : Text
    symbols : str
        The rule in symbols, where it has any.
    """

    title: Text
    text: Text
    symbols: str = ""


DISCLOSURE = Rule(
    title=Text(fa="محرمانگی آماری", en="Disclosure control: protection of small counts"),
    text=Text(
        fa="هر شمار پناهندگان و سایر اتباع خارجی، در ریزترین خانهٔ جدول و پیش از هر محاسبه، یک بار به یکی از دو"
        " مضرب {base} کنار خود گرد می‌شود. قرعهٔ هر خانه از کلیدی محرمانه می‌آید؛ پس هر خانه همیشه یک رقم دارد و"
        " جمع‌ها با هم می‌خوانند. میانگین خطا صفر است و خطای هیچ خانه‌ای به {base} نمی‌رسد. جمع کمتر از {few} نفر"
        " «کمتر از {few} نفر» نوشته می‌شود و نرخی از آن ساخته نمی‌شود.",
        en="Every count of refugees and of other documented foreign nationals is rounded once, at the finest cell"
        " and before anything is computed, to one of the two multiples of {base} next to it. The draw of a cell"
        " comes from a secret key, so that a cell always has one figure and sums agree. The mean error is zero,"
        " and none reaches {base}. A sum below {few} is shown as 'fewer than {few} people', and no rate is made"
        " from it.",
    ),
    symbols="E[rounded] = count;  |rounded − count| < b",
)

RULES: tuple[Rule, ...] = (
    Rule(
        title=Text(fa="جمعیت هدف", en="Target population"),
        text=Text(
            fa="افراد سه گروه: جامعهٔ میزبان، پناهندگان و سایر اتباع خارجی دارای مدرک اقامت. برای هر سال تازه‌ترین"
            " رقم تا آن سال به کار می‌رود، حداکثر {people_years} سال پیش از آن. جامعهٔ میزبان، جایی که رقم خود را"
            " ندارد، ساکنان منهای اتباع خارجی است و پس از محرمانگی آماری محاسبه می‌شود.",
            en="The people of three groups: host community, refugees and other documented foreign nationals. For a"
            " year the latest figure up to that year counts, at most {people_years} years older. Where hosts have no"
            " figure of their own they are residents minus foreign nationals, computed after disclosure control.",
        ),
        symbols="host = max(0, resident − refugee − documented)",
    ),
    DISCLOSURE,
    Rule(
        title=Text(fa="ظرفیتی که شمرده می‌شود", en="Capacity counted"),
        text=Text(
            fa="مراکزی که در آن سال فعال یا نیازمند بهسازی‌اند. مراکز در دست ساخت و برنامه‌ریزی‌شده جدا می‌آیند و ظرفیت"
            " شمرده نمی‌شوند. رقم هر مرکز تازه‌ترین رقم آن است، حداکثر {capacity_years} سال پیش؛ رقم کهنه‌تر نبودِ رقم"
            " است.",
            en="Facilities that are operational or need rehabilitation in that year. Those under construction or"
            " planned are told apart and are no capacity. A facility's figure is its latest one, at most"
            " {capacity_years} years old; an older one counts as missing.",
        ),
    ),
    Rule(
        title=Text(fa="گزارش مراکز", en="Reporting"),
        text=Text(
            fa="چیزی به جای رقم‌های نرسیده گذاشته نمی‌شود. اگر بخشی از مراکز گزارش نداده باشند نوشته می‌شود «۴ از ۵"
            " مرکز»، و اگر بیش از {missing} درصد گزارش نداده باشند محدوده «بدون داده» است. محدوده‌ای که کسی برای خدمت"
            " ندارد هم «بدون داده» است؛ محدوده‌ای که جمعیت دارد و مرکز ندارد، صفر.",
            en="Nothing is filled in for figures that are missing. Where some facilities have not reported, '4 of 5"
            " facilities' is written; where more than {missing} per cent have not, the area is 'no data'. An area with"
            " nobody to serve is 'no data' too; one with people and no facility is zero.",
        ),
    ),
    Rule(
        title=Text(fa="ظرفیت برای گروه‌ها", en="Capacity for groups"),
        text=Text(
            fa="ظرفیت هر مرکز میان گروه‌هایی که به روی آن‌ها باز است، به نسبت جمعیت هدفشان در همان بخش و دورهٔ"
            " تحصیلی، تقسیم می‌شود. این رقم دسترسی برابر به مراکز مشترک را فرض می‌کند و محرومیت از خدمت را نشان"
            " نمی‌دهد؛ و جز جایی که مرکزی ویژهٔ جامعهٔ میزبان باشد، پوشش اتباع خارجی را هرگز کمتر از میزبان نشان"
            " نمی‌دهد. پس پوشش گروه‌ها با هم مقایسه نمی‌شود.",
            en="A facility's capacity is shared among the groups that it is open to, by their target population in its"
            " district and school stage. This assumes equal access to shared facilities: it cannot show exclusion, and"
            " unless there are facilities for hosts only it never shows foreign nationals worse covered than hosts. So"
            " the coverage of groups is never compared.",
        ),
        symbols="C(G) = Σ S × D(G ∩ O) / D(O)",
    ),
    Rule(
        title=Text(fa="شکاف و کمبود", en="Gap and shortage"),
        text=Text(
            fa="شکاف، نیاز منهای ظرفیت است؛ شکاف منفی مازاد نام دارد. کمبود، جمع شکاف‌های مثبتِ هر بخش، دورهٔ تحصیلی"
            " و نوع مرکز است: مازاد جایی کمبود جای دیگر را نمی‌پوشاند، پس کمبود هرگز از شکاف کمتر نیست. عنوان‌ها،"
            " رتبه‌بندی و شاخص اولویت با کمبود کار می‌کنند. واحدهای کامل در هر بخش و دوره رو به بالا گرد و سپس جمع"
            " می‌شوند. نرخ‌ها میانگین گرفته نمی‌شوند: صورت‌ها و مخرج‌ها جمع و سپس بر هم تقسیم می‌شوند.",
            en="The gap is need minus capacity; a negative one is called a surplus. The shortage is the sum of the"
            " positive gaps of each district, school stage and kind of facility: a surplus in one place never cancels a"
            " shortage in another, so the shortage is never below the gap. Headlines, rankings and the priority index"
            " use the shortage. Whole units are rounded up by district and stage and then summed. Rates are never"
            " averaged: numerators and denominators are summed, then divided.",
        ),
        symbols="gap = N − C;  shortage = Σ_d Σ_k max(0, N_dk − C_dk) ≥ gap",
    ),
    Rule(
        title=Text(fa="باقیماندهٔ کمبود پس از تعهدها", en="What remains of the shortage after commitments"),
        text=Text(
            fa="از کمبود هر محدوده، تعهدهای پذیرفته‌شده یا در دست اجرا کم می‌شود، منهای آنچه تا دورهٔ مرجعِ داده‌های"
            " مراکز تحویل شده است؛ زیرا آن بخش در ظرفیت شمرده شده. آنچه پس از آن تحویل شده هم کم می‌شود. مرکزی که چند"
            " تعهد دارد یک بار، با بزرگ‌ترین تعهد، به شمار می‌آید و مرکزی که کار می‌کند هیچ. تعهد بیش از کمبود یک بخش"
            " به بخش دیگر نمی‌رسد و تعهد برای کل شهرستان از جمع بخش‌های آن کم می‌شود. تعهد برای یک گروه جمعیتی بیش از"
            " آنچه آن گروه کم دارد نیز به گروه دیگر نمی‌رسد. تعهد پیشنهادی یا لغوشده به شمار نمی‌آید.",
            en="Off an area's shortage come the commitments agreed or in progress, less what was delivered by the"
            " reference date of the facility data, since that is in the capacity already. What was delivered after it"
            " comes off as well. A facility with several commitments counts once, with the largest, and one that"
            " operates not at all. A commitment beyond one district's shortage helps no other district; one for a"
            " whole county comes off the sum of its districts. Nor does a commitment for one population group beyond"
            " what that group lacks help another group. Proposed and cancelled commitments do not count.",
        ),
        symbols="remaining = max(0, shortage − Σ (promised − delivered by the reference date))",
    ),
    Rule(
        title=Text(fa="طبقه‌بندی نقشه", en="Class schemes"),
        text=Text(
            fa="نسبت به استاندارد، چندک‌ها، شکست‌های طبیعی یا فاصله‌های برابر؛ حداکثر پنج طبقه. طبقه‌های استاندارد:"
            " پوشش با مرز ۵۰، ۷۵ و ۱۰۰ درصد؛ نسبت‌هایی که بیشترشان بدتر است با مرز ۱۰۰، ۱۲۵، ۱۵۰ و ۲۰۰ درصد"
            " استاندارد؛ سهم‌ها با مرز ۱۰، ۲۵ و ۵۰ درصد. صفر، «بدون داده» و «کمتر از {few} نفر» بیرون از طبقه‌ها و هر"
            " یک با نشانهٔ خود می‌آیند. بدون استاندارد، چندک‌ها به کار می‌رود.",
            en="Against the standard, quantiles, natural breaks or equal intervals; five classes at most. Classes"
            " against the standard: coverage at 50, 75 and 100 per cent; ratios of which more is worse at 100, 125,"
            " 150 and 200 per cent of the standard; shares at 10, 25 and 50 per cent. Zero, 'no data' and 'fewer than"
            " {few} people' stand outside the classes, each with a look of its own. Without a standard quantiles"
            " serve.",
        ),
    ),
    Rule(
        title=Text(fa="محدوده‌های اثرپذیر از مرز شهر تهران", en="Areas that the city boundary distorts"),
        text=Text(
            fa="سرشماری بخشی از ساکنان ری و شمیرانات را در شهر تهران شمرده است. رقم سرانهٔ این محدوده‌ها یادداشت دارد،"
            " هاشور می‌خورد و در رتبه‌بندی و عنوان‌ها نمی‌آید، تا ادارهٔ کل رقم خود را جایگزین کند.",
            en="The census counts a part of the residents of Rey and Shemiranat in Tehran city. Per-person figures of"
            " these areas carry a note, are hatched, and stand outside rankings and titles until the office's own"
            " figures replace them.",
        ),
    ),
    Rule(
        title=Text(fa="منابعی که با هم نمی‌خوانند", en="Sources that disagree"),
        text=Text(
            fa="یک کسر تنها از یک منبع اصلی ساخته می‌شود. رقم‌های منابع دیگر، هر یک با تاریخ خود، به نام مقدار مرجع"
            " کنار آن می‌آیند و با آن جمع یا میانگین نمی‌شوند.",
            en="A fraction is made from one primary source. The figures of other sources stand beside it as benchmarks,"
            " each with its date, and are neither added to it nor averaged with it.",
        ),
    ),
)

# Symbols of the formulas, in the order in which they are explained.
SYMBOLS: dict[str, Text] = {
    "v": Text(fa="مقدار روی نقشه", en="the mapped value"),
    "P, D": Text(fa="جمعیت هدف", en="target population"),
    "N": Text(fa="نیاز", en="need"),
    "C, S": Text(fa="ظرفیت یک محدوده، یک مرکز", en="capacity of an area, of one facility"),
    "s": Text(fa="استاندارد", en="standard"),
    "t": Text(fa="هدفی که کاربر می‌گذارد", en="target set by a user"),
    "d, k": Text(fa="بخش، دورهٔ تحصیلی", en="district, school stage"),
    "G, O": Text(fa="گروه‌های انتخاب‌شده، گروه‌هایی که مرکز به روی آن‌ها باز است", en="chosen groups, groups open to"),
    "F": Text(fa="اتباع خارجی", en="foreign nationals"),
    "B": Text(fa="بهره‌مندان", en="people served"),
    "R, T": Text(fa="مراکز نیازمند بهسازی، مراکزی که کار می‌کنند", en="facilities needing rehabilitation, operating"),
    "w_s": Text(fa="وزن یک حوزه", en="weight of a sector"),
    "b": Text(fa="مبنای گرد کردن", en="base of the rounding"),
}

# What a mapped value is counted in.
VALUES: dict[str, Text] = {
    "coverage_pct": Text(fa="درصد نیاز", en="per cent of need"),
    "units_per_10000": Text(fa="واحد برای هر ۱۰٬۰۰۰ نفر", en="units per 10,000 people"),
    "beds_per_10000": Text(fa="تخت برای هر ۱۰٬۰۰۰ نفر", en="beds per 10,000 people"),
    "places_per_1000": Text(fa="ظرفیت برای هر ۱٬۰۰۰ نفر در سن کار", en="places per 1,000 working-age people"),
    "served_per_1000": Text(fa="بهره‌مند از هر ۱٬۰۰۰ نفر در سن کار", en="people served per 1,000 working-age people"),
    "share_pct": Text(fa="درصد", en="per cent"),
    "national_pct": Text(fa="درصد", en="per cent"),
    "pupils_per_class": Text(fa="دانش‌آموز در هر کلاس", en="pupils per class"),
    "pupils_per_teacher": Text(fa="دانش‌آموز برای هر معلم", en="pupils per teacher"),
    "m2_per_pupil": Text(fa="متر مربع برای هر دانش‌آموز", en="square metres per pupil"),
    "points": Text(fa="امتیاز از ۱۰۰", en="points of 100"),
}
DIRECTIONS: dict[str, Text] = {
    "lower_is_worse": Text(fa="کمتر بدتر است", en="lower is worse"),
    "higher_is_worse": Text(fa="بیشتر بدتر است", en="higher is worse"),
    "neither": Text(fa="بیشتر نه بهتر است و نه بدتر", en="neither end is better or worse"),
}
SECTOR_NAMES: dict[str, Text] = {
    "education": Text(fa="آموزش", en="Education"),
    "health": Text(fa="سلامت", en="Health"),
    "livelihoods": Text(fa="معیشت", en="Livelihoods"),
    "population": Text(fa="جمعیت", en="Population"),
    "overall": Text(fa="همهٔ حوزه‌ها", en="All sectors"),
}
NEEDED: dict[str, Text] = {
    "population": Text(fa="جمعیت", en="population"),
    "facility_status": Text(fa="مراکز و وضعیت آن‌ها", en="facilities and their status"),
    "facility_capacity": Text(fa="ظرفیت مراکز", en="capacity of facilities"),
    "service_standard": Text(fa="استاندارد", en="standards"),
    "benchmark": Text(fa="مقدارهای مرجع", en="benchmarks"),
    "commitment_update": Text(fa="تعهدها", en="commitments"),
}
CONFIDENCE: dict[str, Text] = {
    "high": Text(fa="زیاد", en="high"),
    "medium": Text(fa="متوسط", en="medium"),
    "low": Text(fa="کم", en="low"),
}
