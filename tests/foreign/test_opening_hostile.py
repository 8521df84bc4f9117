"""Files of others that were made to do harm, or broke on their way: one finding each, in time, whatever stands in them."""

from __future__ import annotations

import io
import re
import struct
import sys
import zipfile
from collections.abc import Callable
from random import Random

import pytest

from nap.facts import Finding
from nap.foreign.opening import Opened, open_foreign
from nap.returns.gate import INFLATED_LIMIT
from nap.returns.personal import NamedPattern
from nap.returns.reader import CELL_LIMIT
from tests.conftest import SAMPLES
from tests.foreign.opening_files import case_of, number, ods, opened_here, row, table, words

LAUGHS = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
EMPTY = '<table:table-cell table:number-columns-repeated="16384"/>'


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        (ods(table(row(number(times=16_384)))), ("too-many-cells", "outside")),
        (ods(table(row(number(), times=1_048_576))), ("too-many-cells", "outside")),
        (ods(table(row(number(times=2**62), times=2**62))), ("too-many-cells", "outside")),
        (ods(table(row(number(times=300), times=200_000))), ("too-many-cells", "count")),
        (ods(table(row(EMPTY, number()))), ("too-many-cells", "outside")),
        (
            ods(table(row(words(f"<text:p>{'ы' * 30_000}</text:p>", 'table:number-columns-repeated="100"'), times=100))),
            ("too-many-cells", "letters"),
        ),
        (ods(table(row(words(f"<text:p>{'ы' * 33_000}</text:p>")))), ("too-many-cells", "long-text")),
        (ods(table(row(number(times=0)))), ("file-unreadable", "xml")),
        (ods(table(row(number(more='table:number-rows-spanned="many"')))), ("file-unreadable", "xml")),
        (ods("&l9;", f"<!DOCTYPE x [{LAUGHS}]>"), ("file-unreadable", "entities")),
        (ods("", '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'), ("file-unreadable", "entities")),
        (ods(table(row(number())), meta_xml=f"<!DOCTYPE x [{LAUGHS}]><x>&l9;</x>"), ("file-unreadable", "entities")),
        (ods(table(row(number()))[:-20]), ("file-unreadable", "xml")),
        (ods("", **{"x.bin": bytes(INFLATED_LIMIT)}), ("file-too-large", "inflated")),
        (ods(table(row(number())), **{"../evil": "x"}), ("file-unreadable", "bad-name")),
    ],
)
def test_a_hostile_workbook_of_libreoffice_is_one_finding(data: bytes, finding: tuple[str, str]) -> None:
    assert case_of(opened_here(data)) == finding


def test_empty_cells_and_rows_may_reach_to_the_edge_and_beyond() -> None:
    hidden = '<table:table-column table:visibility="collapse" table:number-columns-repeated="99999999999"/>'
    more = 'table:visibility="filter"'
    found = opened_here(ods(table(row(number()), row(EMPTY, times=2**40, more=more), row(EMPTY, times=2**40), before=hidden)))
    assert isinstance(found, Opened)
    assert len(found.book.sheets[0].cells) == 1
    assert len(found.book.sheets[0].hidden_rows) < CELL_LIMIT


def test_tables_and_drawings_within_a_cell_are_not_its_sheet() -> None:
    inside = words(f"{table(row(number(7)), name='B')}<text:p>x</text:p>")
    found = opened_here(ods(table(row(inside, number(8)))))
    assert isinstance(found, Opened)
    assert [(sheet.name, [cell.text for cell in sheet.cells.values()]) for sheet in found.book.sheets] == [("A", ["x", "8"])]


def test_elements_in_each_other_beyond_all_measure_do_no_harm() -> None:
    assert isinstance(open_foreign(ods("<table:a>" * 200_000 + "</table:a>" * 200_000), ()), Opened)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits time only")
def test_spaces_that_unfold_into_more_than_memory_holds_are_ended() -> None:
    unfolding = '<text:s text:c="32767"/>' * 300_000
    assert case_of(open_foreign(ods(table(row(words(f"<text:p>{unfolding}</text:p>")))), ())) == ("file-unreadable", "memory")


XLS = (SAMPLES / "libreoffice.xls").read_bytes()


def test_sectors_that_lead_back_into_themselves_are_damage() -> None:
    small = 512 + 512 * struct.unpack_from("<i", XLS, 60)[0]
    looped = XLS[:small] + struct.pack("<128i", *range(128)) + XLS[small + 512 :]
    assert case_of(opened_here(looped)) == ("file-unreadable", "zip")


def test_the_extent_an_old_workbook_declares_is_not_believed() -> None:
    declared = struct.pack("<HH", 0x200, 14)
    assert XLS.count(declared) == 3
    absurd = b"".join(
        piece if not number else declared + b"\xff" * 14 + piece[14:] for number, piece in enumerate(XLS.split(declared))
    )
    assert opened_here(absurd) == opened_here(XLS)


def cut(rng: Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data))]


def flipped(rng: Random, data: bytes) -> bytes:
    spoilt = bytearray(data)
    for _ in range(rng.choice((1, 5, 50, 500))):
        spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


def absurd(rng: Random, data: bytes) -> bytes:
    spoilt = bytearray(data)
    for _ in range(rng.choice((1, 5, 20))):
        place = rng.randrange(len(spoilt) - 4)
        spoilt[place : place + 4] = rng.choice((b"\xff\xff\xff\xff", bytes(4), b"\xff\xff\xff\x7f", b"\0\0\0\x80"))
    return bytes(spoilt)


def moved(rng: Random, data: bytes) -> bytes:
    start, length = rng.randrange(len(data)), rng.randrange(1, 2_000)
    piece, rest = data[start : start + length], data[:start] + data[start + length :]
    place = rng.randrange(len(rest) + 1)
    return rest[:place] + piece * rng.choice((0, 1, 3)) + rest[place:]


def inside(rng: Random, data: bytes) -> bytes:
    """The archive stays whole; numbers in its content become others."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    content = parts["content.xml"]
    for _ in range(3):
        found = rng.choice(list(re.finditer(rb'"(-?\d+)"', content)))
        said = rng.choice((b"-1", b"0", b"99999999999", b"1e9", b"x", b"1048576", b"300"))
        content = content[: found.start(1)] + said + content[found.end(1) :]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, said in {**parts, "content.xml": content}.items():
            archive.writestr(name, said)
    return out.getvalue()


SPOILERS: tuple[Callable[[Random, bytes], bytes], ...] = (cut, flipped, absurd, moved)
CSV = "Аймак;2022;2023\n".encode() + 'Өзгөн;1 234,5;"-3,25"\nОш, шаар;12,5%;…\n'.encode() * 20


def spoilt(seed: int) -> bytes:
    """The same number gives the same file."""
    rng = Random(seed)
    kind = rng.choice(("ods", "xls", "csv", "archive"))
    if kind == "archive":
        return inside(rng, (SAMPLES / "libreoffice.ods").read_bytes())
    return rng.choice(SPOILERS)(rng, CSV if kind == "csv" else (SAMPLES / f"libreoffice.{kind}").read_bytes())


def test_no_spoilt_file_breaks_the_reading(request: pytest.FixtureRequest) -> None:
    count = 20_000 if request.config.getoption("--long") else 300
    came = [opened_here(spoilt(seed)) for seed in range(count)]
    assert all(isinstance(found, (Opened, Finding)) for found in came)
    assert {isinstance(found, Opened) for found in came} == {True, False}


def test_spoilt_files_in_the_worker_give_the_same(request: pytest.FixtureRequest) -> None:
    for seed in range(300 if request.config.getoption("--long") else 4):
        data = spoilt(seed)
        assert open_foreign(data, ()) == opened_here(data)


def test_a_table_larger_than_anybody_looks_through_is_refused_before_it_is_understood() -> None:
    # Understanding happens in the process that serves everybody's pages.
    many = ods(table(row(number(times=200), times=101)))
    assert case_of(opened_here(many)) == ("too-many-cells", "table")
    assert isinstance(opened_here(ods(table(row(number(times=200), times=100)))), Opened)
    texts = "\n".join(f"place {count}" for count in range(6_001)).encode()
    assert case_of(opened_here(texts)) == ("too-many-cells", "texts")


def test_persons_in_a_table_that_is_too_large_are_what_it_is_refused_for() -> None:
    # A file refused for its size is kept for some days; one with personal data is not.
    data = "\n".join([*(f"place {count};1" for count in range(6_001)), "21234567890123;1"]).encode()
    found = opened_here(data, [NamedPattern("pin", r"\d{14}", "refuse")])
    assert isinstance(found, Opened)
    assert found.refused
    asked = opened_here(data, [NamedPattern("pin", r"\d{14}", "ask")])
    assert case_of(asked) == ("too-many-cells", "texts")
