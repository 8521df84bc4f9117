"""What was put on record of partners: who, when, why and what changed. Entries enter, a table leaves."""

from __future__ import annotations

from collections.abc import Sequence

from nap.monitor import PartnerEntry, partner_changes, person_text
from nap.words import pick
from ui.session import house, language, moment, t
from ui.tables import Cell, table


def history_table(told: Sequence[PartnerEntry], *, named: bool = False) -> None:
    """Draw the entries, the latest first; `named` if they are about several partners."""
    header = [t(f"pages.column.{name}") for name in ("when", "act", "reason", "person")]
    header[1:1] = [t("pages.column.partner")] if named else []
    table(header, [_row(entry, named) for entry in told], caption=t("partners.history"))


def _row(entry: PartnerEntry, named: bool) -> list[Cell]:
    done = "\n".join(partner_changes(language(), house().plan, entry))
    who = [f"{pick(entry.name, language())} ({entry.code})"] if named else []
    return [moment(entry.at), *who, done, entry.reason, person_text(language(), entry.person)]
