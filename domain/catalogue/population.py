"""Population: the share of foreign nationals among residents, and among those of the country."""

from domain.indicator import Indicator, Method, Stage, Text, Wording

ENTRIES = (
    Indicator(
        id="foreign_share",
        sector="population",
        name=Text(fa="سهم اتباع خارجی از جمعیت", en="Foreign nationals' share of the population"),
        noun=Text(fa="اتباع خارجی", en="foreign nationals"),
        family="foreign_share",
        stages=(Stage(),),
        value="share_pct",
        unit="persons",
        direction="neither",
        takes_groups=False,
        extras=("foreign_persons",),
        wording=Wording(
            beyond=Text(
                fa="پناهندگان و سایر اتباع خارجی دارای مدرک اقامت بیش از یک‌دهم جمعیت‌اند",
                en="refugees and other documented foreign nationals are more than a tenth of the population",
            ),
            none=Text(
                fa="در هیچ {area}ی پناهندگان و سایر اتباع خارجی دارای مدرک اقامت بیش از یک‌دهم جمعیت نیستند",
                en="in no {area} are refugees and other documented foreign nationals more than a tenth of the"
                " population",
            ),
        ),
        method=Method(
            purpose=Text(
                fa="خدمات هر محدوده برای چه ترکیبی از جمعیت برنامه‌ریزی شود",
                en="for which mix of people an area's services are planned",
            ),
            numerator=Text(
                fa="پناهندگان و سایر اتباع خارجی دارای مدرک اقامت", en="refugees and other documented foreign nationals"
            ),
            denominator=Text(fa="همهٔ ساکنان", en="all residents"),
            formula=Text(fa="اتباع خارجی ÷ همهٔ ساکنان × ۱۰۰", en="foreign nationals ÷ all residents × 100"),
            symbols="v = 100 F / P",
            not_for=Text(
                fa="هر داوری خوب و بد؛ سهم بیشتر نه بهتر است و نه بدتر",
                en="any judgement: a larger share is neither better nor worse",
            ),
            sources=("population", "benchmark"),
        ),
    ),
    Indicator(
        id="national_share",
        sector="population",
        name=Text(fa="سهم از اتباع خارجی کشور", en="Share of national total"),
        noun=Text(fa="اتباع خارجی", en="foreign nationals"),
        family="national_share",
        stages=(Stage(),),
        value="national_pct",
        unit="persons",
        direction="neither",
        per_person=False,
        takes_groups=False,
        extras=("foreign_persons", "national_persons"),
        method=Method(
            purpose=Text(
                fa="چه بخشی از اتباع خارجی کشور در این محدوده زندگی می‌کنند",
                en="which part of the country's foreign nationals live in an area",
            ),
            numerator=Text(
                fa="اتباع خارجی محدوده، از گروه‌هایی که رقم کشوری دارند",
                en="the area's foreign nationals, of the groups for which the country's figure is known",
            ),
            denominator=Text(
                fa="همان گروه‌ها در کشور، از منبع اصلی", en="the same groups in the country, by the primary source"
            ),
            formula=Text(
                fa="اتباع خارجی محدوده ÷ همان گروه‌ها در کشور × ۱۰۰؛ ارقام منابع دیگر کنار آن می‌آیند"
                " و در یک کسر جمع نمی‌شوند",
                en="the area's foreign nationals ÷ the same groups in the country × 100; figures of other sources"
                " stand beside it and are never mixed into one fraction",
            ),
            symbols="v = 100 F / F_country",
            not_for=Text(
                fa="سنجش روند میان منابعی که تعریف‌های متفاوت دارند",
                en="trends across sources that define the people differently",
            ),
            sources=("population", "benchmark"),
        ),
    ),
)
