"""Worked examples of indicators that set people against capacity, and of shares of people."""

from __future__ import annotations

from domain.examples.case import Case, Example, Given
from domain.indicator import Text

TOWN, VILLAGE, CHILDREN = ("18-64", "urban"), ("18-64", "rural"), ("6-11", "urban")


def _units(given: Given, place: tuple[str, str], kind: str) -> Case:
    """So many people, all of them hosts, and so many facilities."""
    facilities = ({"kind": kind},) * int(given["facilities"])
    return Case({place: (given["people"], 0, 0)}, facilities, given["standard"])


EXAMPLES: dict[str, Example] = {
    "school_seats": Example(
        given={"standard": 35, "people": 1420, "classrooms": 6, "shifts": 2, "promised": 300, "counted": 100},
        case=lambda given: Case(
            {CHILDREN: (given["people"], 0, 0)},
            ({"kind": "primary_school", "classrooms": given["classrooms"], "shifts": given["shifts"]},),
            given["standard"],
            promises=(
                {
                    "indicator_id": "school_seats",
                    "promised": given["promised"],
                    "status": "in_progress",
                    "delivered": given["counted"],
                    "counted": given["counted"],
                },
            ),
        ),
        text=Text(
            fa="بخشی {people} کودک ۶ تا ۱۱ ساله و دبستانی با {classrooms} کلاس و دو نوبت دارد؛ استاندارد {standard}"
            " دانش‌آموز در هر کلاس است. ظرفیت {classrooms} × {shifts} × {standard} = {capacity} صندلی، پوشش"
            " ۱۰۰ × {capacity} ÷ {need} = {value} درصد، کمبود {need} − {capacity} = {shortage} صندلی و کلاس‌های کم"
            " {shortage} ÷ {standard} که رو به بالا {classrooms_short} می‌شود. از {promised} صندلیِ تعهدشده {counted}"
            " صندلی ساخته و در ظرفیت شمرده شده است: {promised} − {counted} = {promised_open} صندلی در راه است و"
            " {shortage} − {promised_open} = {remaining_shortage} صندلی باقی می‌ماند.",
            en="A district has {people} children aged 6 to 11 and one primary school with {classrooms} classrooms and"
            " two shifts; the standard is {standard} pupils per class. Capacity {classrooms} × {shifts} × {standard} ="
            " {capacity} seats, coverage 100 × {capacity} ÷ {need} = {value} per cent, shortage {need} − {capacity} ="
            " {shortage} seats, and {shortage} ÷ {standard} is {classrooms_short} classrooms when rounded up. Of"
            " {promised} seats promised {counted} are built and counted: {promised} − {counted} = {promised_open} are"
            " to come, and {shortage} − {promised_open} = {remaining_shortage} seats remain.",
        ),
    ),
    "health_houses": Example(
        given={"people": 6000, "facilities": 4, "standard": 1200},
        case=lambda given: _units(given, VILLAGE, "health_house"),
        text=Text(
            fa="بخشی {people} نفر جمعیت روستایی و {facilities} خانهٔ بهداشت دارد؛ استاندارد یک خانهٔ بهداشت برای"
            " {standard} نفر است. نیاز {people} ÷ {standard} = {need}، پوشش ۱۰۰ × {capacity} ÷ {need} = {value} درصد،"
            " کمبود {need} − {capacity} = {shortage} خانهٔ بهداشت.",
            en="A district has {people} rural people and {facilities} health houses; the standard is one per"
            " {standard}. Need {people} ÷ {standard} = {need}, coverage 100 × {capacity} ÷ {need} = {value} per cent,"
            " shortage {need} − {capacity} = {shortage} health house.",
        ),
    ),
    "health_posts": Example(
        given={"people": 70_000, "facilities": 4, "standard": 12_500},
        case=lambda given: _units(given, TOWN, "health_post"),
        text=Text(
            fa="بخشی {people} نفر جمعیت شهری و {facilities} پایگاه سلامت دارد؛ استاندارد یک پایگاه برای {standard} نفر"
            " است. نیاز {people} ÷ {standard} = {need}، پوشش ۱۰۰ × {capacity} ÷ {need} = {value} درصد، کمبود"
            " {need} − {capacity} = {shortage} که در واحد کامل {units_short} پایگاه است.",
            en="A district has {people} urban people and {facilities} health posts; the standard is one per {standard}."
            " Need {people} ÷ {standard} = {need}, coverage 100 × {capacity} ÷ {need} = {value} per cent, shortage"
            " {need} − {capacity} = {shortage}, in whole units {units_short} posts.",
        ),
    ),
    "primary_health_units": Example(
        given={"people": 50_000, "facilities": 3, "standard": 10_000},
        case=lambda given: _units(given, TOWN, "urban_health_centre"),
        text=Text(
            fa="بخشی {people} نفر جمعیت و {facilities} مرکز خدمات جامع سلامت دارد؛ استاندارد یک واحد برای {standard}"
            " نفر است. ۱۰٬۰۰۰ × {capacity} ÷ {people} = {value} واحد برای هر ۱۰٬۰۰۰ نفر، نیاز {people} ÷ {standard} ="
            " {need}، کمبود {need} − {capacity} = {shortage} واحد.",
            en="A district has {people} people and {facilities} health centres; the standard is one unit per"
            " {standard}. 10,000 × {capacity} ÷ {people} = {value} units per 10,000 people, need"
            " {people} ÷ {standard} = {need}, shortage {need} − {capacity} = {shortage} units.",
        ),
    ),
    "hospital_beds": Example(
        given={"people": 80_000, "beds": 60, "standard": 10},
        case=lambda given: Case(
            {TOWN: (given["people"], 0, 0)}, ({"kind": "hospital", "beds": given["beds"]},), given["standard"]
        ),
        text=Text(
            fa="محدوده‌ای {people} نفر جمعیت و {beds} تخت بیمارستانی دارد؛ استاندارد {standard} تخت برای هر ۱۰٬۰۰۰ نفر"
            " است. ۱۰٬۰۰۰ × {capacity} ÷ {people} = {value} تخت برای هر ۱۰٬۰۰۰ نفر، نیاز {people} × {standard} ÷"
            " ۱۰٬۰۰۰ = {need}، کمبود {need} − {capacity} = {shortage} تخت.",
            en="An area has {people} people and {beds} hospital beds; the standard is {standard} beds per 10,000"
            " people. 10,000 × {capacity} ÷ {people} = {value} beds per 10,000 people, need {people} × {standard} ÷"
            " 10,000 = {need}, shortage {need} − {capacity} = {shortage} beds.",
        ),
    ),
    "training_places": Example(
        given={"people": 8000, "places": 120, "target": 20},
        case=lambda given: Case(
            {TOWN: (given["people"], 0, 0)},
            ({"kind": "training_centre", "training_places": given["places"]},),
            target=given["target"],
        ),
        text=Text(
            fa="بخشی {people} نفر در سن کار و {places} ظرفیت سالانهٔ آموزش دارد:"
            " ۱٬۰۰۰ × {capacity} ÷ {people} = {value} برای هر ۱٬۰۰۰ نفر. اگر کاربر هدف {target} را بگذارد، نیاز"
            " {people} × {target} ÷ ۱٬۰۰۰ = {need} و کمبود {need} − {capacity} = {shortage} است.",
            en="A district has {people} people of working age and {places} training places a year:"
            " 1,000 × {capacity} ÷ {people} = {value} per 1,000 people. If a user sets the target {target}, the need is"
            " {people} × {target} ÷ 1,000 = {need} and the shortage {need} − {capacity} = {shortage}.",
        ),
    ),
    "livelihood_reach": Example(
        given={"hosts": 7000, "refugees": 1000, "served": 240},
        case=lambda given: Case(
            {TOWN: (given["hosts"], given["refugees"], 0)},
            ({"kind": "workshop", "beneficiaries": given["served"]},),
            groups=("refugee",),
        ),
        text=Text(
            fa="در بخشی {hosts} نفر از جامعهٔ میزبان و {refugees} پناهنده در سن کارند و کارگاهی که به روی همه باز است"
            " در سال به {served} نفر خدمت داده است. سهم پناهندگان از آن {served} × {refugees} ÷ ({hosts} +"
            " {refugees}) = {capacity} نفر و رقم آنان ۱٬۰۰۰ × {capacity} ÷ {demand_persons} = {value} از هر ۱٬۰۰۰ نفر"
            " است. دسترسی برابر فرض شده، نه مشاهده.",
            en="A district has {hosts} hosts and {refugees} refugees of working age, and a workshop open to all has"
            " served {served} people in the year. The refugees' share of it is {served} × {refugees} ÷ ({hosts} +"
            " {refugees}) = {capacity} people, and their figure 1,000 × {capacity} ÷ {demand_persons} = {value} per"
            " 1,000. Equal access is assumed, not observed.",
        ),
    ),
    "foreign_share": Example(
        given={"hosts": 9000, "refugees": 600, "documented": 400},
        case=lambda given: Case({TOWN: (given["hosts"], given["refugees"], given["documented"])}),
        text=Text(
            fa="بخشی {hosts} نفر جامعهٔ میزبان، {refugees} پناهنده و {documented} تبعهٔ خارجی دیگرِ دارای مدرک اقامت"
            " دارد: {refugees} + {documented} = {foreign_persons} نفر از {demand_persons} نفر،"
            " ۱۰۰ × {foreign_persons} ÷ {demand_persons} = {value} درصد.",
            en="A district has {hosts} hosts, {refugees} refugees and {documented} other documented foreign nationals:"
            " {refugees} + {documented} = {foreign_persons} of {demand_persons} people,"
            " 100 × {foreign_persons} ÷ {demand_persons} = {value} per cent.",
        ),
    ),
    "national_share": Example(
        given={"refugees": 15_460, "documented": 5000, "country": 773_000},
        case=lambda given: Case(
            {TOWN: (90_000, given["refugees"], given["documented"])},
            groups=("refugee",),
            national={"refugee": given["country"]},
        ),
        text=Text(
            fa="شهرستانی {refugees} پناهنده و {documented} تبعهٔ خارجی دیگرِ دارای مدرک اقامت دارد؛ رقم کشوری تنها برای"
            " پناهندگان هست، {national_persons} نفر. پس هر دو سوی کسر پناهندگان‌اند:"
            " ۱۰۰ × {foreign_persons} ÷ {national_persons} = {value} درصد.",
            en="A county has {refugees} refugees and {documented} other documented foreign nationals; the country's"
            " figure is known for refugees alone, {national_persons} people. So both sides of the fraction are"
            " refugees: 100 × {foreign_persons} ÷ {national_persons} = {value} per cent.",
        ),
    ),
    "priority_index": Example(
        given={
            "seats": 300,
            "all_seats": 2000,
            "units": 2,
            "all_units": 8,
            "places": 50,
            "all_places": 1000,
        },
        case=lambda given: Case(
            shortages={
                "education": (given["seats"], 1000, given["all_seats"] - given["seats"]),
                "health": (given["units"], 5, given["all_units"] - given["units"]),
                "livelihoods": (given["places"], 200, given["all_places"] - given["places"]),
            }
        ),
        text=Text(
            fa="از کمبود {all_seats} صندلی، {all_units} واحد مراقبت اولیه و {all_places} ظرفیت آموزش در استان، {seats}"
            " صندلی، {units} واحد و {places} ظرفیت در یک بخش است. با وزن برابر، آموزش"
            " ۱۰۰ × {seats} ÷ {all_seats} ÷ ۳ = {education_points}، سلامت"
            " ۱۰۰ × {units} ÷ {all_units} ÷ ۳ = {health_points} و معیشت"
            " ۱۰۰ × {places} ÷ {all_places} ÷ ۳ = {livelihoods_points} امتیاز دارد:"
            " {education_points} + {health_points} + {livelihoods_points} = {value} امتیاز از ۱۰۰.",
            en="Of the province's shortage of {all_seats} seats, {all_units} primary units and {all_places} training"
            " places, {seats} seats, {units} units and {places} places are in one district. With equal weights"
            " education has 100 × {seats} ÷ {all_seats} ÷ 3 = {education_points}, health"
            " 100 × {units} ÷ {all_units} ÷ 3 = {health_points} and livelihoods"
            " 100 × {places} ÷ {all_places} ÷ 3 = {livelihoods_points} points:"
            " {education_points} + {health_points} + {livelihoods_points} = {value} of 100 points.",
        ),
    ),
}
