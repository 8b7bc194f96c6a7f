"""Livelihoods: training places and people served."""

from domain.indicator import NEED_EXTRAS, Indicator, Method, Stage, Text, Wording

WORKING_AGES = ("15-17", "18-64")

ENTRIES = (
    Indicator(
        id="training_places",
        sector="livelihoods",
        name=Text(fa="ظرفیت آموزش فنی و حرفه‌ای", en="Training places"),
        noun=Text(fa="ظرفیت آموزش فنی و حرفه‌ای", en="training places"),
        stages=(Stage(ages=WORKING_AGES, kinds=("training_centre", "workshop")),),
        supply="training_places",
        value="places_per_1000",
        unit="places",
        direction="lower_is_worse",
        takes_target=True,
        extras=NEED_EXTRAS,
        wording=Wording(
            beyond=Text(
                fa="ظرفیت آموزش فنی و حرفه‌ای برای هر ۱٬۰۰۰ نفر در سن کار کمتر از میانگین استان است",
                en="there are fewer training places per 1,000 working-age people than in the province",
            ),
            none=Text(
                fa="در هیچ {area}ی ظرفیت آموزش فنی و حرفه‌ای برای هر ۱٬۰۰۰ نفر در سن کار کمتر از میانگین استان نیست",
                en="in no {area} are there fewer training places per 1,000 working-age people than in the province",
            ),
        ),
        method=Method(
            purpose=Text(
                fa="کجا ظرفیت آموزش فنی و حرفه‌ای نسبت به جمعیت در سن کار کم است",
                en="where training places are few for the people of working age",
            ),
            numerator=Text(
                fa="ظرفیت سالانهٔ مراکز آموزش و کارگاه‌ها", en="places a year of training centres and workshops"
            ),
            denominator=Text(fa="جمعیت ۱۵ تا ۶۴ ساله", en="people aged 15 to 64"),
            formula=Text(
                fa="ظرفیت ÷ جمعیت در سن کار × ۱٬۰۰۰؛ نیاز و کمبود تنها با هدفی که کاربر بگذارد",
                en="places ÷ working-age people × 1,000; need and shortage only with a target that a user sets",
            ),
            symbols="v = 1000 C / P;  with a target t: N = P × t / 1000",
            not_for=Text(
                fa="سنجش اشتغال؛ هیچ استاندارد بین‌المللی برای ظرفیت آموزش نیست و هر هدفی انتخابی سیاستی است",
                en="judging employment; there is no international standard for training places, and any target is a"
                " choice of policy",
            ),
            sources=("population", "facility_status", "facility_capacity", "commitment_update"),
        ),
    ),
    Indicator(
        id="livelihood_reach",
        sector="livelihoods",
        name=Text(fa="بهره‌مندان خدمات معیشتی", en="People served"),
        noun=Text(fa="خدمات معیشتی", en="livelihood services"),
        stages=(Stage(ages=WORKING_AGES, kinds=("training_centre", "workshop", "enterprise_support")),),
        supply="beneficiaries",
        value="served_per_1000",
        unit="served",
        direction="lower_is_worse",
        wording=Wording(
            beyond=Text(
                fa="از هر ۱٬۰۰۰ نفر در سن کار کمتر از میانگین استان خدمت گرفته‌اند",
                en="fewer of 1,000 working-age people are served than in the province",
            ),
            none=Text(
                fa="در هیچ {area}ی از هر ۱٬۰۰۰ نفر در سن کار کمتر از میانگین استان خدمت نگرفته‌اند",
                en="in no {area} are fewer of 1,000 working-age people served than in the province",
            ),
        ),
        method=Method(
            purpose=Text(
                fa="خدمات معیشتی به چند نفر از جمعیت در سن کار می‌رسد",
                en="how many people of working age livelihood services reach",
            ),
            numerator=Text(fa="کسانی که در سال خدمت گرفته‌اند", en="people served in the year"),
            denominator=Text(fa="جمعیت ۱۵ تا ۶۴ ساله", en="people aged 15 to 64"),
            formula=Text(fa="بهره‌مندان ÷ جمعیت در سن کار × ۱٬۰۰۰", en="people served ÷ working-age people × 1,000"),
            symbols="v = 1000 B / P",
            not_for=Text(
                fa="شمردن افراد: کسی که از دو مرکز خدمت بگیرد دو بار شمرده می‌شود",
                en="counting persons: who is served by two facilities counts twice",
            ),
            sources=("population", "facility_status", "facility_capacity"),
        ),
    ),
)
