"""The files of Compare: both sides in one table, one layer and one picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from briefing import about_sheet, columns, gis_texts, hxl
from briefing.book import AREA_COLUMNS, bind
from briefing.layers import collection, view
from briefing.tables import Column, Section, Sheet, csv_file, xlsx
from domain.frames import ReleaseFrame
from domain.indicators import GROUPS
from domain.selection import Selection
from geo.shapes import shapes_of
from measures.reference import Reference
from ui import downloads, loaders, pair_table, sides
from ui.sides import Compared
from wording import provenance
from wording.i18n import _

OF_AREA = ("pcode", "level", "name_fa", "name_en")


def offer(shown: Compared, selection: Selection, reference: Reference) -> downloads.Offer:
    """Return what offers the files of what is compared."""
    first, other = (one.selection for one in shown.frames)
    groups = "-".join(other.groups) if other.entry.takes_groups else "all"
    beside = {"indicators": other.indicator, "years": str(other.period), "groups": groups}
    page = f"compare_with_{beside[sides.kind(selection)]}"

    def made(tagged: bool) -> list[downloads.File]:
        makers: dict[str, tuple[str, Callable[[], bytes]]] = {
            "csv": (downloads.table_name(), lambda: csv(shown, tagged)),
            "xlsx": (downloads.book_name(), lambda: workbook(shown, selection, reference, tagged)),
            "geojson": (downloads.layer_name(), lambda: geojson(shown, reference)),
            "png": (
                _("Picture of both maps (PNG)") if shown.names else _("Picture of the map (PNG)"),
                lambda: png(shown, reference),
            ),
        }
        return [
            downloads.File(
                label, downloads.file_name(first, kind, tagged and kind in downloads.TAGGED, page), kind, make, kind
            )
            for kind, (label, make) in makers.items()
        ]

    return made


def _data(frame: ReleaseFrame, tagged: bool) -> pd.DataFrame:
    """Return the rows of one side, and for whom they are: a released frame itself does not say that."""
    data = hxl.with_dates(frame.data) if tagged else frame.data
    return data.assign(groups=",".join(frame.selection.groups if frame.selection.entry.takes_groups else GROUPS))


def table(shown: Compared, tagged: bool = False) -> tuple[pd.DataFrame, list[str]]:
    """Return a row an area: the columns of both sides behind `_1` and `_2`, of two maps the difference; HXL tags."""
    parts = [_data(one, tagged) for one in shown.frames]
    names = [[str(name) for name in one.columns if name not in OF_AREA] for one in parts]
    whole = parts[0][list(OF_AREA)]
    tags = hxl.tags(shown.frames[0].selection, list(OF_AREA))
    for place, (part, own, frame) in enumerate(zip(parts, names, shown.frames, strict=True), 1):
        added = part.set_index("pcode")[own].rename(columns={name: f"{name}_{place}" for name in own})
        whole = whole.merge(added, left_on="pcode", right_index=True, how="left", validate="1:1")
        tags += hxl.tags(frame.selection, own)
    if shown.parts is not None:
        apart = shown.parts.rename(columns=_part_id)
        whole = whole.merge(apart, left_on="pcode", right_index=True, how="left", validate="1:1")
        tags += [""] * len(apart.columns)
    return whole, tags


def _part_id(name: str) -> str:
    return name if name == "difference" else f"difference_{name}"


def csv(shown: Compared, tagged: bool) -> bytes:
    """Return both sides as CSV."""
    data, tags = table(shown, tagged)
    return csv_file(data, tags if tagged else ())


def geojson(shown: Compared, reference: Reference) -> bytes:
    """Return the areas with the figures of both sides."""
    about = gis_texts.said_of(shown.title, shown.subtitle, shown.frames, reference)
    metadata = {"views": [view(_alone(one)) for one in shown.frames], **about}
    return collection(table(shown)[0], shapes_of(loaders.boundaries()).geometries, metadata)


def _alone(frame: ReleaseFrame) -> ReleaseFrame:
    """Return one side as a view of its own: with what it is compared to, its link would name that twice."""
    return replace(frame, selection=frame.selection.without_page())


def png(shown: Compared, reference: Reference) -> bytes:
    """Return the maps as one picture."""
    # Loading matplotlib takes longer than a page may.
    from briefing.pictures import map_png
    from ui.compare_picture import picture

    return map_png(picture(shown, reference, shapes_of(loaders.boundaries())))


def workbook(shown: Compared, selection: Selection, reference: Reference, tagged: bool) -> bytes:
    """Return the workbook of both sides; its link shows what the page of the selection does."""
    made = _columns(shown, tagged)
    first, other = map(_alone, shown.frames)
    entries = dict.fromkeys(one.selection.entry for one in shown.frames)
    one, two = sides.of(shown)
    sections: list[Section] = [
        about_sheet.view(
            about_sheet.chosen(
                first,
                reference,
                sides.measured(first),
                f"compare?{selection.link()}",
                lacking=loaders.absent(first.selection.period),
            ),
            one,
        ),
        about_sheet.view(
            about_sheet.chosen(other, reference, sides.measured(other), lacking=loaders.absent(other.selection.period)),
            two,
        ),
    ]
    sections += [about_sheet.definition(one, named=len(entries) > 1) for one in entries]
    sections += [
        about_sheet.columns(made, tagged=tagged),
        about_sheet.statuses(),
        about_sheet.sources([*first.data["source_ids"], *other.data["source_ids"]], reference),
        about_sheet.rules(reference, provenance.group_rule(first), provenance.group_rule(other)),
    ]
    marked = any(bool(one.data["is_demonstration"].any()) for one in shown.frames)
    book = bind(
        shown.title, (Sheet(_("Figures"), made, AREA_COLUMNS),), sections, marked=marked, made_on=loaders.today()
    )
    return xlsx(book, tagged=tagged)


def _columns(shown: Compared, tagged: bool) -> tuple[Column, ...]:
    """Return the columns of both sides; heads begin with what their side is."""
    found: list[Column] = []
    for place, (frame, side) in enumerate(zip(shown.frames, sides.of(shown), strict=True), 1):
        data = hxl.with_dates(frame.data) if tagged else frame.data
        made = columns.columns(frame, data, hxl.tags(frame.selection, [str(name) for name in data.columns]))
        found += [one for one in made if one.id in OF_AREA and place == 1]
        found += [_of_side(one, place, side) for one in made if one.id not in OF_AREA]
    return (*found, *_apart(shown))


def _apart(shown: Compared) -> list[Column]:
    """Return the columns of the differences, in the order of the rows."""
    if shown.parts is None:
        return []
    frame = shown.frames[0]
    entry = frame.selection.entry
    heads = pair_table.heads(entry, sides.of(shown), shown.parts)
    rows = shown.parts.reindex(frame.data["pcode"])
    return [
        Column(_part_id(str(name)), head, columns.values(rows[name]), columns.value_form(entry))
        for name, head in zip(rows.columns, heads, strict=True)
    ]


def _of_side(column: Column, place: int, side: str) -> Column:
    head = _("{side}: {column}").format(side=side, column=column.head)
    return replace(column, id=f"{column.id}_{place}", head=head)
