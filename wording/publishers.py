"""Names of publishers for eyes: a source holds one name of its publisher, which is known in both languages for some."""

from __future__ import annotations

from wording.i18n import _

NOT_STATED = "not stated"


def publisher(name: object) -> str:
    """Name a publisher in the language in use; one that is not known here stands as it is."""
    text = name if isinstance(name, str) else ""
    return _known().get(text, text)


def _known() -> dict[str, str]:
    return {
        "Copy of an encyclopaedia table": _("Copy of an encyclopaedia table"),
        "Hamgam": _("Hamgam"),
        "IRNA": _("IRNA"),
        "Ministry of Health (glossary at shahrepezeshkan.com)": _(
            "Ministry of Health (glossary at shahrepezeshkan.com)"
        ),
        "News item": _("News item"),
        NOT_STATED: _("not stated"),
        "Planning organisation of Tehran province": _("Planning organisation of Tehran province"),
        "School renovation organisation via vista.ir": _("School renovation organisation via vista.ir"),
        "Statistical Centre of Iran": _("Statistical Centre of Iran"),
        "Statistical Centre of Iran, reported by IRNA": _("Statistical Centre of Iran, reported by IRNA"),
        "Tabnak": _("Tabnak"),
        "UNHCR": _("UNHCR"),
        "UNHCR (reliefweb)": _("UNHCR (reliefweb)"),
        "UNHCR Emergency Handbook": _("UNHCR Emergency Handbook"),
        "UNHCR Handbook for Emergencies": _("UNHCR Handbook for Emergencies"),
        "UNHCR Standards and Indicators": _("UNHCR Standards and Indicators"),
    }
