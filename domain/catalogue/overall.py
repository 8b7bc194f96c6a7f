"""All sectors: the priority index."""

from domain.indicator import Indicator, Method, Text

# Sector: the indicator whose shortage speaks for it.
PRIORITY_SECTORS = {
    "education": "school_seats",
    "health": "primary_health_units",
    "livelihoods": "training_places",
}

ENTRIES = (
    Indicator(
        id="priority_index",
        sector="overall",
        name=Text(fa="شاخص اولویت", en="Priority index"),
        noun=Text(fa="کمبودهای", en="shortages"),
        family="index",
        stages=(),
        value="points",
        unit="points",
        direction="higher_is_worse",
        takes_groups=False,
        extras=(
            *(f"{sector}_points" for sector in PRIORITY_SECTORS),
            "severity_pct",
            "rank",
            "rank_best",
            "rank_worst",
        ),
        method=Method(
            purpose=Text(
                fa="کمبودهای استان در سه حوزه، کجا بیش از همه گرد آمده است",
                en="where the province's shortages in three sectors lie",
            ),
            numerator=Text(
                fa="کمبود محدوده در صندلی مدرسه، واحد مراقبت اولیه و ظرفیت آموزش (نسبت به نرخ خود استان)",
                en="the area's shortage of school seats, primary health units and training places (against the"
                " province's own rate)",
            ),
            denominator=Text(
                fa="همان کمبود در همهٔ محدوده‌های همان سطح", en="the same shortage in all areas of the level"
            ),
            formula=Text(
                fa="۱۰۰ × جمع وزنی سهم محدوده از کمبود هر حوزه؛ جمع همهٔ محدوده‌ها ۱۰۰ است و"
                " محدوده‌ای که در حوزه‌ای رقم ندارد بیرون می‌ماند. شدت (کمبود ÷ نیاز) کنار آن می‌آید",
                en="100 × the weighted sum of the area's shares of each sector's shortage; all areas sum to 100, and"
                " one without a figure in a sector stands outside. The severity (shortage ÷ need) stands beside it",
            ),
            symbols="v = 100 × Σ_s w_s × shortage_s(area) / shortage_s(all areas);  Σ w_s = 1",
            not_for=Text(
                fa="سنجش شدت نیاز یک محدوده به‌تنهایی: محدوده‌های پرجمعیت در این شاخص پیش می‌افتند",
                en="judging how severe one area's need is: populous areas lead this index",
            ),
            sources=("population", "facility_status", "facility_capacity", "service_standard"),
        ),
    ),
)
