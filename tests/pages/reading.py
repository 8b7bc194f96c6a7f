"""What a page run by AppTest shows, read from what the browser would get."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser

import numpy as np
from PIL import Image

PAINT = re.compile(r"hamgam\.paint\((.*?)\);\s*$", re.MULTILINE)


class _Texts(HTMLParser):
    """Texts of an HTML fragment, also those of its attributes that are read aloud or shown."""

    def __init__(self):
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.texts += [value for key, value in attrs if key in ("title", "aria-label", "alt") and value]

    def handle_data(self, data):
        self.texts.append(data)


class _Rows(HTMLParser):
    """Cells of the table rows, and counts of the list items, of an HTML fragment."""

    def __init__(self):
        super().__init__()
        self.rows: list[list[str]] = []
        self.counts: list[str] = []
        self._cell = self._bold = False
        self._item = False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self._cell = True
        if tag == "li":
            self._item = True
        if tag == "b" and self._item:
            self.counts.append("")
            self._bold = True

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._cell = False
        if tag == "b":
            self._bold = False
        if tag == "li":
            self._item = False

    def handle_data(self, data):
        if self._cell:
            self.rows[-1][-1] += data
        if self._bold:
            self.counts[-1] += data


def fragments(at):
    """The HTML that the page and the sidebar show, without the style sheet."""
    return [one.proto.body for one in at.get("html") if not one.proto.body.startswith("<style>")]


def fragment(at, css_class):
    """The one fragment with an element of this class."""
    found = [body for body in fragments(at) if f'class="{css_class}"' in body]
    assert len(found) == 1, f"{len(found)} fragments with {css_class}"
    return found[0]


def texts_of(html):
    parser = _Texts()
    parser.feed(html)
    return [text for text in parser.texts if text.strip()]


def tags_of(html):
    parser = _Texts()
    parser.feed(html)
    return parser.tags


def paint_script(at):
    """The script that paints the view, as the frame gets it."""
    maps = at.get("component_instance")
    assert len(maps) == 1, f"{len(maps)} maps"
    return json.loads(maps[0].proto.json_args)["feature_group"]


def payload(at):
    """The painted view."""
    found = PAINT.search(paint_script(at))
    assert found, "nothing painted"
    return with_texts(json.loads(found[1]))


def with_texts(view):
    """The view with each text in its place: one that several areas share travels once, with its number instead."""
    texts = view.get("texts", [])
    areas = {
        code: [*row[:2], *(texts[text] if isinstance(text, int) else as_seen(text, view["lang"]) for text in row[2:])]
        for code, row in view["areas"].items()
    }
    return view | {"areas": areas}


def as_seen(text, lang):
    """A figure as the map's script writes it: in Persian digits, kept together where it has a sign."""
    if lang != "fa" or not re.fullmatch("[0-9,.%-]+", text):
        return text
    written = text.translate(str.maketrans("0123456789,.%-", "۰۱۲۳۴۵۶۷۸۹٬٫٪−"))
    return f"\u2066{written}\u2069" if re.search("[%-]", text) else written


def colours(at):
    """P-code to [colour, pattern] as painted."""
    view = payload(at)
    return {code: view["fills"][row[0]] for code, row in view["areas"].items()}


def ranking(at):
    """The rows of the ranking, cell texts, without the head."""
    parser = _Rows()
    parser.feed(fragment(at, "hg-side"))
    return parser.rows[1:]


def legend_counts(at):
    """Areas per class, as numbers; the line on distorted areas left out."""
    body = fragment(at, "hg-side")
    legend = body[body.index('<ul class="hg-legend"') : body.index("</ul>")]
    items = [item for item in legend.split("<li>")[1:] if "hg-swatch over" not in item]
    parser = _Rows()
    parser.feed("".join(f"<li>{item}" for item in items))
    return [as_number(text) for text in parser.counts]


def title(at):
    html = fragment(at, "hg-title")
    return texts_of(html[html.index("<h1") :])[0]


def as_number(text):
    """A figure as shown, in either language, as a float."""
    plain = text.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹٫−", "0123456789.-", "\u2066\u2069٬,٪%*"))
    return float(plain)


def pixel_colours(picture):
    """Every colour of a picture's pixels; each pixel as one number, since to sort triples takes seconds."""
    pixels = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")).reshape(-1, 3)
    return {f"#{one:06x}" for one in np.unique(pixels @ np.array([1 << 16, 1 << 8, 1], dtype=np.uint32)).tolist()}


def page_texts(at):
    """Every text that a reader of the page can see or hear, apart from the sidebar's language switch."""
    texts = [text for body in fragments(at) for text in texts_of(body)]
    for box in at.selectbox:
        texts += [box.label, *box.options]
    texts += [one.label for kind in (at.toggle, at.number_input, at.text_input) for one in kind]
    texts += [button.label for button in at.button if not str(button.key).startswith("language:")]
    texts += [one.proto.label for one in at.get("download_button")]
    texts += [one.proto.popover.label for one in at.get("popover")]
    texts += [one.value for kind in (at.warning, at.info, at.error) for one in kind]
    if at.get("component_instance"):
        view = payload(at)
        texts += [text for row in view["areas"].values() for text in row[1:]]
        texts += [*view["heads"], *view["others"].values(), *view["short"].values()]
        texts += [view["foot"], view["mark"]]
    return [text for text in texts if text]
