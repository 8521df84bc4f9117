"""How far the figures of a page may be relied on: released, or accepted and not yet released. One sentence for screen and file."""

from __future__ import annotations

from ui.session import house, t


def stamp() -> str:
    """The sentence for whatever is drawn in this run, in the reader's language."""
    shown = house()
    if shown.released is not None:
        return t("standing.released", number=shown.released, date=shown.today())
    return t("standing.live" if shown.until is None else "standing.earlier", date=shown.today())
