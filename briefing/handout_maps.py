"""The maps of a handout as pictures, made once for slides and paper: without the texts that stand around them there."""

from __future__ import annotations

from dataclasses import replace

from briefing.handout import Handout, Page
from briefing.map_picture import MapPicture
from briefing.pictures import map_png

# Hundredths of an inch: narrow, so that names and legend can be read from afar.
ACROSS = 640.0


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
    """Return a map without what its page says already, its legend as a strip under it.

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
    legend = one.legend or own.legend
    strip = replace(legend, is_strip=True) if legend else None
    return replace(own, across=ACROSS, legend=None, maps=(replace(one, legend=strip),))
