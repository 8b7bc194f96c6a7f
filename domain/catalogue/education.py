"""Education: seats, class size, teachers, space, shifts, rehabilitation."""

from domain.indicator import NEED_EXTRAS, Indicator, Method, Stage, Text, Wording

PRIMARY = Stage(ages=("6-11",), kinds=("primary_school",))
LOWER = Stage(ages=("12-14",), kinds=("lower_secondary_school",))
UPPER = Stage(ages=("15-17",), kinds=("upper_secondary_school",))
SCHOOLS = (Stage(kinds=(*PRIMARY.kinds, *LOWER.kinds, *UPPER.kinds)),)
NOT_A_RANKING_OF_SCHOOLS = Text(
    fa="سنجش یک مدرسه یا کیفیت آموزش؛ رقم هر محدوده میانگین مدرسه‌های آن است",
    en="judging a single school or the quality of teaching; an area's figure is an average over its schools",
)

ENTRIES = (
    Indicator(
        id="school_seats",
        sector="education",
        name=Text(fa="ظرفیت صندلی مدرسه", en="School seats"),
        noun=Text(fa="صندلی‌های مدرسهٔ", en="school seats"),
        stages=(PRIMARY, LOWER, UPPER),
        supply="seats",
        value="coverage_pct",
        unit="seats",
        direction="lower_is_worse",
        standard_as="pupils_per_class",
        extras=("classrooms_short", *NEED_EXTRAS),
        method=Method(
            purpose=Text(
                fa="آیا در هر بخش برای کودکانِ هر دورهٔ تحصیلی به اندازهٔ کافی صندلی مدرسه هست و چند کلاس درس کم است",
                en="whether each district has enough school seats for each stage, and how many classrooms are short",
            ),
            numerator=Text(
                fa="صندلی‌ها: کلاس‌ها × نوبت‌ها (حداکثر دو) × دانش‌آموز در هر کلاس",
                en="seats: classrooms × shifts (two at most) × pupils per class",
            ),
            denominator=Text(
                fa="کودکان ۶ تا ۱۷ ساله، هر دورهٔ تحصیلی در برابر مدرسه‌های خود",
                en="children aged 6 to 17, each stage against its own schools",
            ),
            formula=Text(
                fa="پوشش = ظرفیت ÷ نیاز × ۱۰۰؛ کمبود = جمع کمبودهای هر بخش و هر دوره، بی‌آنکه مازاد جایی"
                " کمبود جای دیگر را بپوشاند",
                en="coverage = capacity ÷ need × 100; shortage = sum of the shortages of each district and stage, so"
                " that a surplus in one place never covers a shortage in another",
            ),
            symbols="C = Σ rooms × min(shifts, 2) × s;  coverage = 100 C / N;  shortage = Σ max(0, N_dk − C_dk)",
            not_for=Text(
                fa="نتیجه‌گیری دربارهٔ ثبت‌نام یا ترک تحصیل؛ صندلی خالی به معنای کودکِ در مدرسه نیست",
                en="conclusions on enrolment or drop-out: a seat is not a child in school",
            ),
            sources=("population", "facility_status", "facility_capacity", "service_standard", "commitment_update"),
        ),
    ),
    Indicator(
        id="pupils_per_class",
        sector="education",
        name=Text(fa="تراکم کلاس", en="Class size"),
        noun=Text(fa="کلاس‌های", en="classes"),
        family="ratio",
        stages=SCHOOLS,
        supply="pupils_per_class",
        value="pupils_per_class",
        unit="pupils",
        direction="higher_is_worse",
        standard_as="value",
        per_person=False,
        takes_groups=False,
        extras=("pupils", "class_shifts", "pupils_above"),
        wording=Wording(
            beyond=Text(fa="تراکم کلاس‌ها بیش از {line} است", en="classes are fuller than {line}"),
            none=Text(
                fa="در هیچ {area}ی تراکم کلاس‌ها بیش از {line} نیست", en="in no {area} are classes fuller than {line}"
            ),
        ),
        method=Method(
            purpose=Text(
                fa="کلاس‌های موجود چقدر پر است و چند دانش‌آموز بیش از استاندارد دارد",
                en="how full the existing classes are, and how many pupils are above the standard",
            ),
            numerator=Text(fa="دانش‌آموزان", en="pupils"),
            denominator=Text(fa="کلاس‌ها × نوبت‌ها", en="classrooms × shifts"),
            formula=Text(
                fa="جمع دانش‌آموزان ÷ جمع (کلاس‌ها × نوبت‌ها)؛ دانش‌آموزان مازاد = جمع دانش‌آموزان بالاتر از استاندارد"
                " در هر مدرسه",
                en="sum of pupils ÷ sum of (classrooms × shifts); pupils above = sum over schools of the pupils"
                " above the standard",
            ),
            symbols="v = Σ pupils / Σ (rooms × shifts);  above = Σ max(0, pupils − s × rooms × shifts)",
            not_for=NOT_A_RANKING_OF_SCHOOLS,
            sources=("facility_status", "facility_capacity", "service_standard", "benchmark"),
        ),
    ),
    Indicator(
        id="pupils_per_teacher",
        sector="education",
        name=Text(fa="دانش‌آموز برای هر معلم", en="Pupils per teacher"),
        noun=Text(fa="معلم‌های", en="teachers"),
        family="ratio",
        stages=SCHOOLS,
        supply="pupils_per_teacher",
        value="pupils_per_teacher",
        unit="pupils",
        direction="higher_is_worse",
        standard_as="value",
        per_person=False,
        takes_groups=False,
        extras=("pupils", "teachers"),
        wording=Wording(
            beyond=Text(fa="شمار دانش‌آموز برای هر معلم بیش از {line} است", en="pupils per teacher exceed {line}"),
            none=Text(
                fa="در هیچ {area}ی شمار دانش‌آموز برای هر معلم بیش از {line} نیست",
                en="in no {area} do pupils per teacher exceed {line}",
            ),
        ),
        method=Method(
            purpose=Text(fa="کجا معلم به نسبت دانش‌آموزان کم است", en="where teachers are few for the pupils there are"),
            numerator=Text(fa="دانش‌آموزان", en="pupils"),
            denominator=Text(fa="معلم‌ها", en="teachers"),
            formula=Text(fa="جمع دانش‌آموزان ÷ جمع معلم‌ها", en="sum of pupils ÷ sum of teachers"),
            symbols="v = Σ pupils / Σ teachers",
            not_for=NOT_A_RANKING_OF_SCHOOLS,
            sources=("facility_status", "facility_capacity", "service_standard"),
        ),
    ),
    Indicator(
        id="school_space",
        sector="education",
        name=Text(fa="سرانهٔ فضای آموزشی", en="School space per pupil"),
        noun=Text(fa="فضای آموزشی", en="school space"),
        family="ratio",
        stages=SCHOOLS,
        supply="school_space",
        value="m2_per_pupil",
        unit="m2",
        direction="lower_is_worse",
        standard_as="value",
        per_person=False,
        takes_groups=False,
        extras=("floor_area_m2", "pupils"),
        wording=Wording(
            beyond=Text(fa="سرانهٔ فضای آموزشی کمتر از {line} است", en="pupils have less space than {line}"),
            none=Text(
                fa="در هیچ {area}ی سرانهٔ فضای آموزشی کمتر از {line} نیست",
                en="in no {area} do pupils have less space than {line}",
            ),
        ),
        method=Method(
            purpose=Text(
                fa="ساختمان مدرسه‌ها برای دانش‌آموزانشان چقدر جا دارد",
                en="how much room school buildings have for their pupils",
            ),
            numerator=Text(fa="زیربنا به متر مربع", en="floor area in square metres"),
            denominator=Text(fa="دانش‌آموزان", en="pupils"),
            formula=Text(fa="جمع زیربنا ÷ جمع دانش‌آموزان", en="sum of floor area ÷ sum of pupils"),
            symbols="v = Σ area / Σ pupils",
            not_for=Text(
                fa="سنجش ایمنی یا وضع ساختمان مدرسه‌ها",
                en="judging the safety or the state of school buildings",
            ),
            sources=("facility_status", "facility_capacity", "service_standard", "benchmark"),
        ),
    ),
    Indicator(
        id="double_shift_share",
        sector="education",
        name=Text(fa="سهم مدرسه‌های دونوبته", en="Double-shift schools"),
        noun=Text(fa="مدرسه‌های", en="schools"),
        family="ratio",
        stages=SCHOOLS,
        supply="double_shift",
        value="share_pct",
        unit="schools",
        direction="higher_is_worse",
        per_person=False,
        takes_groups=False,
        extras=("double_shift_schools", "schools"),
        wording=Wording(
            beyond=Text(
                fa="سهم مدرسه‌های دونوبته بیش از کل استان است",
                en="a larger share of schools works in two shifts than in the province",
            ),
            none=Text(
                fa="در هیچ {area}ی سهم مدرسه‌های دونوبته بیش از کل استان نیست",
                en="in no {area} does a larger share of schools work in two shifts than in the province",
            ),
        ),
        method=Method(
            purpose=Text(
                fa="کجا مدرسه‌ها برای جا دادن دانش‌آموزان در دو نوبت کار می‌کنند",
                en="where schools work in two shifts to make room for their pupils",
            ),
            numerator=Text(fa="مدرسه‌های دارای دو نوبت یا بیشتر", en="schools with two shifts or more"),
            denominator=Text(fa="همهٔ مدرسه‌های فعال", en="all operating schools"),
            formula=Text(fa="مدرسه‌های دونوبته ÷ مدرسه‌ها × ۱۰۰", en="double-shift schools ÷ schools × 100"),
            symbols="v = 100 × #{shifts ≥ 2} / #schools",
            not_for=Text(
                fa="شمار دانش‌آموزان نوبت دوم؛ مدرسه‌ها هم‌اندازه نیستند",
                en="the number of pupils in second shifts: schools differ in size",
            ),
            sources=("facility_status", "facility_capacity"),
        ),
    ),
    Indicator(
        id="school_rehabilitation_share",
        sector="education",
        name=Text(fa="مدرسه‌های نیازمند بهسازی", en="Schools to rehabilitate"),
        noun=Text(fa="مدرسه‌های", en="schools"),
        family="ratio",
        stages=SCHOOLS,
        supply="rehabilitation",
        value="share_pct",
        unit="facilities",
        direction="higher_is_worse",
        per_person=False,
        takes_groups=False,
        extras=("needing_rehabilitation", "operating"),
        wording=Wording(
            beyond=Text(
                fa="سهم مدرسه‌های نیازمند بهسازی بیش از کل استان است",
                en="a larger share of schools needs rehabilitation than in the province",
            ),
            none=Text(
                fa="در هیچ {area}ی سهم مدرسه‌های نیازمند بهسازی بیش از کل استان نیست",
                en="in no {area} does a larger share of schools need rehabilitation than in the province",
            ),
        ),
        method=Method(
            purpose=Text(fa="کجا بهسازی مدرسه‌ها بیشتر لازم است", en="where schools need rehabilitation most"),
            numerator=Text(fa="مدرسه‌های نیازمند بهسازی", en="schools that need rehabilitation"),
            denominator=Text(fa="مدرسه‌های فعال، با آن‌ها", en="operating schools, these included"),
            formula=Text(fa="نیازمند بهسازی ÷ در حال کار × ۱۰۰", en="needing rehabilitation ÷ operating × 100"),
            symbols="v = 100 × R / T",
            not_for=Text(fa="برآورد هزینهٔ بهسازی", en="estimating what rehabilitation costs"),
            sources=("facility_status",),
        ),
    ),
)
