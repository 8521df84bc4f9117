"""Fields of a plain form for the cells of a return and the answers to its warnings, and what a form that comes back says.

Enters a return, what can be mended in it and what was typed before; leaves the fields as HTML, or values and answers to save.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from nap.facts import Finding, Severity
from nap.field_texts import EMPTIED, choices_of, field_label, offer_of
from nap.finding_groups import Group, answered_once
from nap.finding_texts import finding_text
from nap.monitor import LONGEST_ANSWER, LONGEST_VALUE, Field, NotMended, Plan, ReturnDetail, Said, ToMend, explanations, spot
from nap.row_texts import at_finding
from web.light.cards import Board, Cells, Spot, place, short
from web.light.visit import Visit

Place = tuple[str, str, str, str, str]
_FEW = 3
"""So many cells of a warning have their fields open; more are folded, as a warning may be answered instead."""


@dataclass(frozen=True)
class Desk:
    """One return as it is mended. `typed`: the fields of the form as they came, by name; `problem`: why they were not saved."""

    visit: Visit
    plan: Plan
    detail: ReturnDetail
    found: ToMend
    said: Said
    typed: Mapping[str, str] = field(default_factory=dict)
    problem: NotMended | None = None

    @cached_property
    def board(self) -> Board:
        """The findings with their fields, where there are any."""
        inside = self._inside if self.found.open and not self.found.unread else None
        words = (lambda each: written(each, self)) if self.found.open else self._explained
        return Board(self.visit, self.plan, self.detail.findings, words, inside)

    def _explained(self, finding: Finding) -> str:
        """What the partner says about a warning, on the screen and in the workbook; for a reviewer, that nothing is said."""
        if finding.severity is not Severity.WARNING:
            return written(finding, self)
        said = [*filter(None, (self.said.answer(finding), written(finding, self)))]
        figure = self.said.earlier.get(spot(finding))
        if figure is not None:
            said.append(self.visit.t("mending.earlier.review", figure=figure or self.visit.t("mending.blank")))
        elif self.visit.reviews and not self.said.is_explained(finding):
            said.append(self.visit.t("pages.review.unexplained"))
        return "; ".join(dict.fromkeys(said))

    @cached_property
    def _first(self) -> dict[Spot, Finding]:
        """The finding beside which the field of a cell stands: the first that names it, so that it stands once."""
        first: dict[Spot, Finding] = {}
        for group in self.board.groups:
            for each in group.findings:
                for cell in each.cells:
                    first.setdefault((each.sheet or "", cell), each)
        return first

    @cached_property
    def _numbers(self) -> dict[Spot, int]:
        return {where: number for number, where in enumerate(self.found.fields)}

    @cached_property
    def _places(self) -> dict[Place, int]:
        return {spot(each): number for number, each in enumerate(self.detail.findings)}

    @cached_property
    def answered(self) -> dict[int, tuple[Finding, ...]]:
        """For each group, by the `id` of its first finding, the warnings that its own line answers; only groups that have one."""
        groups = self.board.groups
        each = zip(groups, answered_once(groups, spot), strict=True)
        return {id(group.findings[0]): findings for group, findings in each if findings}

    def _inside(self, group: Group, cells: Cells) -> str:
        drawn = [(each, known) for each, cell in cells if (known := self._field_of(each, cell)) is not None]
        shown = {(id(each), known.cell) for each, known in drawn}
        bare = [place(self.visit, each, cell, typed=True) for each, cell in cells if (id(each), cell) not in shown]
        listed = f"<ul>{''.join(f'<li>{line}</li>' for line in bare)}</ul>" if bare else ""
        fields = "".join(self._cell(each, known) for each, known in drawn)
        if group.severity is not Severity.WARNING:
            return listed + fields
        folded = len(drawn) > _FEW and not any(known.offer for _, known in drawn)
        words = escape(self.visit.t_n("mending.cells", len(drawn)))
        fields = f"<details><summary>{words}</summary>{fields}</details>" if folded else fields
        answered = self.answered.get(id(cells[0][0]), ()) if cells[0][0] is group.findings[0] else ()
        return listed + fields + (self._line(answered) if answered else "")

    def _field_of(self, finding: Finding, cell: str) -> Field | None:
        where = (finding.sheet or "", cell)
        return self.found.fields.get(where) if self._first.get(where) is finding else None

    def _cell(self, finding: Finding, known: Field) -> str:
        """One cell: its field, that of a cell the advice names beside it, the offer to take, the choice to empty it."""
        beside = self.found.fields.get(known.beside) if known.beside and known.beside not in self._first else None
        boxes = self._take(known, beside)
        if finding.code in EMPTIED and (known.now or known.hidden):
            boxes += self._box(cell_name("e", known.spot), self.visit.t("mending.empty"))
        other = self._field(beside) if beside else ""
        return f'<div class="cell">{self._field(known)}{other}{boxes}</div>'

    def _take(self, known: Field, beside: Field | None) -> str:
        offers = [self.shown(one, offer) for one in (known, beside) if one and (offer := self.offer(one))]
        if not offers:
            return ""
        words = self.visit.t("mending.take", offer=short(offers[0]))
        if offers[1:]:
            words = self.visit.t("mending.take_both", offer=short(offers[0]), choice=short(offers[1]))
        return self._box(cell_name("t", known.spot), words)

    def _box(self, name: str, words: str) -> str:
        checked = " checked" if self.typed.get(name) else ""
        return f'<label class="box"><input type="checkbox" name="{escape(name)}" value="1"{checked}> {escape(words)}</label>'

    def _field(self, known: Field) -> str:
        """The field for the new value of a cell, a list where it is answered from one; beneath it why it was not saved."""
        visit, name = self.visit, escape(cell_name("v", known.spot))
        id, typed = f"f{self._numbers[known.spot]}", self.typed.get(cell_name("v", known.spot), "")
        label = escape(field_label(visit.lang, self.plan, known, known.sheet.split()[0] if known.sheet.split() else ""))
        head = f'<p><label for="{id}">{label}</label> <small>{escape(self._now(known))}</small> '
        choices = choices_of(visit.lang, self.plan, known)
        if choices:
            return f"{head}{_select(id, name, choices, typed)}</p>{self._fault([known.spot])}"
        entry = f'<input type="text" id="{id}" name="{name}" value="{escape(typed)}" maxlength="{LONGEST_VALUE}">'
        return f"{head}{entry}</p>{self._fault([known.spot])}"

    def _now(self, known: Field) -> str:
        now = short(" ".join(known.now.split()))
        if known.hidden:
            return self.visit.t("mending.now.hidden")
        return self.visit.t("mending.now", now=now) if now else self.visit.t("mending.now.empty")

    def _fault(self, places: Sequence[tuple[str, ...]]) -> str:
        problem = self.problem
        if problem is None or not set(places) & {*problem.places, *problem.asked}:
            return ""
        about = (each for each in problem.findings if (each.sheet or "", *each.cells) in places)
        told = (finding_text(each, self.visit.lang).sentence for each in about if each.severity is Severity.REFUSED)
        why = next(filter(None, told), self.visit.t(f"mending.refused.{problem.code}"))
        return f'<p class="fault"><b aria-hidden="true">✗</b> {escape(why)}</p>'

    def _line(self, findings: tuple[Finding, ...]) -> str:
        """One line that answers warnings; what was answered before stands in it."""
        places = [spot(each) for each in findings]
        name, id = answer_name("a", places[0]), f"a{self._places[places[0]]}"
        text = self.typed.get(name, self.before(places))
        earlier = next((self.said.earlier[each] for each in places if each in self.said.earlier), None)
        confirm = ""
        if earlier is not None:
            told = self.visit.t("mending.earlier", figure=earlier or self.visit.t("mending.blank"))
            confirm = f"<p>{escape(told)}</p>" + self._box(answer_name("c", places[0]), self.visit.t("mending.still_right"))
        label, hint = (escape(self.visit.t(key)) for key in ("mending.answer", "mending.answer.hint"))
        return (
            f'<div class="cell"><p><label for="{id}">{label}</label> <small>{hint}</small> '
            f'<input type="text" id="{id}" name="{escape(name)}" value="{escape(text)}" maxlength="{LONGEST_ANSWER}"></p>'
            f"{self._fault(places)}{confirm}</div>"
        )

    def before(self, places: Iterable[Place]) -> str:
        """What was answered to these warnings."""
        return next((self.said.texts[each] for each in places if each in self.said.texts), "")

    def offer(self, known: Field) -> str | None:
        """What is offered for a cell."""
        return offer_of(self.visit.lang, self.plan, known)

    def shown(self, known: Field, typed: str) -> str:
        """What is written into a cell: the label of the choice where it is a list."""
        return choices_of(self.visit.lang, self.plan, known).get(typed, typed)


def written(finding: Finding, desk: Desk) -> str:
    """What the partner wrote into the workbook about a warning, in the column of explanations; what a coordinator says to it."""
    theirs = explanations(finding, desk.detail.notes) if finding.severity is Severity.WARNING else ()
    said = at_finding(desk.visit.lang, finding, desk.detail.beside).splitlines()
    return "; ".join(dict.fromkeys(text for text in (*theirs, *said) if text))


def cell_name(kind: str, where: Spot) -> str:
    """The name of a field: v for a value, t to take what is offered, e to empty; the same in every version."""
    return ":".join((kind, where[1], where[0]))


def answer_name(kind: str, where: Place) -> str:
    """The name of a line that answers, or of its confirmation."""
    code, sheet, cell, indicator, region = where
    return ":".join((kind, code, cell, indicator, region, sheet))


def _select(id: str, name: str, choices: Mapping[str, str], typed: str) -> str:
    rows = "".join(
        f'<option value="{escape(code)}"{" selected" if code == typed else ""}>{escape(label)}</option>'
        for code, label in choices.items()
    )
    return f'<select id="{id}" name="{name}"><option value=""></option>{rows}</select>'
