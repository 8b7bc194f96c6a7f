"""Streamlit's own English words that a reader of the page sees or hears; assets/texts.js says them in its language."""

from __future__ import annotations

from wording.i18n import _

# Where the words in the catalogue are better English than Streamlit's, the pair differs in English too.
Pairs = list[tuple[str, str]]


def data() -> dict[str, Pairs]:
    """Return pairs of Streamlit's words and ours: of texts, and of names that are read aloud."""
    return {"texts": _texts(), "names": _names()}


def _texts() -> Pairs:
    return [
        ("Skip to main content", _("Skip to main content")),
        ("No results", _("No results")),
        ("{count} option available.", _("{count} option available.")),
        ("{count} options available.", _("{count} options available.")),
        ("{name}, selected", _("{name}, selected")),
        ("Press Enter to apply", _("Press Enter to apply")),
        ("Press {key}+Enter to apply", _("Press {key}+Enter to apply")),
        ("Page not found", _("Page not found")),
        (
            "The page that you have requested does not seem to exist. Running the app's main page.",
            _("There is no such page; the overview is shown instead."),
        ),
        (
            "You have requested page /{page}, but no corresponding file was found in the app's pages/ directory."
            " Running the app's main page.",
            _("There is no page called “{page}”; the overview is shown instead."),
        ),
        ("Connection error", _("Connection error")),
    ]


def _names() -> Pairs:
    return [
        ("Sidebar", _("Sidebar")),
        ("Collapse sidebar", _("Collapse sidebar")),
        ("Expand sidebar", _("Expand sidebar")),
        ("Open", _("Open the list")),
        ("Close", _("Close")),
        ("Dismiss", _("Close")),
        ("Clear value", _("Clear")),
        ("Clear entry", _("Clear")),
        ("Increment", _("More by one step")),
        ("Decrement", _("Less by one step")),
        ("Notifications", _("Notifications")),
    ]
