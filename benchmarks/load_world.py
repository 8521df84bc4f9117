"""What a load is made of: a plan, the workbooks its partners send, and files that no server should have to see.

A folder and sizes enter; a plan file and files on the disk leave, made once and read when they are sent.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

from openpyxl import Workbook

from tests.returns.reader_files import bomb_of_extent, hand_parts, zipped

PLAN_ID = "load"
PERIOD = "2026-H1"
MONTHS = tuple(f"2026-{month:02}" for month in range(1, 7))
REGIONS = ("KG-B", "KG-J", "KG-Y", "KG-N", "KG-O", "KG-T", "KG-C", "KG-GB", "KG-GO")
HEADER = ("#indicator+code", "#adm+code", "#date+period", "#value+total", "#value+f", "#value+m", "#value+u")
HOSTILE = ("H1", "H2", "H3")
"""Organisations whose people send nothing but what a server should not have to see."""
FAULTS = 10
"""Rows of a wrong workbook whose parts are more than their total."""
_PARTNER, _TOTAL, _WOMEN, _LEFT = "P000", 7_654_321, 7_654_000, 321
_SEX = [{"by": "sex", "categories": ["F", "M", "_U"], "disjoint": True, "complete": True}]


@dataclass(frozen=True)
class Made:
    """One workbook as it will be sent: whose, how many figures it holds, their sum, how many rows are at fault."""

    partner: str
    data: bytes
    sha256: str
    figures: int
    total: int
    faults: int


@dataclass(frozen=True)
class World:
    """The plan's file, its partners, and the two workbooks that all others are made from: a sound one and one with faults."""

    plan: Path
    partners: tuple[str, ...]
    rows: int
    sound: bytes
    wrong: bytes

    def workbook(self, partner: str, number: int, *, wrong: bool = False) -> Made:
        """That partner's return for the period; another number gives another file."""
        data = _changed(self.wrong if wrong else self.sound, partner, number)
        held = [each for row in _figures(self.rows, wrong=wrong) for each in row if each is not None]
        total = sum(held) - _TOTAL - _WOMEN + 2 * number + _LEFT
        sha256, faults = hashlib.sha256(data).hexdigest(), len(_at_fault(self.rows)) if wrong else 0
        return Made(partner, data, sha256, len(held), total, faults)


def make_world(folder: Path, partners: int, rows: int) -> World:
    """Write the plan and fill in the first workbooks."""
    codes = tuple(f"P{number:02}" for number in range(1, partners + 1))
    plan = folder / "plan.yaml"
    plan.write_text(json.dumps(_plan(codes, -(-rows // (len(REGIONS) * len(MONTHS))))), encoding="utf-8")
    return World(plan, codes, rows, _workbook(rows, wrong=False), _workbook(rows, wrong=True))


def _plan(partners: tuple[str, ...], indicators: int) -> dict[str, object]:
    """Every second indicator counts people, women and men apart; the others count meetings in all."""
    text = {"en": "Load", "ru": "Нагрузка", "ky": "Жүктөм"}
    goal = {"baseline": {"value": 0, "date": "2024-12-31"}, "targets": [{"date": "2027-12-31", "value": 9_000_000}]}
    head = {"id": PLAN_ID, "version": 1, "status": "illustrative", "title": text, "country": "KG", "years": [2025, 2027]}
    rest = {
        "languages": ["ky", "ru", "en"],
        "currency": "KGS",
        "calendar": {"frequency": "half_year", "due_days": 15, "timezone": "Asia/Bishkek"},
        "privacy": [{"name": "pin", "pattern": r"\b[12]\d{13}\b", "level": "block"}],
    }
    return {
        "plan": {**head, **rest},
        "regions": str(Path(__file__).resolve().parent.parent / "data" / "regions.csv"),
        "partners": [{"code": code, "name": text, "regions": REGIONS} for code in (*partners, *HOSTILE)],
        "objectives": [{"code": "O1", "title": text}],
        "indicators": [
            {
                "code": f"1.{number}",
                "objective": "O1",
                "title": text,
                "type": "count",
                "counts": "people" if number % 2 else "events",
                "range": [0, 1_000_000_000],
                "frequency": "month",
                "breakdowns": _SEX if number % 2 else [],
                **goal,
            }
            for number in range(1, indicators + 1)
        ],
    }


def _keys(rows: int) -> Iterator[tuple[str, str, str]]:
    codes = (f"1.{number}" for number in range(1, -(-rows // (len(REGIONS) * len(MONTHS))) + 1))
    return islice(product(codes, REGIONS, MONTHS), rows)


def _figures(rows: int, *, wrong: bool) -> Iterator[tuple[int, int | None, int | None, int | None]]:
    """Total, women, men, not stated of every row; of the first the marks that are changed from file to file."""
    faults = _at_fault(rows) if wrong else frozenset()
    for number, (code, _, _) in enumerate(_keys(rows)):
        women, men = 60 + number % 37, 35 + number % 11
        if number == 0:
            yield _TOTAL, _WOMEN, _LEFT, 0
        elif _is_parted(code):
            yield women + men + 5, women + 5 * (number in faults), men, 5
        else:
            yield women, None, None, None


def _is_parted(code: str) -> bool:
    """Whether women and men are counted apart."""
    return int(code.partition(".")[2]) % 2 == 1


def _at_fault(rows: int) -> frozenset[int]:
    """Rows that are planted, all over the sheet."""
    parted = [number for number, (code, _, _) in enumerate(_keys(rows)) if number and _is_parted(code)]
    return frozenset(parted[:: max(1, len(parted) // FAULTS)][:FAULTS])


def _workbook(rows: int, *, wrong: bool) -> bytes:
    book = Workbook(write_only=True)
    table = book.create_sheet("O1")
    table.append(HEADER)
    for key, figures in zip(_keys(rows), _figures(rows, wrong=wrong), strict=True):
        table.append([*key, *figures])
    sheet = book.create_sheet("_nap")
    for row in (
        *(("plan", PLAN_ID), ("plan_version", "1"), ("partner", _PARTNER)),
        *(("period", PERIOD), ("template_version", "1"), ("language", "en")),
    ):
        sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _changed(data: bytes, partner: str, number: int) -> bytes:
    """The same for that partner, with that many women in its first row."""
    marks = ((_PARTNER, partner), (f"<v>{_TOTAL}</v>", f"<v>{number + _LEFT}</v>"), (f"<v>{_WOMEN}</v>", f"<v>{number}</v>"))
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename.startswith("xl/worksheets/"):
                for mark, value in marks:
                    content = content.replace(mark.encode(), value.encode())
            target.writestr(part, content)
    return saved.getvalue()


def hostile_files(sound: bytes) -> dict[str, bytes]:
    """Files by what is wrong with them; each is refused, in words, and none is kept as a return."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    entities = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l9;</x>'
    personal = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Айжан 21503199001234</t></is></c></row></sheetData>'
    return {
        "inflates": zipped({**hand_parts(""), "xl/a.bin": bytes(180_000_000)}),
        "two far cells": bomb_of_extent(),
        "cut off": sound[: len(sound) // 2],
        "entities": zipped({**hand_parts(""), "xl/workbook.xml": entities}),
        "macros": zipped({**hand_parts(""), "xl/vbaProject.bin": b"x"}),
        "personal data": zipped(hand_parts(personal)),
        "points outside": zipped({**hand_parts(""), "../evil.xml": "x"}),
        "a picture": b"\x89PNG\r\n\x1a\n" + bytes(200_000),
        "many parts": zipped({f"part{number}": "" for number in range(20_000)}),
        "a million cells": zipped(hand_parts(f"<sheetData>{_grid()}</sheetData>")),
    }


def _grid() -> str:
    row = "".join("<c><v>1</v></c>" for _ in range(100))
    return f"<row>{row}</row>" * 10_000
