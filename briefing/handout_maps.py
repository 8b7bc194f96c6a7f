"""The maps of a handout as pictures, made once for slides and paper: without the texts that stand around them there."""

from __future__ import annotations

from dataclasses import replace

from briefing.handout import Handout, Page
from briefing.map_picture import MapPicture
from briefing.pictures import map_png

# Hundredths of an inch: narrow, so that names and legend can be read from afar.
UNDER, BESIDE = 820.0, 860.0


def maps(handout: Handout) -> dict[str, bytes]:
    """Draw the maps.

    Parameters
    ----------
    handout : Handout

    Returns
    -------
    dict
        PNG by the id of the page, for `slides.pptx` and `handout_pdf.pdf`.
    """
    return {page.id: map_png(on_page(page.picture, page, handout)) for page in handout.pages if page.picture}


def on_page(picture: MapPicture, page: Page, handout: Handout) -> MapPicture:
    """Return a map without what its page says already, its legend where there is room for it.

    A page with rows below leaves a field that is wide and low, in which the legend stands beside the map.

    Parameters
    ----------
    picture : MapPicture
    page : Page
    handout : Handout

    Returns
    -------
    MapPicture
    """
    told = "\n".join((page.source, handout.foot, *handout.small_print))
    foot = tuple(text for text in picture.foot if text not in told)
    own = replace(picture, title="", subtitle="", mark="", foot=foot)
    if len(own.maps) != 1:
        return own
    one = own.maps[0]
    if page.table:
        return replace(own, across=BESIDE)
    return replace(own, across=UNDER, legend=None, maps=(replace(one, legend=one.legend or own.legend),))
