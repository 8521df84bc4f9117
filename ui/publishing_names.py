"""What releases and drafts are called on the pages about them, and the mark of where one stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nap.monitor import PublishedRelease
from nap.words import known, language_name, pick
from ui.session import house, language, t
from ui.tables import Mark

DRAFT, RELEASE, STEP = "draft", "release", "step"
"""What the address names."""
_FINE = frozenset(" .,-–+%/()«»“”’?!")
"""What may stand in a label beside letters and digits: Streamlit takes labels for Markdown."""
_SIGNS = {"everybody": "●", "donors": "◐", "link": "○"}


def title_of(title: Mapping[str, str]) -> str:
    """A title in the reader's language, else in another it has; empty for none."""
    return pick(title, language())


def release_mark(one: PublishedRelease, *, suspended: bool = False) -> Mark:
    """Where a published release stands: withdrawn, suspended, replaced, or for whom it is."""
    if one.withdrawn is not None:
        return Mark("✗", t("publishing.stands.withdrawn"), "error")
    if suspended:
        return Mark("!", t("publishing.stands.suspended"), "warning")
    if one.replaced_by:
        return Mark("→", t("publishing.stands.replaced", n=str(one.replaced_by)), "warning")
    return Mark(_SIGNS.get(one.visible, "●"), t(f"publishing.visible.{one.visible}"), "fixed")


def missing_languages(text: Mapping[str, str]) -> list[str]:
    """The plan's languages in which a text is not written."""
    return [lang for lang in house().plan.languages if not text.get(lang)]


def languages_named(codes: Sequence[str]) -> str:
    """Languages as the reader lists them: in which ones something is written."""
    named = (f"publishing.in.{code}" for code in codes)
    return ", ".join(t(key) if known(key) else language_name(language(), code) for key, code in zip(named, codes, strict=True))


def language_label(code: str) -> str:
    """A language as the label of a field that is written in it."""
    return language_name(language(), code)


def label(text: str) -> str:
    """A name out of the plan as a label, without anything that Markdown would make something of."""
    return " ".join("".join(letter if letter.isalnum() or letter in _FINE else " " for letter in text).split())
