"""Mapping files: what is wrong is told all at once, what is written is read again the same."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given as generated, strategies as st

from nap.foreign.mapping import Anchor, Mapping, Seen, Table, fit_name
from nap.foreign.mapping_keys import LARGEST, LONGEST_TEXT
from nap.foreign.mapping_yaml import mapping_fault_text, read_mapping, write_mapping
from nap.foreign.model import Axis, Choice
from nap.returns.choices import fold
from nap.words import languages

SOUND = """\
mapping: nsc-homicides
format: 1
partner: NSC
source: "NSC 16.1.1"
anchors:
  - {row: Всего, take: "region:country"}
tables:
  - indicator: '3.4'
    title: {ru: Число жертв умышленных убийств, any: Убийства}
    parts:
      sex=F: sex=F
      Пенсионеры: out
      total: total
    leave_out: [Учащиеся]
"""


def faults(text: str) -> list[tuple[str, int, str]]:
    mapping, found = read_mapping(text.encode(), "m.yaml")
    assert mapping is None or all(each.severity == "warning" for each in found)
    return [(each.code, each.line, each.path) for each in found]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("mapping: nsc-homicides", "mapping: NSC Homicides", ("bad-mapping-name", 1, "mapping")),
        ("mapping: nsc-homicides", "mapping: " + "a" * 81, ("bad-mapping-name", 1, "mapping")),
        ("format: 1", "format: 2", ("mapping-format", 2, "format")),
        ("format: 1", "format: one", ("not-a-number", 2, "format")),
        ("partner: NSC", "partner: NO", ("unquoted-text", 3, "partner")),
        ("partner: NSC", "partner: NSC\npartner: WPN", ("duplicate-key", 4, "partner")),
        ("partner: NSC", "# nobody", ("missing-key", 1, "")),
        ("source:", "sourse:", ("unknown-key", 4, "sourse")),
        ("take: ", "tak: ", ("unknown-key", 6, "anchors[1].tak")),
        ("region:country", "region country", ("mapping-take", 6, "anchors[1].take")),
        ("region:country", "period:2023-14", ("mapping-take", 6, "anchors[1].take")),
        ("{row: Всего", "{row: Всего, column: D", ("mapping-anchor", 6, "anchors[1]")),
        ("{row: Всего, ", "{", ("mapping-anchor", 6, "anchors[1]")),
        ("indicator: '3.4'", "indicator: 3.4", ("unquoted-text", 8, "tables[1].indicator")),
        ("indicator: '3.4'", "indicator: '3.4'\n    measures: both", ("unknown-word", 9, "tables[1].measures")),
        ("indicator: '3.4'", "indicator: '3.4'\n    scale: 0", ("out-of-bounds", 9, "tables[1].scale")),
        ("indicator: '3.4'", "indicator: '3.4'\n    scale: 1,5", ("not-a-number", 9, "tables[1].scale")),
        ("indicator: '3.4'", "indicator: '3.4'\n    breakdown: women", ("mapping-part", 9, "tables[1].breakdown")),
        ("indicator: '3.4'", "indicator: '3.4'\n    seen: {area: B}", ("mapping-area", 9, "tables[1].seen.area")),
        ("title: {ru: Ч", "words: {ru: Ч", ("unknown-key", 9, "tables[1].words")),
        ("title: {ru: Число жертв умышленных убийств, any: Убийства}", "dash: zero", ("mapping-without-words", 8, "tables[1]")),
        (", any:", ", russian:", ("mapping-language", 9, "tables[1].title.russian")),
        ("Пенсионеры: out", "Пенсионеры: no", ("mapping-part", 12, "tables[1].parts[Пенсионеры]")),
        ("[Учащиеся]", f"[{'я' * (LONGEST_TEXT + 1)}]", ("mapping-text-too-long", 14, "tables[1].leave_out[1]")),
    ],
)
def test_each_fault_is_told_with_its_line(before: str, after: str, expected: tuple[str, int, str]) -> None:
    assert before in SOUND
    assert expected in faults(SOUND.replace(before, after, 1))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"- a\n", "not-a-mapping"),
        (b"a: &x 1\nb: *x\n", "yaml-alias"),
        (b"a: [\n", "yaml-syntax"),
        (b"\xff\xfe", "not-utf8"),
        (b"a: 1\n---\nb: 2\n", "several-documents"),
        (b"[" * 50, "too-deep"),
        (b"a" * (LARGEST + 1), "mapping-too-large"),
    ],
)
def test_what_is_no_mapping_at_all_is_one_fault(data: bytes, code: str) -> None:
    mapping, found = read_mapping(data, "m.yaml")
    assert (mapping, [each.code for each in found]) == (None, [code])


def test_all_faults_come_at_once_and_each_is_a_sentence_in_every_language() -> None:
    text = SOUND.replace("format: 1", "format: 9").replace("region:country", "x").replace(": out", ": perhaps").replace("3.4", "")
    _, found = read_mapping(text.encode(), "m.yaml")
    assert [each.line for each in found] == [2, 6, 8, 12]
    for lang in languages():
        said = [mapping_fault_text(each, lang) for each in found]
        assert all(each.startswith("m.yaml:") and "fault." not in each and "{" not in each for each in said)


def test_words_of_a_person_are_read_whatever_their_case_and_letters() -> None:
    mapping, found = read_mapping(SOUND.encode())
    assert found == ()
    assert mapping is not None
    (table,) = mapping.tables
    assert table.title == {"ru": "Число жертв умышленных убийств", "": "Убийства"}
    assert table.choice.parts == {"sex=F": "sex=F", "пенсионеры": "", "": "total"}
    assert table.choice.leave_out == {"учащиеся"}
    assert mapping.anchors == (Anchor(Axis.ROW, "Всего", "region:country"),)


def test_what_is_written_can_be_read_by_a_person() -> None:
    lines = ({"ru": "Пенсионеры", "en": "Pensioners"},)
    choice = Choice("3.4", parts={"пенсионеры": "", "": "total"}, scale=Decimal("1E+3"))
    table = Table(choice, {"ru": "Число"}, seen=Seen("Лист1", "A5:T8", "one-period", lines))
    assert write_mapping(Mapping("nsc-1", "NSC", (table,))) == (
        "mapping: nsc-1\nformat: 1\npartner: NSC\ntables:\n  - indicator: '3.4'\n    title:\n      ru: Число\n    scale: 1000\n"
        "    parts:\n      total: total\n      Пенсионеры: out\n    seen:\n      sheet: Лист1\n      area: A5:T8\n"
        "      orientation: one-period\n      lines:\n        - {ru: Пенсионеры, en: Pensioners}\n"
    )


@pytest.mark.parametrize(
    ("name", "fit"),
    [
        ("nsc-5.5.1_a", True),
        ("5", True),
        ("", False),
        ("-a", False),
        ("A", False),
        ("а", False),
        ("a/b", False),
        ("a" * 81, False),
    ],
)
def test_names_are_plain(name: str, fit: bool) -> None:
    assert fit_name(name) is fit


LETTERS = "аяөүң AZazßé«»:#'\"{}[],-?&*!|>%@`0123456789~=;.\u00a0"
WORDS = st.text(LETTERS, min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
NASTY = st.sampled_from(
    ["no", "NO", "007", "1.10", "null", "~", "2026-01-01", "- a", "a: b", "# x", "total", "out", "sex=F", "…"]
)
SAID = WORDS | NASTY
TEXT = st.dictionaries(st.sampled_from(["", "ky", "ru", "en"]), SAID, max_size=4)
PART = st.sampled_from(["", "total", "sex=F", "sex=M;age=Y0T17", "step=A_1"])
KEY = st.sampled_from(["", "sex=F", "age=Y0T17;sex=M"]) | SAID.map(fold)
CHOICE = st.builds(
    Choice,
    SAID,
    st.sampled_from(["value", "numerator", "denominator"]),
    st.sampled_from(["", "sex=F", "age=Y0T17;sex=M"]),
    st.none() | SAID,
    st.decimals("0.000001", 10**9, places=6),
    st.sampled_from(["no_data", "zero"]),
    st.dictionaries(KEY, PART, max_size=4),
    st.frozensets(SAID.map(fold).filter(bool), max_size=3),
)
SEEN = st.builds(
    Seen,
    SAID,
    st.sampled_from(["", "A1:B2"]),
    st.sampled_from(["", "one-period"]),
    st.lists(TEXT.filter(bool), max_size=4).map(tuple),
)
TABLE = st.builds(Table, CHOICE, TEXT.filter(bool), TEXT, TEXT, SEEN)
ANCHOR = st.builds(
    Anchor,
    st.sampled_from(Axis),
    SAID,
    st.sampled_from(["ignore", "period:2023-H1", "part:?"]),
    st.integers(1, 9),
    st.just("") | SAID,
)
MAPPING = st.builds(
    Mapping,
    st.from_regex(r"[a-z0-9][a-z0-9._-]{0,9}", fullmatch=True),
    SAID,
    st.lists(TABLE, min_size=1, max_size=3).map(tuple),
    st.just("") | SAID,
    st.lists(ANCHOR, max_size=3).map(tuple),
)


@generated(MAPPING)
def test_what_is_written_is_read_again_the_same(mapping: Mapping) -> None:
    again, found = read_mapping(write_mapping(mapping).encode())
    assert (again, found) == (mapping, ())


def test_a_number_of_hundreds_of_thousands_of_digits_is_no_number() -> None:
    found = faults(SOUND.replace("format: 1", "format: " + "9" * 200_000))
    assert [code for code, *_ in found] == ["not-a-number"]
    assert all(len(str(each)) < 500 for each in found)


def test_more_lines_explained_than_anybody_points_at_are_a_fault() -> None:
    more = "".join(f"\n  - {{row: line {count}, take: ignore}}" for count in range(1_001))
    text = "mapping: a\nformat: 1\npartner: NSC\ntables:\n  - indicator: '3.3'\n    title: {en: x}\nanchors:" + more
    assert [code for code, *_ in faults(text)] == ["mapping-too-many"]
