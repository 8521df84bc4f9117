"""What differs between two versions of a return: the figures of both go in; what came, went or changed comes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nap.facts import Observation, Period


@dataclass(frozen=True)
class Amendment:
    """One figure that differs. `before` is None for one that is new, `after` for one that is gone; never both."""

    before: Observation | None
    after: Observation | None

    @property
    def kind(self) -> str:
        """`added`, `dropped` or `changed`."""
        if self.before is None:
            return "added"
        return "changed" if self.after is not None else "dropped"

    @property
    def figure(self) -> Observation:
        """The figure as it stands in the later version, else as it stood in the earlier."""
        found = self.after or self.before
        assert found is not None
        return found


_Key = tuple[str, str, Period, str]


def amendments(before: Iterable[Observation], after: Iterable[Observation]) -> tuple[Amendment, ...]:
    """Every figure whose value, state or quality differs; in the order of the later version, what is gone at the end.

    Where a figure stands in the workbook, how it was typed and its source do not matter.
    """
    old, new = _by_key(before), _by_key(after)
    found = [Amendment(old.get(key), one) for key, one in new.items() if key not in old or _says(old[key]) != _says(one)]
    return (*found, *(Amendment(one, None) for key, one in old.items() if key not in new))


def _by_key(observations: Iterable[Observation]) -> dict[_Key, Observation]:
    return {(one.indicator, one.region, one.period, one.breakdown): one for one in observations}


def _says(one: Observation) -> tuple[object, ...]:
    return one.value, one.numerator, one.denominator, one.state, one.quality
