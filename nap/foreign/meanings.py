"""What several cells say of one line, and several lines of one figure: meanings enter, one meaning leaves, or that they clash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nap.facts import Period
from nap.foreign.grid import Named, Spot
from nap.foreign.model import Label, Meaning, Role, Sure
from nap.words import Text

_STRONGEST = (
    Role.REGION,
    Role.PART,
    Role.PERIOD,
    Role.MEASURE,
    Role.TOTAL,
    Role.HEADING,
    Role.HEADER,
    Role.UNIT,
    Role.FOOTNOTE,
    Role.UNKNOWN,
)
"""Which of the roles that the cells of a line have is the line's own."""
_FIRST = ("sex", "age")


@dataclass(frozen=True)
class Said:
    """What the cells of one line say together."""

    labels: Text = field(default_factory=dict)
    role: Role = Role.UNKNOWN
    meaning: Meaning = field(default_factory=Meaning)
    candidates: tuple[str, ...] = ()
    by: str = ""
    unit: Text = field(default_factory=dict)
    """The words of a unit, where the line is one."""
    within: str = ""
    notes: tuple[str, ...] = ()
    quality: str = ""
    about: tuple[str, ...] = ()
    indent: int = 0
    sure: Sure = Sure.CERTAIN
    spots: tuple[Spot, ...] = ()
    clash: bool = False
    """Its cells contradict each other."""
    counts: bool = False
    """It says in so many words that something is counted: number of, share of."""

    @property
    def text(self) -> str:
        """Its name in any language."""
        return next(iter(self.labels.values()), "")

    @property
    def vague(self) -> bool:
        """True for words that may name a measure, or a category nobody declared."""
        return self.role in (Role.MEASURE, Role.UNKNOWN) and not self.counts

    @property
    def unclear(self) -> bool:
        """True for a time that is no period of ours, and no part of a year."""
        return self.role is Role.PERIOD and self.meaning.period is None and not self.within

    @property
    def names_part(self) -> bool:
        """True if it names a category, known or not."""
        return bool(self.meaning.breakdown or self.meaning.unknown_part)

    @property
    def names_place(self) -> bool:
        """True if it names a place, be it one of several."""
        return bool(self.meaning.region or self.candidates)


def said_by(pairs: Sequence[tuple[Spot, Named]], lang_of: Mapping[int, str] | None = None) -> Said:
    """What cells that name one line say together: the same in several languages, or each something of its own.

    `lang_of`: languages of whole columns, which tell more than one word can.
    """
    named = [(spot, name.label, name.period or name.label.meaning.period) for spot, name in pairs]
    meanings = [replace(label.meaning, period=period) for _, label, period in named]
    meaning, clash = merged(replace(each, region=None) for each in meanings)
    labels = [label for _, label, _ in named]
    region, candidates, torn = _place(labels)
    if any(_is_unclear(label) for label in labels):
        meaning = replace(meaning, period=None)  # `январь-сентябрь` above 2024 is not 2024
    return Said(
        labels=_names(named, lang_of or {}),
        role=_role(labels, meaning, bool(region or candidates)),
        meaning=replace(meaning, region=region),
        candidates=candidates,
        by=next((label.by for label in labels if label.by), ""),
        unit={label.lang or "": label.text for label in labels if label.role is Role.UNIT},
        within=next((label.within for label in labels if label.within), ""),
        notes=tuple(dict.fromkeys(note for label in labels for note in label.notes)),
        quality=next((label.quality for label in labels if label.quality), ""),
        about=tuple(dict.fromkeys(place for label in labels for place in label.about)),
        indent=min((_indent(spot.cell.text) for spot, _ in pairs), default=0),
        sure=Sure.LIKELY if any(label.sure is not Sure.CERTAIN for label in labels) else Sure.CERTAIN,
        spots=tuple(spot for spot, _ in pairs),
        clash=clash or torn,
        counts=_counts(labels),
    )


def _is_unclear(label: Label) -> bool:
    """A time that is no period of ours."""
    return label.role is Role.PERIOD and label.sure is Sure.ASKED and not (label.meaning.period or label.within)


def _counts(labels: Sequence[Label]) -> bool:
    """At least half of its names say that something is counted."""
    sure = [label.sure is Sure.CERTAIN for label in labels if label.role is Role.MEASURE]
    return bool(sure) and 2 * sum(sure) >= len(sure)


def _names(named: Sequence[tuple[Spot, Label, Period | None]], lang_of: Mapping[int, str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for spot, label, _ in named:
        lang, text = lang_of.get(spot.column) or label.lang or "", label.text or spot.cell.text.strip()
        if text not in names.get(lang, "").split(", "):
            names[lang] = f"{names[lang]}, {text}" if lang in names else text
    return names


def _role(labels: Sequence[Label], meaning: Meaning, placed: bool) -> Role:
    roles = {label.role for label in labels}
    if (meaning.period is not None or any(label.within for label in labels)) and Role.MEASURE not in roles:
        roles.add(Role.PERIOD)
    if placed:
        roles.add(Role.REGION)
    return next((role for role in _STRONGEST if role in roles), Role.UNKNOWN)


def _place(labels: Sequence[Label]) -> tuple[str | None, tuple[str, ...], bool]:
    """The one place that all names agree on; else those it may be; last, whether the names speak of different places."""
    choices = [label.candidates or (label.meaning.region,) for label in labels if label.candidates or label.meaning.region]
    if not choices:
        return None, (), False
    common = [place for place in choices[0] if place and all(place in each for each in choices)]
    if len(common) == 1:
        return common[0], (), False
    every = tuple(dict.fromkeys(place for each in choices for place in each if place))
    return None, tuple(common) or every, not common


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def merged(meanings: Iterable[Meaning]) -> tuple[Meaning, bool]:
    """Everything that is said, and whether two of them contradict each other."""
    whole, clash = Meaning(), False
    for each in meanings:
        period, apart = _period(whole.period, each.period)
        parts = dict(whole.breakdown) if each.breakdown else {}
        clash |= apart or any(parts.get(name, code) != code for name, code in each.breakdown)
        clash |= bool(whole.region and each.region and whole.region != each.region)
        whole = Meaning(
            whole.region or each.region,
            period,
            tuple({**dict(each.breakdown), **parts}.items()) if each.breakdown else whole.breakdown,
            _joined(whole.unknown_part, each.unknown_part),
            whole.total or each.total,
        )
    return whole, clash


def _period(one: Period | None, other: Period | None) -> tuple[Period | None, bool]:
    """The shorter of two periods if one lies in the other."""
    if one is None or other is None:
        return one or other, False
    if one.contains(other):
        return other, False
    return one, not other.contains(one)


def _joined(one: str, other: str) -> str:
    return one if not other or other in one.split(";") else ";".join(filter(None, (one, other)))


def beneath(parent: Meaning, own: Meaning) -> Meaning:
    """What a line says under a parent or heading: its own word comes first."""
    parts = {**dict(parent.breakdown), **dict(own.breakdown)}
    unknown = _joined(parent.unknown_part, own.unknown_part)
    return Meaning(own.region or parent.region, own.period or parent.period, tuple(parts.items()), unknown, own.total)


def breakdown_text(meaning: Meaning) -> str | None:
    """As in an observation; None for a part of an unknown kind."""
    if meaning.unknown_part:
        return None
    return ";".join(f"{name}={code}" for name, code in sorted(meaning.breakdown, key=_order))


def _order(part: tuple[str, str]) -> tuple[int, str]:
    return (_FIRST.index(part[0]) if part[0] in _FIRST else len(_FIRST)), part[0]


def with_year(period: Period | None, within: str) -> Period | None:
    """A year and the part of it that another cell names: 2023 and `Q1`."""
    if period is None or not within:
        return period
    try:
        return Period.parse(f"{period.year:04}-{within}")
    except ValueError:
        return period
