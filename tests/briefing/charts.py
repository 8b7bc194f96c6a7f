"""Charts of every kind in both directions, for tests of their pictures."""

from briefing.chart import PALE, Axis, Chart, Mark, Series

KINDS = ("bars", "stacked", "trend", "dots", "scatter")
PERSIAN = str.maketrans("0123456789.", "۰۱۲۳۴۵۶۷۸۹٫")
NAMES = {
    True: ("تهران", "رباط‌کریم (مرکزی)", "ری", "شمیرانات"),
    False: ("Tehran", "Robat Karim (Central)", "Rey", "<$x$>"),
}
MISSING = {True: "کمتر از ۱۰ نفر", False: "fewer than 10 people"}


def chart(kind, is_rtl, values=(40.0, 118.0, None, 75.0), more=()):
    def text(value):
        if value is None:
            return MISSING[is_rtl]
        return f"\u2066{value:g}٪\u2069".translate(PERSIAN) if is_rtl else f"{value:g}%"

    def series(name, found, colour):
        texts = tuple(map(text, found))
        x = tuple(None if value is None else value / 2 for value in found) if kind == "scatter" else ()
        return Series(name, tuple(found), texts, colour, x=x, x_texts=texts if x else ())

    axis = Axis(
        "پوشش نیاز (٪)" if is_rtl else "Coverage (%)", tuple((at, text(at)) for at in (0.0, 50.0, 100.0, 150.0))
    )
    return Chart(
        kind,
        title="پنج شهرستان (از ۱۶) کمتر از نیمی از «صندلی‌های» لازم را دارند"
        if is_rtl
        else "Five of 16 counties have less",
        subtitle="۱۴۰۳ · می‌خواهد" if is_rtl else "2024/25 (1403)",
        categories=NAMES[is_rtl],
        series=(series("همه" if is_rtl else "all", values, "#0072bc"), *(series("b", one, PALE) for one in more)),
        axis=axis,
        x_axis=axis if kind == "scatter" else None,
        marks=(Mark(82.0, "استان" if is_rtl else "province"),) if kind != "stacked" else (),
        breaks=(Mark(2, "تعریف تازه" if is_rtl else "new definition"),) if kind == "trend" else (),
        labelled=(0, 1, 3),
        foot="منابع: Hamgam · به تاریخ ۲۶ بهمن ۱۴۰۴" if is_rtl else "Sources: Hamgam",
        mark="دادهٔ نمایشی" if is_rtl else "Demonstration data",
        is_rtl=is_rtl,
    )
