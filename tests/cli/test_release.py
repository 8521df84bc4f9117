"""`release` and `results explain R1-2`: files without a store, previews without a trace, one way to publish, one to withdraw."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nap.monitor import House, begin_release, close, open_house, releases
from nap.settings import Settings
from tests.cli.conftest import Done, Nap
from tests.monitor.building import COORDINATOR, H1
from tests.monitor.releasing import begun, everybody_given, plan_text, published, quick_files

ROWS = """partner,indicator,region,period,breakdown,value,numerator,denominator,state
WPN,2.2,KG-B,2026-H1,,40,,,
MIA,2.2,KG-B,2026-H1,,60,,,
CEC,2.2,KG-B,2026-H1,,50,,,
CEC,2.2,KG-J,2026-H1,,3,,,
"""
FILES = ["figures.csv", "manifest.json", "release.json"]


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages and print take long, and have tests of their own."""
    for place in ("monitor.publishing.files_of", "commands.release.release_files_made"):
        monkeypatch.setattr(f"nap.{place}", quick_files)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plan.yaml"
    file.write_text(plan_text())
    return file


@pytest.fixture
def store(nap: Nap, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The store that the commands open too."""
    monkeypatch.setenv("NAP_PLAN", str(plan))
    (tmp_path / "run").mkdir()
    opened = open_house(Settings.read())
    everybody_given(opened)
    yield opened
    close(opened)


def alone(nap: Nap, plan: Path, out: Path, *more: object, rows: str = ROWS) -> Done:
    file = plan.with_name("rows.csv")
    file.write_text(rows)
    return nap("release", "build", "--observations", file, "--plan", plan, "--as-of", "2026-11-15", "--out", out, *more)


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_observations_become_a_release_without_any_store(nap: Nap, plan: Path, tmp_path: Path) -> None:
    done = alone(nap, plan, tmp_path / "out", "--json")
    assert (done.status, done.err) == (0, "")
    assert {name: done.json[name] for name in ("release", "period", "as_of", "draft")} == {
        "release": 1,
        "period": "2026-H1",
        "as_of": "2026-11-15",
        "draft": False,
    }
    assert sorted(held(tmp_path / "out")) == FILES
    assert not (tmp_path / "run").exists()
    assert nap("release", "verify", tmp_path / "out").status == 0


def test_a_small_cell_of_them_is_in_no_file(nap: Nap, plan: Path, tmp_path: Path) -> None:
    alone(nap, plan, tmp_path / "out")
    rows = [line.split(",") for line in (tmp_path / "out" / "figures.csv").read_text().splitlines()]
    shown = {tuple(row[:4]): (row[7], row[8]) for row in rows if row[0] == "2.2" and row[3] == "2026-S1"}
    assert shown["2.2", "KG-J", "S", "2026-S1"] == ("", "Q")
    assert all(value != "3" for value, _ in shown.values())


def test_the_same_observations_give_the_same_bytes(nap: Nap, plan: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert alone(nap, plan, tmp_path / name, "--number", "4", "--title-en", "Half a year").status == 0
    assert held(tmp_path / "one") == held(tmp_path / "two")
    assert b'"Half a year"' in held(tmp_path / "one")["release.json"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--publish",), "--observations"),
        (("--period", "2026-Q7"), "2026-Q7"),
        (("--period", "2027-H2"), "not begun"),
    ],
)
def test_what_cannot_be_built_is_said_and_nothing_is_written(
    nap: Nap, plan: Path, tmp_path: Path, more: tuple[str, ...], said: str
) -> None:
    done = alone(nap, plan, tmp_path / "out", *more)
    assert (done.status, said in done.err) == (2, True)
    assert not (tmp_path / "out").exists()


def test_a_faulty_file_is_told_line_by_line(nap: Nap, plan: Path, tmp_path: Path) -> None:
    done = alone(nap, plan, tmp_path / "out", rows=ROWS.replace("WPN,2.2", "WPN,9.9"))
    assert (done.status, "line 2" in done.err.lower()) == (2, True)
    assert not (tmp_path / "out").exists()


def test_nobodys_own_files_are_written_over(nap: Nap, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    alone(nap, plan, out)
    assert alone(nap, plan, out, "--number", "2").status == 0  # a release may take the place of another
    (out / "mine.txt").write_text("mine")
    before = held(out)
    done = alone(nap, plan, out)
    assert (done.status, "mine.txt" in done.err) == (2, True)
    assert held(out) == before


def test_a_changed_a_missing_and_a_strange_file_are_found(nap: Nap, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    alone(nap, plan, out)
    (out / "figures.csv").write_text("INDICATOR\n")
    (out / "mine.txt").write_text("mine")
    (out / "release.json").unlink()
    done = nap("release", "verify", out, "--json")
    assert done.status == 1
    assert {(one["kind"], one["path"]) for one in done.json} >= {
        ("changed", "figures.csv"),
        ("extra", "mine.txt"),
        ("missing", "release.json"),
    }
    for lang in ("ky", "ru", "en"):
        assert "figures.csv" in nap("release", "verify", out, "--lang", lang).out


def test_a_preview_of_the_store_is_marked_as_a_draft_and_leaves_no_trace(nap: Nap, store: House, tmp_path: Path) -> None:
    before = store.store.version()
    done = nap("release", "build", "--out", tmp_path / "out", "--json")
    assert (done.status, done.json["draft"], done.json["release"]) == (0, True, 1)
    assert store.store.version() == before
    assert nap("release", "list").out.strip() == "Nothing has been published yet."


def test_publishing_waits_for_the_partners_and_keeps_the_draft(nap: Nap, store: House, tmp_path: Path) -> None:
    done = nap("release", "build", "--publish", "--as", "coordinator@demo", "--out", tmp_path / "out")
    assert (done.status, "Women Peacemakers Network" in done.err) == (1, True)
    assert not (tmp_path / "out").exists()
    (draft,) = nap("release", "list", "--json").json["drafts"]
    assert nap("release", "check", draft["number"]).status == 1
    assert releases(COORDINATOR, store) == ()


def test_checks_of_a_draft_without_a_title_are_told_in_words(nap: Nap, store: House) -> None:
    draft = begin_release(COORDINATOR, store, H1)
    assert f"Draft {draft}: no title yet." in nap("release", "list").out
    told = nap("release", "check", draft, "--lang", "ru").out
    assert "Не хватает названия: на кыргызском, на русском, на английском." in told


def test_a_draft_that_all_agreed_to_is_published_and_written(nap: Nap, store: House, tmp_path: Path) -> None:
    draft, out = begun(store), tmp_path / "out"
    assert nap("release", "check", draft).status == 0
    done = nap("release", "build", "--publish", "--draft", draft, "--as", "coordinator@demo", "--out", out, "--json")
    assert (done.status, done.json["draft"]) == (0, False)
    assert done.json["content_hash"] == releases(COORDINATOR, store)[0].sha256
    assert nap("release", "build", "--release", 1, "--out", tmp_path / "again").status == 0
    assert held(tmp_path / "again") == held(out)


def test_only_a_coordinator_publishes_or_withdraws(nap: Nap, store: House, tmp_path: Path) -> None:
    published(store, begun(store))
    assert nap("release", "build", "--publish", "--as", "donor@demo", "--out", tmp_path / "out").status == 2
    assert nap("release", "withdraw", 1, "--as", "forum@demo", "--reason", "x").status == 2
    assert nap("release", "list", "--as", "donor@demo", "--json").json["releases"][0]["withdrawn"] is None


def test_a_withdrawn_release_stays_listed_with_its_reason(nap: Nap, store: House) -> None:
    published(store, begun(store))
    assert nap("release", "withdraw", 1, "--as", "coordinator@demo").status == 2
    assert nap("release", "withdraw", 1, "--as", "coordinator@demo", "--reason", "A total was wrong").status == 0
    assert "A total was wrong" in nap("release", "list").out
    assert nap("release", "list", "--json").json["releases"][0]["withdrawn"]["reason"] == "A total was wrong"


@pytest.mark.parametrize("words", [("--release", "1", "R1-1"), ("R1-1",), ("r1-1", "--lang", "ky")])
def test_a_published_figure_is_explained_by_its_short_number(nap: Nap, store: House, words: tuple[str, ...]) -> None:
    published(store, begun(store))
    done = nap("results", "explain", *words)
    assert (done.status, done.out.startswith("R1-1 ")) == (0, True)


@pytest.mark.parametrize("words", [("R1-9999",), ("--release", "2", "R1-1"), ("R7-1",), ("2.2",), ("--release", "1", "2.2")])
def test_a_figure_that_is_none_is_said_in_one_line(nap: Nap, store: House, words: tuple[str, ...]) -> None:
    published(store, begun(store))
    done = nap("results", "explain", *words)
    assert (done.status, done.out, len(done.err.splitlines())) == (2, "", 1)
