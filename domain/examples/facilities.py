"""Worked examples of indicators that ask facilities alone: ratios and shares."""

from __future__ import annotations

from domain.examples.case import Case, Example, Given
from domain.indicator import Text

SCHOOL = "primary_school"


def _schools(given: Given, *measures: str) -> Case:
    """Two schools: `pupils_1` is what the first reports as `pupils`."""
    schools = [{"kind": SCHOOL, **{name: given[f"{name}_{one}"] for name in measures}} for one in (1, 2)]
    return Case(facilities=tuple(schools), standard=given.get("standard"))


def _of_status(given: Given, kind: str) -> Case:
    fine = [{"kind": kind}] * int(given["fine"])
    return Case(facilities=(*fine, *[{"kind": kind, "status": "needs_rehabilitation"}] * int(given["broken"])))


EXAMPLES: dict[str, Example] = {
    "pupils_per_class": Example(
        given={
            "standard": 35,
            "pupils_1": 300,
            "classrooms_1": 8,
            "shifts_1": 1,
            "pupils_2": 360,
            "classrooms_2": 6,
            "shifts_2": 2,
        },
        case=lambda given: _schools(given, "pupils", "classrooms", "shifts"),
        text=Text(
            fa="مدرسهٔ نخست {pupils_1} دانش‌آموز در {classrooms_1} کلاس و یک نوبت دارد و مدرسهٔ دوم {pupils_2}"
            " دانش‌آموز در {classrooms_2} کلاس و دو نوبت: {pupils_1} + {pupils_2} = {pupils} دانش‌آموز،"
            " {classrooms_1} × {shifts_1} + {classrooms_2} × {shifts_2} = {class_shifts} کلاس در همهٔ نوبت‌ها،"
            " تراکم {pupils} ÷ {class_shifts} = {value}. با استاندارد {standard} دانش‌آموز در هر کلاس، مدرسهٔ نخست"
            " {pupils_1} − {standard} × {classrooms_1} = {pupils_above} دانش‌آموز مازاد دارد و مدرسهٔ دوم هیچ.",
            en="One school has {pupils_1} pupils in {classrooms_1} classrooms and one shift, another {pupils_2} in"
            " {classrooms_2} classrooms and two shifts: {pupils_1} + {pupils_2} = {pupils} pupils,"
            " {classrooms_1} × {shifts_1} + {classrooms_2} × {shifts_2} = {class_shifts} classes of all shifts, class"
            " size {pupils} ÷ {class_shifts} = {value}. By the standard of {standard} pupils per class the first school"
            " has {pupils_1} − {standard} × {classrooms_1} = {pupils_above} pupils above it, the second none.",
        ),
    ),
    "pupils_per_teacher": Example(
        given={"pupils_1": 300, "teachers_1": 10, "pupils_2": 180, "teachers_2": 4},
        case=lambda given: _schools(given, "pupils", "teachers"),
        text=Text(
            fa="مدرسهٔ نخست {pupils_1} دانش‌آموز و {teachers_1} معلم دارد و مدرسهٔ دوم {pupils_2} دانش‌آموز و"
            " {teachers_2} معلم: {pupils_1} + {pupils_2} = {pupils} دانش‌آموز، {teachers_1} + {teachers_2} = {teachers}"
            " معلم، {pupils} ÷ {teachers} = {value} دانش‌آموز برای هر معلم، نه میانگین دو نسبت.",
            en="One school has {pupils_1} pupils and {teachers_1} teachers, another {pupils_2} pupils and {teachers_2}"
            " teachers: {pupils_1} + {pupils_2} = {pupils} pupils, {teachers_1} + {teachers_2} = {teachers} teachers,"
            " {pupils} ÷ {teachers} = {value} pupils per teacher, not the mean of the two ratios.",
        ),
    ),
    "school_space": Example(
        given={"floor_area_m2_1": 1200, "pupils_1": 250, "floor_area_m2_2": 2240, "pupils_2": 550},
        case=lambda given: _schools(given, "floor_area_m2", "pupils"),
        text=Text(
            fa="دو مدرسه {floor_area_m2_1} و {floor_area_m2_2} متر مربع زیربنا و {pupils_1} و {pupils_2} دانش‌آموز"
            " دارند: {floor_area_m2_1} + {floor_area_m2_2} = {floor_area_m2} متر مربع، {pupils_1} + {pupils_2} ="
            " {pupils} دانش‌آموز، {floor_area_m2} ÷ {pupils} = {value} متر مربع برای هر دانش‌آموز.",
            en="Two schools have {floor_area_m2_1} and {floor_area_m2_2} square metres for {pupils_1} and {pupils_2}"
            " pupils: {floor_area_m2_1} + {floor_area_m2_2} = {floor_area_m2} square metres, {pupils_1} + {pupils_2} ="
            " {pupils} pupils, {floor_area_m2} ÷ {pupils} = {value} square metres per pupil.",
        ),
    ),
    "double_shift_share": Example(
        given={"single": 30, "double": 10},
        case=lambda given: Case(
            facilities=(
                *[{"kind": SCHOOL, "shifts": 1}] * int(given["single"]),
                *[{"kind": SCHOOL, "shifts": 2}] * int(given["double"]),
            )
        ),
        text=Text(
            fa="{single} مدرسه یک نوبت و {double} مدرسه دو نوبت دارند: {single} + {double} = {schools} مدرسه،"
            " ۱۰۰ × {double_shift_schools} ÷ {schools} = {value} درصد.",
            en="{single} schools have one shift and {double} have two: {single} + {double} = {schools} schools,"
            " 100 × {double_shift_schools} ÷ {schools} = {value} per cent.",
        ),
    ),
    "school_rehabilitation_share": Example(
        given={"fine": 42, "broken": 6},
        case=lambda given: _of_status(given, SCHOOL),
        text=Text(
            fa="{fine} مدرسه فعال است و {broken} مدرسه نیازمند بهسازی: {fine} + {broken} = {operating} مدرسه کار"
            " می‌کنند، ۱۰۰ × {needing_rehabilitation} ÷ {operating} = {value} درصد.",
            en="{fine} schools are operational and {broken} need rehabilitation: {fine} + {broken} = {operating}"
            " schools operate, 100 × {needing_rehabilitation} ÷ {operating} = {value} per cent.",
        ),
    ),
    "rehabilitation_share": Example(
        given={"fine": 19, "broken": 6},
        case=lambda given: _of_status(given, "health_house"),
        text=Text(
            fa="{fine} مرکز سلامت فعال است و {broken} مرکز نیازمند بهسازی: {fine} + {broken} = {operating} مرکز کار"
            " می‌کنند، ۱۰۰ × {needing_rehabilitation} ÷ {operating} = {value} درصد.",
            en="{fine} health facilities are operational and {broken} need rehabilitation: {fine} + {broken} ="
            " {operating} facilities operate, 100 × {needing_rehabilitation} ÷ {operating} = {value} per cent.",
        ),
    ),
}
