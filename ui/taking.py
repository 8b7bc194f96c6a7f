"""A file is made when somebody asks for it: whether they may is asked again then, and the audit trail notes it."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context

from domain.grants import NotGranted
from ui import access, audit, divisions, kept_figures, scope, state, visitors
from wording import i18n


def at_the_click(make: Callable[[], bytes], name: str) -> Callable[[], bytes]:
    """Make a file for whom and in the language that the page has now: the click is answered outside any of its runs."""
    lang, visitor, token, view = i18n.language(), visitors.current(), access.token(), state.published()
    box, year = kept_figures.current(), divisions.entered()

    def made() -> bytes:
        i18n.activate(lang)
        if not (visitor.may_download and access.holds(visitor, token)):
            audit.note("refused", view=view, detail=f"file {name}", of=visitor)
            raise NotGranted("file")
        scope.enter(visitor.scope)
        kept_figures.enter(box)
        divisions.enter(year)
        content = make()
        audit.note("export", view=view, detail=name, of=visitor)
        return content

    return lambda: copy_context().run(made)
