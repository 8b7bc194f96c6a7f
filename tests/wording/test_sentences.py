import pytest

from domain.findings import Finding, finding
from tests.ui.making import frame, plain
from wording import i18n, sentences

FEWER_FA = "ظرفیت آموزش فنی و حرفه‌ای برای هر ۱٬۰۰۰ نفر در سن کار کمتر از میانگین استان"
FEWER_EN = "there are fewer training places per 1,000 working-age people than in the province"
PEOPLE_FA = "پناهندگان و سایر اتباع خارجی دارای مدرک اقامت بیش از یک‌دهم جمعیت"
PEOPLE_EN = "refugees and other documented foreign nationals"
DISTORTED = {"note": "city_boundary"}
# What a page says, word for word: case -> (values of the areas, further keys of the link, Persian, English).
GOLDEN = {
    "none with figures": (
        ["no_data", "few"],
        {"groups": "refugee"},
        "برای این انتخاب هیچ محدوده‌ای رقم ندارد",
        "No area has figures for this choice",
    ),
    "no area at all": ([], {}, "برای این انتخاب هیچ محدوده‌ای رقم ندارد", "No area has figures for this choice"),
    "one county below half": (
        [20, 60, "few"],
        {},
        "یک شهرستان کمتر از نیمی از صندلی‌های مدرسهٔ مورد نیاز خود را دارد",
        "One county has fewer than half of the school seats it needs",
    ),
    "two counties below half": (
        [20, 49.9, 50],
        {},
        "دو شهرستان کمتر از نیمی از صندلی‌های مدرسهٔ مورد نیاز خود را دارند",
        "Two counties have fewer than half of the school seats they need",
    ),
    "two counties below half, of a group": (
        [20, 49.9, 50],
        {"groups": "refugee"},
        "برای پناهندگان، دو شهرستان کمتر از نیمی از صندلی‌های مدرسهٔ مورد نیاز خود را دارند",
        "For refugees, two counties have fewer than half of the school seats they need",
    ),
    "one county short": (
        [99.9, 100, 120],
        {},
        "در یک شهرستان، صندلی‌های مدرسهٔ موجود کمتر از نیاز است",
        "One county has fewer school seats than it needs",
    ),
    "a county that covers its need and is short in one stage": (
        [{"value": 120.0, "shortage": 7.0}, 130],
        {},
        "در یک شهرستان، صندلی‌های مدرسهٔ موجود کمتر از نیاز است",
        "One county has fewer school seats than it needs",
    ),
    "three counties short": (
        [50, 60, 99.9, 100],
        {},
        "در سه شهرستان، صندلی‌های مدرسهٔ موجود کمتر از نیاز است",
        "Three counties have fewer school seats than they need",
    ),
    "no county short": (
        [100, 120, "no_data"],
        {},
        "در هر شهرستان دارای داده، صندلی‌های مدرسهٔ موجود به اندازهٔ نیاز است",
        "Every county with figures has the school seats it needs",
    ),
    "no county short, one left aside": (
        [100, {"value": 80.0, **DISTORTED}],
        {},
        "در هر شهرستان دارای داده، صندلی‌های مدرسهٔ موجود به اندازهٔ نیاز است (بدون دوم)",
        "Every county with figures has the school seats it needs (Second left aside)",
    ),
    "ten districts below half": (
        [20] * 10,
        {"level": "district"},
        "ده بخش کمتر از نیمی از صندلی‌های مدرسهٔ مورد نیاز خود را دارند",
        "Ten districts have fewer than half of the school seats they need",
    ),
    "no district short": (
        [100],
        {"level": "district"},
        "در هر بخش دارای داده، صندلی‌های مدرسهٔ موجود به اندازهٔ نیاز است",
        "Every district with figures has the school seats it needs",
    ),
    "drilled county": (
        [20, 30],
        {"level": "district", "area": "IR2303"},
        "شهرستان ری: دو بخش کمتر از نیمی از صندلی‌های مدرسهٔ مورد نیاز خود را دارند",
        "Rey County: two districts have fewer than half of the school seats they need",
    ),
    "one county below the province": (
        [3, 6, 7],
        {"indicator": "training_places"},
        f"در یک شهرستان از سه شهرستان، {FEWER_FA} است",
        f"In one of three counties {FEWER_EN}",
    ),
    "many counties below the province": (
        [3] * 7 + [6] * 5,
        {"indicator": "training_places"},
        f"در ۷ شهرستان از ۱۲ شهرستان، {FEWER_FA} است",
        f"In 7 of 12 counties {FEWER_EN}",
    ),
    "all districts below the province": (
        [3, 4],
        {"indicator": "training_places", "level": "district"},
        f"در هر دو بخش دارای داده، {FEWER_FA} است",
        f"In all two districts with figures {FEWER_EN}",
    ),
    "the only district below the province": (
        [3, "no_data"],
        {"indicator": "training_places", "level": "district"},
        f"در تنها بخش دارای داده، {FEWER_FA} است",
        f"In the only district with figures {FEWER_EN}",
    ),
    "no county below the province": (
        [5, 6],
        {"indicator": "training_places"},
        f"در هیچ شهرستانی {FEWER_FA} نیست",
        "In no county are there fewer training places per 1,000 working-age people than in the province",
    ),
    "below half of a target": (
        [{"value": 4.0, "coverage_pct": 40.0, "shortage": 9.0}, {"value": 6.0, "coverage_pct": 60.0, "shortage": 5.0}],
        {"indicator": "training_places", "target": "10"},
        "یک شهرستان کمتر از نیمی از ظرفیت آموزش فنی و حرفه‌ای هدف‌گذاری‌شده را دارد",
        "One county has fewer than half of the training places that the target asks for",
    ),
    "short of a target": (
        [{"value": 6.0, "coverage_pct": 60.0, "shortage": 5.0}],
        {"indicator": "training_places", "target": "10"},
        "در یک شهرستان، ظرفیت آموزش فنی و حرفه‌ای موجود کمتر از هدف است",
        "One county has fewer training places than the target asks for",
    ),
    "at the target": (
        [{"value": 12.0, "coverage_pct": 120.0, "shortage": 0.0}],
        {"indicator": "training_places", "target": "10"},
        "در هر شهرستان دارای داده، ظرفیت آموزش فنی و حرفه‌ای موجود به اندازهٔ هدف است",
        "Every county with figures has the training places that the target asks for",
    ),
    "one county above a tenth": (
        [10, 10.1],
        {"indicator": "foreign_share"},
        f"در یک شهرستان از دو شهرستان، {PEOPLE_FA}‌اند",
        f"In one of two counties {PEOPLE_EN} are more than a tenth of the population",
    ),
    "no county above a tenth": (
        [1, 10],
        {"indicator": "foreign_share"},
        f"در هیچ شهرستانی {PEOPLE_FA} نیستند",
        f"In no county are {PEOPLE_EN} more than a tenth of the population",
    ),
    "classes above the standard": (
        [36, 30],
        {"indicator": "pupils_per_class"},
        "در یک شهرستان از دو شهرستان، تراکم کلاس‌ها بیش از استاندارد است",
        "In one of two counties classes are fuller than the standard",
    ),
    "space below the province's, without a standard": (
        [4, 6],
        {"indicator": "school_space"},
        "در یک شهرستان از دو شهرستان، سرانهٔ فضای آموزشی کمتر از مقدار کل استان است",
        "In one of two counties pupils have less space than the province's own value",
    ),
    "who carries most": (
        [22.4, 40.6, 37.0],
        {"indicator": "priority_index"},
        "به‌طور میانگین در حوزه‌ها، ۴۱٪ از کمبودهای استان در ناحیهٔ ب است",
        "On average over the sectors, 41% of the province's shortages lie in Area 2",
    ),
    "the largest part of the country's": (
        [{"value": 3.0, "note": "groups:refugee"}, {"value": 14.6, "note": "groups:refugee"}],
        {"indicator": "national_share"},
        "ناحیهٔ ب با ۱۵٪ از پناهندگان کشور، بزرگ‌ترین سهم را دارد",
        "Area 2 is home to 15% of the country's refugees, the largest part",
    ),
}
NAMES = {
    "fa": {"IR2303": "ری", "IR0002": "دوم"},
    "en": {"IR2303": "Rey", "IR0002": "Second"},
}
LINES = {"pupils_per_class": 35.0}


def titled(case, lang):
    values, query, fa, en = GOLDEN[case]
    made = frame(values, province=5.0, lang=lang, **query)
    said = sentences.title(made, NAMES[lang], LINES.get(query.get("indicator")))
    return plain(said), fa if lang == "fa" else en


@pytest.mark.parametrize("case", GOLDEN)
def test_title_says_the_finding_word_for_word(lang, case):
    said, expected = titled(case, lang)
    assert said == expected


def test_every_kind_of_finding_has_its_golden_title():
    kinds = {finding(frame(values, province=5.0, **query)).kind for values, query, _fa, _en in GOLDEN.values()}
    assert kinds == {
        *("nothing", "below_half", "short", "none_short", "beyond", "none_beyond", "carries", "largest"),
    }


def test_area_distorted_by_the_city_boundary_is_not_counted():
    found = finding(frame([{"value": 10.0, **DISTORTED}, 80.0]))
    assert found == Finding("short", 1, 1, ("IR0001",))


def test_who_needs_a_trace_of_one_facility_is_not_counted():
    found = finding(frame([{"value": 10.0, "note": "small_need"}, 80.0]))
    assert found == Finding("short", 1, 1)


@pytest.mark.parametrize(
    ("query", "standard", "fa", "en"),
    [
        (
            {},
            35.0,
            "ظرفیت صندلی مدرسه – پوشش نیاز · همهٔ ساکنان · ۱۴۰۴ · استاندارد: ۳۵ دانش‌آموز در هر کلاس",
            "School seats – coverage of need · everyone · 2025/26 (1404) · standard: 35 pupils per class",
        ),
        (
            {"groups": "refugee,documented", "indicator": "health_houses", "period": "1402"},
            1200.0,
            "خانه‌های بهداشت (روستایی) – پوشش نیاز · پناهندگان و سایر اتباع خارجی دارای مدرک اقامت · ۱۴۰۲ · "
            "استاندارد: یک مرکز برای هر ۱٬۲۰۰ نفر روستایی",
            "Health houses (rural) – coverage of need · refugees and other documented foreign nationals · "
            "2023/24 (1402) · standard: one per 1,200 rural people",
        ),
        (
            {"indicator": "foreign_share", "groups": "refugee"},
            None,
            "سهم اتباع خارجی از جمعیت · ۱۴۰۴",
            "Foreign nationals' share of the population · 2025/26 (1404)",
        ),
        (
            {"indicator": "training_places", "target": "12.5", "groups": "host,refugee"},
            None,
            "ظرفیت آموزش فنی و حرفه‌ای – ظرفیت برای هر ۱٬۰۰۰ نفر در سن کار · جامعهٔ میزبان و پناهندگان · ۱۴۰۴ · "
            "هدف تعیین‌شده از سوی کاربر: ۱۲٫۵ برای هر ۱٬۰۰۰ نفر",
            "Training places – places per 1,000 working-age people · the host community and refugees · "
            "2025/26 (1404) · target set by the user: 12.5 per 1,000",
        ),
        (
            {"indicator": "priority_index", "w": "2,1,1"},
            None,
            "شاخص اولویت – امتیاز از ۱۰۰ · ۱۴۰۴ · وزن‌ها: آموزش ۵۰٪، سلامت ۲۵٪، معیشت ۲۵٪",
            "Priority index – points of 100 · 2025/26 (1404) · weights: Education 50%, Health 25%, Livelihoods 25%",
        ),
    ],
)
def test_subtitle_says_measure_groups_year_and_standard(lang, query, standard, fa, en):
    made = frame([20.0], province=5.0, lang=lang, **query)
    assert plain(sentences.subtitle(made, NAMES[lang], standard)) == (fa if lang == "fa" else en)


def test_subtitle_names_the_areas_left_aside(lang):
    made = frame([20.0, {"value": 30.0, **DISTORTED}], lang=lang)
    assert plain(sentences.subtitle(made, NAMES[lang], None)).endswith("بدون دوم" if lang == "fa" else "without Second")


def test_persian_title_has_no_double_space_and_no_open_placeholder():
    i18n.activate("fa")
    for case in GOLDEN:
        said, _expected = titled(case, "fa")
        assert "  " not in said
        assert "{" not in said
