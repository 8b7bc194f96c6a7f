"""The overview's HTML, taken apart for the tests."""

from html.parser import HTMLParser


class Parts(HTMLParser):
    """The texts of each element of a class, and all links and pictures."""

    def __init__(self, html):
        super().__init__()
        self.texts, self.links, self.pictures, self._open = {}, [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "img":
            self.pictures.append(given)
            return
        names = (given.get("class") or "").split()
        for name in names:
            self.texts.setdefault(name, []).append("")
        if tag == "a":
            self.links.append([given["href"], ""])
        self._open.append((tag, names))

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        for tag, names in self._open:
            for name in names:
                self.texts[name][-1] += data + " "
            if tag == "a":
                self.links[-1][1] += data
