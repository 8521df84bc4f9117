"""One file per kind of fault in `faults/`: changes of the example plan, and the faults they must give, whole and in words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from nap.plan import Fault, Regions, fault_text, load_plan, read_plan
from tests.catalogues import CODE, texts
from tests.conftest import SAMPLES

FILES = sorted(Path(__file__).parent.joinpath("faults").glob("*.yaml"))
EXAMPLE = SAMPLES.joinpath("example-plan.yaml").read_text(encoding="utf-8")
ELSEWHERE = {
    *("file-unreadable", "regions-missing", "regions-faulty"),  # from the disk
    *("file-too-large", "more-faults", "too-many-items", "regions-other"),  # test_uploading.py
}


def case(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def changed(given: dict[str, Any]) -> bytes:
    text = given.get("whole", EXAMPLE)
    for change in given.get("changes", ()):
        assert text.count(change["replace"]) == 1, change["replace"]
        text = text.replace(change["replace"], change["by"])
    return text.encode(given.get("encoding", "utf-8"), errors="replace")


def told(fault: Fault) -> dict[str, object]:
    said = fault_text(fault, "en")
    return {"code": fault.code, "severity": fault.severity, "line": fault.line, "path": fault.path, "says": said}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_fault_is_found_with_line_path_and_words(path: Path, regions: Regions) -> None:
    given = case(path)
    plan, faults = read_plan(changed(given), "plan.yaml", regions)
    assert [told(fault) for fault in faults] == given["faults"]
    assert (plan is None) == any(fault.severity == "error" for fault in faults)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", ["ru", "ky"])
def test_a_fault_is_told_in_the_readers_language_with_every_fact(path: Path, lang: str, regions: Regions) -> None:
    _, faults = read_plan(changed(case(path)), "plan.yaml", regions)
    for fault in faults:
        said = fault_text(fault, lang)
        assert said.startswith(f"plan.yaml:{fault.line}: ")
        assert re.search("[а-яөүң]{4}", said)
        assert not re.search(r"\{[a-z_]+\}", said)
        assert "plan.fault" not in said


def test_every_kind_of_fault_in_the_catalogue_has_a_case() -> None:
    shown = {fault["code"] for path in FILES for fault in case(path)["faults"]}
    kept = {key.removeprefix("plan.fault.") for key in texts("en", "plan") if key.startswith("plan.fault.")}
    assert shown | ELSEWHERE == kept


def test_every_fault_the_code_can_give_is_in_the_catalogue() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in CODE if "plan" in path.parts)
    given = set(re.findall(r'(?:fault|warning|add|Wrong|BadRule)\(\s*"([a-z0-9-]+)"', source))
    given |= set(re.findall(r'Fault\("(?:error|warning)", "([a-z0-9-]+)"', source))
    given |= {f"bad-{kind}" for kind in re.findall(r'Code\("([a-z-]+)"', source)}
    kept = {key.removeprefix("plan.fault.") for key in texts("en", "plan")}
    kept |= {key.removeprefix("places.fault.") for key in texts("en", "places")}
    assert len(given) > 60
    assert given - kept == set()


def test_all_faults_of_a_file_are_told_at_once_in_order_of_lines(regions: Regions) -> None:
    kinds = ["unknown-objective", "split-of-nobody", "unknown-key", "target-below-baseline", "target-off-baseline"]
    together = [case(path)["changes"] for path in FILES if path.stem in kinds]
    _, faults = read_plan(changed({"changes": [change for changes in together for change in changes]}), "plan.yaml", regions)
    assert [fault.code for fault in faults] == kinds
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    plan, faults = load_plan(tmp_path / "none.yaml")
    assert plan is None
    assert [(fault.code, fault.file, fault.line) for fault in faults] == [("file-unreadable", "none.yaml", 0)]
    assert fault_text(faults[0], "en").startswith("none.yaml: the file cannot be opened (")


@pytest.mark.parametrize(
    ("table", "code", "says"),
    [
        (None, "regions-missing", "there is no table of regions places.csv"),
        ("code;level\n", "regions-faulty", "is wrong at line 1: column code"),
        (
            "code,parent,level,kind\nXX,,country,country\nXX,,region,region\n",
            "regions-faulty",
            "is wrong at line 3: code XX twice",
        ),
        ("code,parent,level,kind\nXX,,village,village\n", "regions-faulty", "is wrong at line 2: code or level"),
        ("code,parent,level,kind\nXX,,region,region\n", "regions-faulty", "is wrong at level country: one line"),
        ("code,parent,level,kind\nXX,,country,c\nXY,ZZ,region,r\n", "regions-faulty", "is wrong at XY: parent ZZ"),
        ('code,parent,level,kind,tile_row_col\nXX,,country,c,"a,b"\n', "regions-faulty", "is wrong at line 2: tile_row_col a,b"),
    ],
)
def test_a_table_of_regions_that_cannot_be_read_is_a_fault(tmp_path: Path, table: str | None, code: str, says: str) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(EXAMPLE.replace("data/regions.csv", "places.csv"), encoding="utf-8")
    if table is not None:
        (tmp_path / "places.csv").write_text(table, encoding="utf-8")
    plan, faults = load_plan(path)
    assert plan is None
    assert [(fault.code, fault.line) for fault in faults] == [(code, 20)]
    assert says in fault_text(faults[0], "en")


def test_the_table_of_regions_beside_the_plan_comes_first(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "regions.csv").write_text("code,parent,level,kind,name_en\nKG,,country,country,Here\n", encoding="utf-8")
    path = tmp_path / "plan.yaml"
    path.write_text(EXAMPLE, encoding="utf-8")
    _, faults = load_plan(path)
    assert {fault.code for fault in faults} >= {"unknown-region"}
