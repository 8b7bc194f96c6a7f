import pytest

from domain.findings import Finding, finding
from tests.ui.making import frame, plain, selection
from ui import i18n, sentences

FEWER = "ظرفیت آموزش فنی و حرفه‌ای برای هر ۱٬۰۰۰ نفر در سن کار کمتر از میانگین استان"
# What a page says, word for word: case -> (values of the areas, further keys of the link, Persian, English).
GOLDEN = {
    "none with figures": (
        ["no_data", "few"],
        {},
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
    "one county below the standard": (
        [99.9, 100, 120],
        {},
        "یک شهرستان همهٔ صندلی‌های مدرسهٔ مورد نیاز خود را ندارد",
        "One county has fewer school seats than it needs",
    ),
    "three counties below the standard": (
        [50, 60, 99.9, 100],
        {},
        "سه شهرستان همهٔ صندلی‌های مدرسهٔ مورد نیاز خود را ندارند",
        "Three counties have fewer school seats than they need",
    ),
    "no county short": (
        [100, 120, "no_data"],
        {},
        "همهٔ شهرستان‌های دارای رقم، صندلی‌های مدرسهٔ مورد نیاز خود را دارند",
        "Every county with figures has the school seats it needs",
    ),
    "one district below half": (
        [20],
        {"level": "district"},
        "یک بخش کمتر از نیمی از صندلی‌های مدرسهٔ مورد نیاز خود را دارد",
        "One district has fewer than half of the school seats it needs",
    ),
    "ten districts below half": (
        [20] * 10,
        {"level": "district"},
        "ده بخش کمتر از نیمی از صندلی‌های مدرسهٔ مورد نیاز خود را دارند",
        "Ten districts have fewer than half of the school seats they need",
    ),
    "districts below the standard": (
        [60, 70],
        {"level": "district"},
        "دو بخش همهٔ صندلی‌های مدرسهٔ مورد نیاز خود را ندارند",
        "Two districts have fewer school seats than they need",
    ),
    "no district short": (
        [100],
        {"level": "district"},
        "همهٔ بخش‌های دارای رقم، صندلی‌های مدرسهٔ مورد نیاز خود را دارند",
        "Every district with figures has the school seats it needs",
    ),
    "drilled county": (
        [20, 30],
        {"level": "district", "area": "IR2303"},
        "ری: دو بخش کمتر از نیمی از صندلی‌های مدرسهٔ مورد نیاز خود را دارند",
        "Rey: two districts have fewer than half of the school seats they need",
    ),
    "one county below the province": (
        [3, 6, 7],
        {"indicator": "training_places"},
        "در یک شهرستان از ۳ شهرستان، " + FEWER + " است",
        "One of 3 counties has fewer training places per 1,000 working-age people than the province",
    ),
    "two counties below the province": (
        [3, 4, 7],
        {"indicator": "training_places"},
        "در دو شهرستان از ۳ شهرستان، " + FEWER + " است",
        "Two of 3 counties have fewer training places per 1,000 working-age people than the province",
    ),
    "no county below the province": (
        [5, 6],
        {"indicator": "training_places"},
        "در هیچ شهرستانی " + FEWER + " نیست",
        "No county has fewer training places per 1,000 working-age people than the province",
    ),
    "districts below the province": (
        [3, 4, 7],
        {"indicator": "training_places", "level": "district"},
        "در دو بخش از ۳ بخش، " + FEWER + " است",
        "Two of 3 districts have fewer training places per 1,000 working-age people than the province",
    ),
    "no district below the province": (
        [5],
        {"indicator": "training_places", "level": "district"},
        "در هیچ بخشی " + FEWER + " نیست",
        "No district has fewer training places per 1,000 working-age people than the province",
    ),
    "one county above a tenth": (
        [10, 10.1],
        {"indicator": "foreign_share"},
        "در یک شهرستان از ۲ شهرستان، اتباع خارجی بیش از یک‌دهم جمعیت‌اند",
        "In one of 2 counties foreign nationals are more than a tenth of the population",
    ),
    "two districts above a tenth": (
        [20, 10.1],
        {"indicator": "foreign_share", "level": "district"},
        "در دو بخش از ۲ بخش، اتباع خارجی بیش از یک‌دهم جمعیت‌اند",
        "In two of 2 districts foreign nationals are more than a tenth of the population",
    ),
    "no county above a tenth": (
        [1, 10],
        {"indicator": "foreign_share"},
        "در هیچ شهرستانی اتباع خارجی بیش از یک‌دهم جمعیت نیستند",
        "In no county are foreign nationals more than a tenth of the population",
    ),
    "no district above a tenth": (
        [1],
        {"indicator": "foreign_share", "level": "district"},
        "در هیچ بخشی اتباع خارجی بیش از یک‌دهم جمعیت نیستند",
        "In no district are foreign nationals more than a tenth of the population",
    ),
}


@pytest.mark.parametrize("case", GOLDEN)
def test_title_says_the_finding_word_for_word(lang, case):
    values, query, fa, en = GOLDEN[case]
    said = sentences.title(frame(values, province=5.0, lang=lang, **query), "ری" if lang == "fa" else "Rey")
    assert plain(said) == (fa if lang == "fa" else en)


def test_every_kind_of_finding_has_its_golden_title():
    kinds = {finding(frame(values, province=5.0, **query)).kind for values, query, _fa, _en in GOLDEN.values()}
    assert kinds == {
        *("nothing", "below_half", "below_standard", "none_short", "below_province", "none_below_province"),
        *("above_tenth", "none_above_tenth"),
    }


def test_area_distorted_by_the_city_boundary_is_not_counted():
    found = finding(frame([{"value": 10.0, "note": "city_boundary"}, 80.0]))
    assert found == Finding("below_standard", 1, 1)


@pytest.mark.parametrize(
    ("query", "standard", "fa", "en"),
    [
        (
            {},
            35.0,
            "ظرفیت صندلی مدرسه – پوشش نیاز · همهٔ گروه‌ها · ۱۴۰۴ · استاندارد: ۳۵ دانش‌آموز در هر کلاس",
            "School seats – coverage of need · all groups · 2025/26 (1404) · standard: 35 pupils per class",
        ),
        (
            {"groups": "refugee,documented", "indicator": "health_houses", "period": "1402"},
            1200.0,
            "خانه‌های بهداشت (روستایی) – پوشش نیاز · پناهندگان و سایر اتباع خارجی دارای مدرک اقامت · ۱۴۰۲ · "
            "استاندارد: یک خانه برای ۱٬۲۰۰ نفر روستایی",
            "Health houses (rural) – coverage of need · refugees and other documented foreign nationals · "
            "2023/24 (1402) · standard: one per 1,200 rural people",
        ),
        (
            {"indicator": "foreign_share", "groups": "refugee"},
            None,
            "سهم اتباع خارجی از جمعیت – سهم از همهٔ ساکنان · ۱۴۰۴",
            "Foreign nationals' share of the population – share of all residents · 2025/26 (1404)",
        ),
        (
            {"indicator": "training_places", "target": "12.5", "groups": "host,refugee"},
            None,
            "ظرفیت آموزش فنی و حرفه‌ای – ظرفیت برای هر ۱٬۰۰۰ نفر در سن کار · جامعهٔ میزبان، پناهندگان · ۱۴۰۴ · "
            "هدف تعیین‌شده از سوی کاربر: ۱۲٫۵ برای هر ۱٬۰۰۰ نفر",
            "Training places – places per 1,000 working-age people · host community, refugees · 2025/26 (1404) · "
            "target set by the user: 12.5 per 1,000",
        ),
    ],
)
def test_subtitle_says_measure_groups_year_and_standard(lang, query, standard, fa, en):
    assert plain(sentences.subtitle(selection(lang=lang, **query), standard)) == (fa if lang == "fa" else en)


def test_persian_title_has_no_double_space_and_no_open_placeholder():
    i18n.activate("fa")
    for values, query, _fa, _en in GOLDEN.values():
        said = sentences.title(frame(values, province=5.0, **query), "ری")
        assert "  " not in said
        assert "{" not in said
