"""A text of which not every word is understood goes in; what kind of text it is comes out: footnote, unit, heading, measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nap.facts import Period
from nap.foreign.headers import period_of_text
from nap.foreign.labels_marks import Bare
from nap.foreign.labels_places import Places
from nap.foreign.labels_words import Token, anywhere, is_at, phrases, phrases_at, tokens
from nap.foreign.model import Label, Meaning, Role, Sure
from nap.foreign.times_said import times_in
from nap.returns.choices import fold

_MARKED = re.compile(r"(?:\*+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?|[†‡§]+)\s*\S|\d{1,2}[)/]?[^\W\d_]{2,}\W+[^\W\d_]|\(\d\)\s")
_MARK_ALONE = re.compile(r"\*+\Z")
_SIGN = re.compile(r"[\"«“'(]*(?:…|\.\.\.|\*+|[-–—xх]|0[.,]0)[)\"»”']*\s*[-–—:=]\s*[^\W\d_]|[\"«“]\s*[-–—…]\s*[\"»”]")
_LABELLED = re.compile(r"[^.:\d]{2,30}(?::|\.\Z)")
_WITHOUT = frozenset({"without"})
_SUM = frozenset({"sum"})
_HEADING_WORDS = range(2, 8)
_UNIT_WORDS = 6
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def is_footnote(text: str) -> bool:
    """True for a line that begins with a footnote's mark or with words such as `Примечание:`."""
    if _MARK_ALONE.match(text) or (_MARKED.match(text) and len(tokens(text)) > 1) or _SIGN.match(text):
        return True
    said = tokens(text.strip("(1234567890*)/ .:;"))
    return bool(said) and (is_at(said, 0, "footnote") or is_at(said, 0, "without") or _ends_in(said, "footnote_close"))


def is_a_notes_heading(text: str) -> bool:
    """`Примечание:` and `Note.` stand above or before footnotes; without the sign they head a column."""
    return bool(_LABELLED.match(text)) and is_footnote(text)


def otherwise(text: str, without: Bare, places: Places) -> Label:
    """What a text is that is neither place, part, total, heading nor period in all its words."""
    if is_footnote(text):
        return Label(without.text or text, role=Role.FOOTNOTE)
    if label := _sum_of(without.text):
        return label
    if _is_less_than_all(without.text):
        return Label(without.text, role=Role.PART, meaning=Meaning(unknown_part=fold(without.text)), sure=Sure.LIKELY)
    if unit := unit_of(without.text):
        return Label(without.text, role=Role.UNIT, unit=unit)
    if not any(letter.isalpha() for letter in without.text):
        return Label(without.text or text, role=Role.UNKNOWN)
    if _is_heading(without.text):
        return Label(without.text, role=Role.HEADING, by="?", sure=Sure.LIKELY)
    return _measure(without, places)


def _sum_of(text: str) -> Label | None:
    """`Итого за I квартал` is that quarter; `Итого за 9 месяцев` asks as they do."""
    said = tokens(text)
    for end, _ in phrases_at(said, 0, _SUM) if said else ():
        label = period_of_text(text[said[end].start :]) if end < len(said) else None
        if label is not None:
            return replace(label, text=text)
    return None


def _is_less_than_all(text: str) -> bool:
    """`Всего без г. Ош`, `Total excluding Osh city`: no total, whatever it begins with."""
    said = tokens(text)
    if not said or not is_at(said, 0, "total"):
        return False
    endings = tuple(word for phrase in phrases("without_ending") for word in phrase.words)
    return any(is_at(said, at, "without") or token.shape.endswith(endings) for at, token in enumerate(said))


def _measure(without: Bare, places: Places) -> Label:
    """Numbering of several steps (`5.5.1`) is the code of an indicator, and stays."""
    name = f"{without.numbering} {without.text}" if "." in without.numbering.rstrip(".") else without.text
    sure = Sure.CERTAIN if anywhere(without.text, "measure") else Sure.LIKELY
    meaning = Meaning(period=_period_in(without.text))
    return Label(
        name, role=Role.MEASURE, meaning=meaning, sure=sure, by=_announced(without.text), about=_about(without.text, places)
    )


def _announced(text: str) -> str:
    """The dimensions that a longer text breaks down by, joined by `;`: `Число жертв по полу и возрасту`."""
    said, found, at = tokens(text), dict[str, None](), 0
    while at < len(said):
        end, phrase = next(phrases_at(said, at, frozenset({"heading"})), (at + 1, None))
        goes_on = bool(found) and at > 0 and (said[at - 1].shape in ",/" or is_at(said, at - 1, "and"))
        if phrase and phrase.code != "?" and (len(phrase.words) > 1 or goes_on):
            found[phrase.code] = None
        at = end
    return ";".join(found)


def _is_heading(text: str) -> bool:
    """`По …`, `By …`, `… боюнча` of something nobody declared."""
    said = [token for token in tokens(text) if token.kind == "word"]
    if len(said) not in _HEADING_WORDS or anywhere(text, "measure"):
        return False
    return is_at(said, 0, "by") or is_at(said, len(said) - 1, "by_behind")


def unit_of(text: str) -> str:
    """The kind of unit that free words name: `в процентах к общей численности`, `на 100 000 населения`; else empty."""
    inside, said = text.startswith("("), tokens(text.strip("() "))
    if not said or len(_YEAR.findall(text)) > 1:
        return ""
    if _is_percentage(said, inside=inside):
        return "percent"
    first = next((end for end, _ in phrases_at(said, 0, frozenset({"per"}))), 0)
    number = next((at for at in range(first, len(said)) if said[at].kind != "number" and said[at].shape not in ".,"), len(said))
    few = 0 < len(said) - number <= _UNIT_WORDS
    if first < number and few and (first or is_at(said, len(said) - 1, "per")):
        return "per"
    return ""


def _is_percentage(said: Sequence[Token], *, inside: bool) -> bool:
    kinds = frozenset({"unit_open", "unit_inside"} if inside else {"unit_open"})
    if len(said) > 1 and any(True for _ in phrases_at(said, 0, kinds)):
        return True
    return _ends_in(said, "unit_close")


def _ends_in(said: Sequence[Token], kind: str) -> bool:
    return any(end == len(said) for at in range(len(said)) for end, _ in phrases_at(said, at, frozenset({kind})))


def _about(text: str, places: Places) -> tuple[str, ...]:
    """Places below the country that a longer text mentions, with the word for their kind or behind `по`, `в`, `in`.

    A place behind `без` is what the text does not speak of.
    """
    said, found, at = tokens(text), dict[str, None](), 0
    while at < len(said):
        end, named = next(iter(places.spans_at(text, said, at)), (at + 1, ()))
        behind = at > 0 and (is_at(said, at - 1, "apart") or is_at(said, at - 1, "by"))
        left_out = any(ends == at for start in range(max(0, at - 3), at) for ends, _ in phrases_at(said, start, _WITHOUT))
        if named and not left_out and (behind or any(token.shape in places.kind_words for token in said[at:end])):
            found.update(dict.fromkeys(place.code for place in named if place.level != "country"))
        at = end
    return tuple(found)


def _period_in(text: str) -> Period | None:
    """The one period that a title speaks of, with a word beside its year: `… в 2023 году`."""
    if len(_YEAR.findall(text)) != 1 or anywhere(text, "plan") or anywhere(text, "compare") or anywhere(text, "schooling"):
        return None
    times, said = list(times_in(text)), tokens(text)
    if len(times) != 1 or anywhere(text, "moment"):
        return None
    start, end, period, _ = times[0]
    return period if end - start > 1 or (start and said[start - 1].shape in ",(") else None
