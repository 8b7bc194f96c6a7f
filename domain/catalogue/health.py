"""Health: health houses, health posts, primary units, beds, rehabilitation."""

from domain.indicator import NEED_EXTRAS, Indicator, Method, Stage, Text, Wording

PRIMARY_UNITS = ("health_post", "rural_health_centre", "urban_health_centre")
ALL_KINDS = ("health_house", *PRIMARY_UNITS, "clinic", "hospital")
COVERAGE = Text(
    fa="پوشش = مراکز ÷ (جمعیت هدف ÷ نفر برای هر مرکز) × ۱۰۰",
    en="coverage = facilities ÷ (target population ÷ people per facility) × 100",
)
COVERAGE_SYMBOLS = "N = P / s;  coverage = 100 C / N;  shortage = Σ max(0, N_d − C_d)"
NOT_QUALITY = Text(
    fa="سنجش کیفیت خدمت، ساعت کار یا کارکنان؛ مراکز شمرده می‌شوند، نه کار آن‌ها",
    en="judging quality, opening hours or staff: facilities are counted, not their work",
)

ENTRIES = (
    Indicator(
        id="health_houses",
        sector="health",
        name=Text(fa="خانه‌های بهداشت (روستایی)", en="Health houses (rural)"),
        noun=Text(fa="خانه‌های بهداشت", en="health houses"),
        stages=(Stage(area_types=("rural",), kinds=("health_house",)),),
        supply="facilities",
        value="coverage_pct",
        unit="health_houses",
        direction="lower_is_worse",
        standard_as="persons_per_unit",
        extras=("persons_per_unit", "units_short", *NEED_EXTRAS),
        method=Method(
            purpose=Text(
                fa="آیا روستاییان به شمار لازم خانهٔ بهداشت دارند",
                en="whether rural people have the health houses they need",
            ),
            numerator=Text(fa="خانه‌های بهداشت", en="health houses"),
            denominator=Text(fa="نیاز روستاییان، همهٔ سنین", en="the need of rural people of every age"),
            formula=COVERAGE,
            symbols=COVERAGE_SYMBOLS,
            not_for=NOT_QUALITY,
            sources=("population", "facility_status", "service_standard", "benchmark", "commitment_update"),
        ),
    ),
    Indicator(
        id="health_posts",
        sector="health",
        name=Text(fa="پایگاه‌های سلامت (شهری)", en="Health posts (urban)"),
        noun=Text(fa="پایگاه‌های سلامت", en="health posts"),
        stages=(Stage(area_types=("urban",), kinds=("health_post",)),),
        supply="facilities",
        value="coverage_pct",
        unit="health_posts",
        direction="lower_is_worse",
        standard_as="persons_per_unit",
        extras=("persons_per_unit", "units_short", *NEED_EXTRAS),
        method=Method(
            purpose=Text(
                fa="آیا شهرنشینان به شمار لازم پایگاه سلامت دارند",
                en="whether urban people have the health posts they need",
            ),
            numerator=Text(fa="پایگاه‌های سلامت", en="health posts"),
            denominator=Text(fa="نیاز شهرنشینان، همهٔ سنین", en="the need of urban people of every age"),
            formula=COVERAGE,
            symbols=COVERAGE_SYMBOLS,
            not_for=NOT_QUALITY,
            sources=("population", "facility_status", "service_standard", "commitment_update"),
        ),
    ),
    Indicator(
        id="primary_health_units",
        sector="health",
        name=Text(fa="واحدهای مراقبت اولیه", en="Primary health units"),
        noun=Text(fa="واحدهای مراقبت اولیهٔ", en="primary health units"),
        stages=(Stage(kinds=PRIMARY_UNITS, apart=("health_house",)),),
        supply="facilities",
        value="units_per_10000",
        unit="health_units",
        direction="lower_is_worse",
        standard_as="persons_per_unit",
        extras=("units_short", "health_houses", "units_per_10000_with_health_houses", *NEED_EXTRAS),
        method=Method(
            purpose=Text(
                fa="مراقبت اولیه در هر بخش برای چند نفر است و چند واحد کم است",
                en="how many people each primary unit is for, and how many units are short",
            ),
            numerator=Text(
                fa="پایگاه‌های سلامت و مراکز خدمات جامع سلامت شهری و روستایی؛ خانه‌های بهداشت جدا",
                en="health posts, rural and urban health centres; health houses apart",
            ),
            denominator=Text(fa="همهٔ جمعیت هدف", en="the whole target population"),
            formula=Text(fa="واحدها ÷ جمعیت × ۱۰٬۰۰۰", en="units ÷ people × 10,000"),
            symbols="v = 10 000 C / P;  N = P / s;  shortage = Σ max(0, N_d − C_d)",
            not_for=NOT_QUALITY,
            sources=("population", "facility_status", "service_standard", "commitment_update"),
        ),
    ),
    Indicator(
        id="hospital_beds",
        sector="health",
        name=Text(fa="تخت‌های بیمارستانی", en="Hospital beds"),
        noun=Text(fa="تخت‌های بیمارستانی", en="hospital beds"),
        stages=(Stage(kinds=("hospital",)),),
        supply="beds",
        value="beds_per_10000",
        unit="beds",
        direction="lower_is_worse",
        standard_as="units_per_10000",
        extras=NEED_EXTRAS,
        method=Method(
            purpose=Text(
                fa="تخت‌های بیمارستانی هر شهرستان نسبت به جمعیت آن چند است",
                en="how many hospital beds a county has for its people",
            ),
            numerator=Text(fa="تخت‌های بیمارستان‌ها", en="beds of hospitals"),
            denominator=Text(fa="همهٔ جمعیت هدف", en="the whole target population"),
            formula=Text(fa="تخت‌ها ÷ جمعیت × ۱۰٬۰۰۰", en="beds ÷ people × 10,000"),
            symbols="v = 10 000 C / P;  N = P × s / 10 000;  shortage = Σ max(0, N_d − C_d)",
            not_for=Text(
                fa="نتیجه‌گیری برای یک بخش تنها: بیمارستان‌ها به مردم بیرون از بخش خود نیز خدمت می‌دهند",
                en="conclusions on one district alone: hospitals serve people from beyond their district",
            ),
            sources=("population", "facility_status", "facility_capacity", "service_standard", "commitment_update"),
        ),
    ),
    Indicator(
        id="rehabilitation_share",
        sector="health",
        name=Text(fa="مراکز نیازمند بهسازی", en="Facilities to rehabilitate"),
        noun=Text(fa="مراکز سلامت", en="health facilities"),
        family="ratio",
        stages=(Stage(kinds=ALL_KINDS),),
        supply="rehabilitation",
        value="share_pct",
        unit="facilities",
        direction="higher_is_worse",
        per_person=False,
        takes_groups=False,
        extras=("needing_rehabilitation", "operating"),
        wording=Wording(
            beyond=Text(
                fa="سهم مراکز سلامت نیازمند بهسازی بیش از کل استان است",
                en="a larger share of health facilities needs rehabilitation than in the province",
            ),
            none=Text(
                fa="در هیچ {area}ی سهم مراکز سلامت نیازمند بهسازی بیش از کل استان نیست",
                en="in no {area} does a larger share of health facilities need rehabilitation than in the province",
            ),
        ),
        method=Method(
            purpose=Text(
                fa="کجا بهسازی مراکز سلامت بیشتر لازم است", en="where health facilities need rehabilitation most"
            ),
            numerator=Text(fa="مراکز سلامت نیازمند بهسازی", en="health facilities that need rehabilitation"),
            denominator=Text(fa="مراکز سلامت فعال، با آن‌ها", en="operating health facilities, these included"),
            formula=Text(fa="نیازمند بهسازی ÷ در حال کار × ۱۰۰", en="needing rehabilitation ÷ operating × 100"),
            symbols="v = 100 × R / T",
            not_for=Text(fa="برآورد هزینهٔ بهسازی", en="estimating what rehabilitation costs"),
            sources=("facility_status",),
        ),
    ),
)
