"""The way to one number, walked backwards through the stages of `computing`. A figure's place in them enters, steps leave.

Every number here is taken from what the stages themselves give; what is decided here is only which of their ways was gone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from nap.facts import Observation
from nap.plan import Indicator, Plan
from nap.plan.model import PARTS
from nap.results.accumulation import History, standing_at
from nap.results.cells import Cell, Cells
from nap.results.computing import by_place
from nap.results.explanation import Step
from nap.results.figures import NOT_ADDED, Figure, Figures, figure_of, number
from nap.results.judging import Moment, spans_asked
from nap.results.periods import over_periods
from nap.results.places import ADDS_PLACES, Places, of_districts, over_partners, with_districts, yields
from nap.results.spans import YEAR, Span, holders, length, period_of
from nap.results.stretches import Standing, apart, counting, reported

_FLOW = "flow"


class Steps:
    """All stages of one indicator, kept so that the way to each of its figures can be told.

    `standing`: what stands in the cells of each period; `figures`: by place, then by period, of every period that has rows;
    `parts`: the same before flows are added up over periods.
    """

    def __init__(self, plan: Plan, indicator: Indicator, places: Places, cells: Cells, moments: Sequence[Moment]) -> None:
        self.plan, self.indicator, self.places, self.cells = plan, indicator, places, cells
        self._longer: dict[str, set[Span]] = {}
        if indicator.accumulation == _FLOW:
            flows = reported(indicator, cells)
            self.standing: Standing = flows.standing
            self._longer = flows.longer_at(places)
        else:
            self.standing = standing_at(plan, indicator, cells, spans_asked(indicator, moments))
        self.parts = by_place(indicator, places, self.standing)
        self.figures = self.parts
        if indicator.accumulation == _FLOW:
            longer = self._longer
            self.figures = {place: over_periods(indicator, each, longer.get(place, ())) for place, each in self.parts.items()}
        self._seen: dict[Span, Mapping[Cell, Figures]] = {}
        self._histories: dict[Cell, History] = {}

    def of(self, place: str, span: Span, key: str) -> Step | None:
        """The steps to the figure of a place, period and breakdown; None if there is no figure."""
        figure = self.figures.get(place, {}).get(span, {}).get(key)
        if figure is None:
            return None
        step = self._over_periods(place, span, key, figure) if self.indicator.accumulation == _FLOW else self.at(place, span, key)
        return self._shared(step)

    def pieces(self, place: str, span: Span) -> Sequence[Span]:
        """The periods that make up this one at a place: for a flow those added up, for anything else the period itself."""
        if self.indicator.accumulation != _FLOW:
            return [span]
        months, longer = self.indicator.frequency.months, self._longer.get(place, set())
        known = (each for each in self.parts.get(place, {}) if length(each) == months or each in longer)
        inside = [each for each in known if span in holders(each, months)]
        return apart(inside, longer & set(inside))

    def sum_of(self, place: str, pieces: Sequence[Span], total: Figure | None) -> Step | None:
        """What several periods of a place add up to (a target over the whole plan is compared with it), without their ways."""
        if total is None or not pieces:
            return None
        figures = self.figures[place]
        operands = tuple(self._step("rule", place, piece, figures[piece][""]) for piece in pieces if "" in figures.get(piece, {}))
        return self._step(self._way(total), place, pieces[-1], total, operands, "periods")

    def by_parts(self, span: Span) -> bool:
        """True if the country's figure is made of regions, not of what was given for the country itself."""
        regions = [figures for code, figures in self._at(span).items() if code in self.places.firsts]
        if not regions or self.indicator.regions not in ADDS_PLACES:
            return False
        several = [figures for (_, code), figures in self._rows(span).items() if code == self.places.country]
        return yields(over_partners(self.indicator, several) if several else None, regions)

    def speaks(self, cell: Cell, span: Span) -> bool:
        """True if the partner's row for a place is its own; for a region it may be the sum of its districts."""
        cells = self.standing.get(span, {})
        return cell in cells and self._rows(span)[cell] is cells[cell]

    def at(self, place: str, span: Span, key: str) -> Step:
        """The steps to a figure that is not added up over periods."""
        figure = self.parts[place][span][key]
        if place == self.places.country and self.by_parts(span):
            return self._regions(span, key, figure)
        step = self._partners(place, span, key, self._rows(span))
        if figure.parts is None:
            return step
        return replace(step, how="whole", over="", operands=(step,), observation=None, beside=self._beside(place, span, key))

    def _over_periods(self, place: str, span: Span, key: str, figure: Figure) -> Step:
        pieces = [piece for piece in self.pieces(place, span) if key in self.parts[place][piece]]
        if pieces == [span]:
            return self.at(place, span, key)
        steps = tuple(self.at(place, piece, key) for piece in pieces)
        step = self._step(self._way(figure), place, span, figure, steps, "periods")
        if figure.parts is None:
            return step
        figures = [self.parts[place][piece][key] for piece in pieces]
        beside = tuple(one.beside or one for one, each in zip(steps, figures, strict=True) if each.parts or not each.whole)
        return replace(step, beside=self._step(self._way(figure.parts), place, span, figure.parts, beside, "periods"))

    def _beside(self, place: str, span: Span, key: str) -> Step:
        figure = self.parts[place][span][key].parts
        assert figure is not None
        if place == self.places.country:
            return self._regions(span, key, figure)
        cells = self.standing[span]
        return self._partners(place, span, key, {**cells, **of_districts(self.indicator, self.places, cells)})

    def _regions(self, span: Span, key: str, figure: Figure) -> Step:
        found = self._at(span)
        operands = tuple(self.at(code, span, key) for code in self.places.firsts if key in found.get(code, {}))
        return self._step(self._way(figure), self.places.country, span, figure, operands, "regions")

    def _partners(self, place: str, span: Span, key: str, rows: Mapping[Cell, Figures]) -> Step:
        several = {cell[0]: figures for cell, figures in rows.items() if cell[1] == place and key in figures}
        steps = [self._partner((partner, place), span, key, figures) for partner, figures in sorted(several.items())]
        if len(steps) == 1:
            return steps[0]
        figure = over_partners(self.indicator, list(several.values()))[key]
        highest = self.indicator.type == "milestone" or self.indicator.partners == "max"
        how = "agreed" if self.indicator.partners == "none" and not highest else "highest" if highest else self._way(figure)
        step = self._step(how, place, span, figure, (), "partners")
        if how in {"agreed", "highest"} and step.value is None:
            return replace(step, how="differ", operands=tuple(steps))
        counted = (replace(each, counts=how != "highest" or each.value == step.value) for each in steps)
        return replace(step, operands=tuple(counted))

    def _partner(self, cell: Cell, span: Span, key: str, figures: Figures) -> Step:
        cells = self.standing[span]
        if cells.get(cell) is figures:
            return self._cell(cell, span, key, figures[key])
        districts = [each for each in sorted(cells) if each[0] == cell[0] and self.places.region_of.get(each[1]) == cell[1]]
        operands = tuple(self._cell(each, span, key, cells[each][key]) for each in districts if key in cells[each])
        return replace(self._step(self._way(figures[key]), cell[1], span, figures[key], operands, "districts"), partner=cell[0])

    def _cell(self, cell: Cell, span: Span, key: str, figure: Figure) -> Step:
        """What one partner said of one place, and what it means for the period."""
        rows = self.cells.rows[cell]
        if self.indicator.accumulation == _FLOW:
            leaves = [self._leaf(rows[each][key]) for each in self.counted(cell, span) if key in rows[each]]
            if len(leaves) == 1:
                return leaves[0]
            return replace(self._step(self._way(figure), cell[1], span, figure, tuple(leaves), "periods"), partner=cell[0])
        history = self.history(cell)
        latest = history.latest(span[1])
        assert latest is not None
        before = history.before(span)
        now, then = self._leaf(rows[latest][key]), [self._leaf(before[key])] if before and key in before else []
        match self.indicator.accumulation:
            case "since_start":
                return self._made("running_total", cell, span, figure, (now, *then))
            case "ytd" if span[0] % YEAR:
                return self._made("year_to_date", cell, span, figure, (now, *then))
        if history.yes_since and history.reached(span) and not key and (figure.carried or now.value != figure.value):
            return self._made("reached", cell, span, figure, (self._leaf(rows[history.yes_since][""]),))
        if latest == span:
            return now
        return self._made("carried" if figure.carried else "last", cell, span, figure, (now,))

    def counted(self, cell: Cell, span: Span) -> Sequence[Span]:
        """The rows of a cell that count for a period of a flow."""
        return counting(self.cells.rows.get(cell, {}), span, self.indicator.frequency.months)

    def history(self, cell: Cell) -> History:
        """One cell's rows in order of time."""
        if cell not in self._histories:
            states = self.cells.states.get(cell, {})
            self._histories[cell] = History(self.plan, self.indicator, cell, self.cells.rows[cell], states)
        return self._histories[cell]

    def _leaf(self, observation: Observation) -> Step:
        figure = figure_of(self.indicator, observation, 0, frozenset())
        return Step(
            "observation",
            observation.region,
            observation.period,
            partner=observation.partner,
            value=number(self.indicator, figure),
            numerator=figure.numerator,
            denominator=figure.denominator,
            observation=observation,
        )

    def _made(self, how: str, cell: Cell, span: Span, figure: Figure, operands: tuple[Step, ...]) -> Step:
        return replace(self._step(how, cell[1], span, figure, operands), partner=cell[0])

    def _step(self, how: str, place: str, span: Span, figure: Figure, operands: tuple[Step, ...] = (), over: str = "") -> Step:
        return Step(
            "agreed" if how == "differ" and len(operands) == 1 else how,
            place,
            period_of(span, self.plan.calendar.year_begins),
            over,
            value=number(self.indicator, figure),
            numerator=figure.numerator,
            denominator=figure.denominator,
            increment=figure.increment,
            problem=figure.problem,
            operands=operands,
        )

    def _shared(self, step: Step) -> Step:
        """A ratio is divided last of all."""
        if step.numerator is None or step.denominator is None:
            return step
        times = Decimal(100) if self.indicator.type == "percentage" else self.indicator.multiplier
        return replace(step, how="share", over="", times=times, operands=(step,), observation=None, beside=None)

    def _way(self, figure: Figure) -> str:
        """How `figures.add_up` came to this figure."""
        if self.indicator.type not in PARTS | NOT_ADDED:
            return "sum"
        if figure.numerator is not None:
            return "pooled"
        return "differ" if figure.value is None else "agreed"

    def _rows(self, span: Span) -> Mapping[Cell, Figures]:
        if span not in self._seen:
            cells = self.standing.get(span, {})
            self._seen[span] = with_districts(cells, of_districts(self.indicator, self.places, cells))
        return self._seen[span]

    def _at(self, span: Span) -> dict[str, Figures]:
        return {place: figures[span] for place, figures in self.parts.items() if span in figures}
