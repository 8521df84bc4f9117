"""How a field on the screen is called: a cell enters, words fit for a label leave.

Streamlit reads labels as Markdown, so nothing that a partner typed goes into one but letters, digits and blanks.
"""

from __future__ import annotations

from collections.abc import Mapping

from nap import field_texts
from nap.monitor import Field, Plan
from ui.session import language, t

_MARKS = frozenset(" .,-–+%/")
"""What may stand in a number or code beside letters and digits, and means nothing in Markdown between them."""


def field_label(plan: Plan, field: Field) -> str:
    """`O2 F12 · 2.1 · Osh · Women`: where the field's cell is, by the first word of its sheet, and what stands there."""
    sheet = next(iter(plain_label(field.sheet).split()), "")
    return field_texts.field_label(language(), plan, field, sheet)


def now_text(field: Field) -> str:
    """What stands in the cell now, for the empty field itself; never a label."""
    now = " ".join(field.now.split())
    if field.hidden:
        return t("mending.now.hidden")
    return t("mending.now", now=now if len(now) <= _LONGEST else now[:_LONGEST] + "…") if now else t("mending.now.empty")


_LONGEST = 60


def plain_label(text: str) -> str:
    """A text without anything that could mean something to Markdown; empty if nothing else is in it."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text).split())


def offer_label(offer: str) -> str:
    """The button that takes what is offered; by name where the offer is a number or a code."""
    if len(offer) <= _LONGEST and offer and all(letter.isalnum() or letter in _MARKS for letter in offer):
        return t("mending.take", offer=offer)
    return t("mending.take_it")


def choices_of(plan: Plan, field: Field) -> Mapping[str, str]:
    """The choices of the cell's drop-down, code → label in the reader's language; empty where anything may be typed."""
    return field_texts.choices_of(language(), plan, field)


def offer_of(plan: Plan, field: Field) -> str | None:
    """What to put into the field to take what is offered: a text, or the code of one of its choices; None if nothing is."""
    return field_texts.offer_of(language(), plan, field)
