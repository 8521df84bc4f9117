"""A plan file from outside: it opens no other file, and one made to hurt is told in few words."""

from __future__ import annotations

import pytest

from nap.plan import LARGEST_PLAN, Plan, fault_text, read_plan, read_upload
from nap.plan.reading import MOST_FAULTS
from tests.conftest import SAMPLES

SOURCE = SAMPLES.joinpath("example-plan.yaml").read_bytes()
HEAD = SOURCE[: SOURCE.index(b"indicators:\n")]
A_NAME = b"  - {code: X%d, objective: %s, type: count, title: {en: a, ru: b, ky: c}}\n"


def indicators(count: int, objective: bytes = b"O1") -> bytes:
    return HEAD + b"indicators:\n" + b"".join(A_NAME % (number, objective) for number in range(count))


def codes(data: bytes, plan: Plan) -> list[str]:
    found, faults = read_plan(data, "plan.yaml", plan.regions)
    assert found is None
    for fault in faults:
        assert all("{" not in fault_text(fault, lang) for lang in ("en", "ru", "ky"))
    return [fault.code for fault in faults]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"#" * (LARGEST_PLAN + 1), "file-too-large"),
        (indicators(1001), "too-many-items"),
        (b"a: &a [b, b]\nc: [*a, *a]", "yaml-alias"),
        (b"[" * 100_000, "too-deep"),
        (b"a: [" * 100_000, "too-deep"),
        (b"PK\x03\x04\x14\0\0\0", "yaml-syntax"),
        (b"\xff\xfe", "not-utf8"),
        (b"", "empty-file"),
    ],
)
def test_a_file_made_to_hurt_is_one_fault(example_plan: Plan, data: bytes, code: str) -> None:
    assert codes(data, example_plan) == [code]


def test_more_faults_than_anybody_mends_end_with_a_word_that_there_are_more(example_plan: Plan) -> None:
    found = codes(indicators(MOST_FAULTS + 50, b"nowhere"), example_plan)
    assert len(found) == MOST_FAULTS + 1
    assert found.count("more-faults") == 1
    keys = b"".join(b"key%d: 1\n" % number for number in range(MOST_FAULTS * 2))
    assert codes(keys, example_plan).count("unknown-key") == MOST_FAULTS


def test_no_table_of_regions_is_opened_for_a_file_from_outside(example_plan: Plan) -> None:
    elsewhere = SOURCE.replace(b"regions: data/regions.csv", b"regions: ../../../etc/passwd")
    plan, faults = read_upload(elsewhere, "plan.yaml", example_plan)
    assert plan is None
    (fault,) = faults
    assert (fault.code, dict(fault.facts)) == (
        "regions-other",
        {"found": "../../../etc/passwd", "expected": "data/regions.csv"},
    )
    assert "data/regions.csv" in fault_text(fault, "ky")


def test_a_file_from_outside_is_read_like_any_other(example_plan: Plan) -> None:
    assert read_upload(SOURCE, "plan.yaml", example_plan) == (example_plan, ())
