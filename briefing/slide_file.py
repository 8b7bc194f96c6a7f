"""The file that slides are put into: one layout of our size and colours, and nothing in it of who made it, or when."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

from pptx import Presentation
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement

from briefing.slide_text import Look, emu

TITLE_ONLY = 5
# What the template brings and no slide needs: a picture of itself, its printer, its window, its statistics.
LEFTOVERS = ("/thumbnail", "/printerSettings", "/viewProps", "/extended-properties")
# Dark, light, and the six accents of the theme.
COLOURS = {
    "dk1": "12202B", "lt1": "FFFFFF", "dk2": "0B3754", "lt2": "EEF2F5", "accent1": "0072BC", "accent2": "8FC1E1",
    "accent3": "05568B", "accent4": "FFC740", "accent5": "4F9ED0", "accent6": "CDE3F1", "hlink": "0072BC",
    "folHlink": "05568B",
}  # fmt: skip
# The first day that a zip file can name.
ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def empty(look: Look, height: float) -> Any:  # noqa: ANN401 - python-pptx has no annotations
    """Return a presentation without slides, whose one layout has a title.

    Parameters
    ----------
    look : Look
    height : float
        Of its slides, hundredths of an inch.
    """
    made: Any = Presentation()
    made.slide_width, made.slide_height = emu(look.width), emu(height)
    # The template says that its slides are 4:3.
    del made.element.sldSz.attrib["type"]
    for layout in [one for place, one in enumerate(made.slide_layouts) if place != TITLE_ONLY]:
        made.slide_layouts.remove(layout)
    master = made.slide_master
    margin, wide = emu(look.width * 0.04), emu(look.width * 0.92)
    for holder in (master, master.slide_layouts[0]):
        for shape in list(holder.placeholders):
            kind = shape.element.ph.get("type", "body")
            if kind not in ("title", "body"):
                shape.element.getparent().remove(shape.element)
                continue
            top, tall = (0.09, 0.1) if kind == "title" else (0.2, 0.68)
            shape.left, shape.width = margin, wide
            shape.top, shape.height = emu(height * top), emu(height * tall)
    _directed(master.element, look)
    _themed(master.part, look)
    for part in (made.part.package, made.part):
        for key, relation in list(part._rels.items()):
            if relation.reltype.endswith(LEFTOVERS):
                part._rels.pop(key)
    return made


def _directed(master: Any, look: Look) -> None:  # noqa: ANN401 - likewise
    """Let slides that a reader adds run in the direction of the others."""
    for style in ("p:titleStyle", "p:bodyStyle"):
        for level in master.find(f".//{qn(style)}"):
            level.set("algn", look.side("start"))
            level.set("rtl", "1" if look.is_rtl else "0")


def _themed(master: Any, look: Look) -> None:  # noqa: ANN401 - likewise
    """Give the theme our fonts and colours; python-pptx keeps it as bytes."""
    part = next(one.target_part for one in master.rels.values() if one.reltype.endswith("/theme"))
    theme = parse_xml(part.blob)
    for fonts in (theme.find(f".//{qn('a:majorFont')}"), theme.find(f".//{qn('a:minorFont')}")):
        for name in ("a:latin", "a:cs"):
            fonts.find(qn(name)).set("typeface", look.face)
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    for name, value in COLOURS.items():
        slot = scheme.find(qn(f"a:{name}"))
        for old in list(slot):
            slot.remove(old)
        own = OxmlElement("a:srgbClr")
        own.set("val", value)
        slot.append(own)
    part._blob = serialize_part_xml(theme)


def saved(presentation: Any, title: str, look: Look, made_on: date) -> bytes:  # noqa: ANN401 - likewise
    """Return the file; the same slides are the same bytes.

    Parameters
    ----------
    presentation : presentation of python-pptx
    title : str
    look : Look
    made_on : datetime.date
        Of the figures.
    """
    properties = presentation.core_properties
    element = properties._element
    for child in list(element):
        element.remove(child)
    properties.title, properties.language = title[:255], look.lang
    properties.created = properties.modified = datetime.combine(made_on, time())
    file = io.BytesIO()
    presentation.save(file)
    return still(file.getvalue())


def still(packed: bytes) -> bytes:
    """Return a zip file with its entries as they are, but without the times at which they were written.

    Parameters
    ----------
    packed : bytes
    """
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, ZIP_DAY)
            # A picture is packed already.
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return file.getvalue()
