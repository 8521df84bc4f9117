"""An invented country with two languages of its own, a year from April, regions and patterns: the whole way, without new code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from nap.settings import ROOT
from tests.country.invented import ANSWERS, COUNTRY, PARTNERS, REGIONS, plan_translated, translated
from tests.country.journey import COUNT, HALVES, MILESTONE, MONEY, SENSITIVE, SHARE, amount
from tests.houses import alone

OURS = re.compile(r"Kyrgyz|\bKGS\b|\bKG-|Bishkek|kg-1325|[\u0400-\u04ff]")
"""What belongs to the country the program was first made for: its names, its money, its letters."""
ENGLISH = re.compile(r"\b(?:the|and|which|whether|reported)\b")
"""Words that every longer English text has; translated, each has a mark on its vowel."""
YEAR = "FY04-2025"


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the country and all that was seen on the way; the first worker that asks for it goes the way for all."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "another-country"
    with alone(folder.with_suffix(".lock")):
        if not folder.exists():
            half = folder.with_suffix(".half")
            gone(half)
            half.rename(folder)
    return folder


def gone(folder: Path) -> None:
    """init → words to Excel and back → the plan's own texts → everything else, each in a process with the country's settings."""
    out = folder / "out"
    out.mkdir(parents=True)
    (folder / "answers.yaml").write_text(ANSWERS, encoding="utf-8")
    begun = run({}, "-m", "nap", "init", "--country", str(folder / "xq"), "--answers", str(folder / "answers.yaml"))
    (out / "begun.txt").write_text(begun, encoding="utf-8")
    settings = (folder / "xq" / "settings.env").read_text(encoding="utf-8")
    env = dict(re.findall(r'^(NAP_\w+)="?(.*?)"?$', settings, re.M))
    run(env, "-m", "tests.country.journey", "words", str(out))
    plan = folder / "xq" / "indicators.yaml"
    plan.write_text(plan_translated(plan.read_text(encoding="utf-8")), encoding="utf-8")
    run(env, "-m", "tests.country.journey", "rest", str(out))


def run(env: dict[str, str], *arguments: str) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NAP_")}
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=clean | env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@cache
def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def seen(country: Path) -> dict[str, Any]:
    found: dict[str, Any] = _json(country / "out" / "rest.json")
    return found


@pytest.fixture
def results(seen: dict[str, Any]) -> dict[tuple[str, str, str, str], dict[str, Any]]:
    return {(row["indicator"], row["region"], row["period"], row["breakdown"]): row for row in seen["results"]}


def test_the_files_to_start_from_are_a_sound_plan_that_says_what_to_translate(country: Path, seen: dict[str, Any]) -> None:
    begun = (country / "out" / "begun.txt").read_text(encoding="utf-8")
    assert "In Portuguese, texts of the plan that are still in English: 15." in begun
    assert "words export words.xlsx --of sw" in begun
    assert seen["check"][0] == 0
    assert len(seen["check"][1].splitlines()) == 1  # no warning either
    regions = (country / "xq" / "regions.csv").read_text(encoding="utf-8").splitlines()
    assert regions[0] == "code,parent,level,kind,name_pt,name_sw,aliases,bare,tile_row_col,note"
    assert [line.partition(",")[0] for line in regions[1:]] == [COUNTRY, "XQ-N", "XQ-01", "XQ-02", "XQ-03", "XQ-ZZ"]


def test_every_word_of_the_program_came_back_from_the_workbook(country: Path) -> None:
    told = _json(country / "out" / "words.json")
    assert (told["export"][0], told["import"][0]) == (0, 0)
    assert re.findall(r"not translated yet: (\d+)", told["import"][1]) == ["0", "0"]


def test_people_come_in_in_their_language_and_only_the_plans_languages_are_offered(country: Path, seen: dict[str, Any]) -> None:
    assert [status for status, _ in seen["invited"]] == [0] * 5
    assert [status for status, _ in seen["http"]] == [303] * 5
    invitation = (country / "out" / "invitation-0.html").read_text(encoding="utf-8")
    assert '<html lang="sw">' in invitation
    assert set(re.findall(r'hreflang="(\w+)"', invitation)) == {"pt", "sw"}
    assert '<html lang="pt">' in (country / "out" / "light-2.html").read_text(encoding="utf-8")  # asked for Kyrgyz


def test_a_language_that_a_native_speaker_has_signed_is_no_more_called_unread(seen: dict[str, Any]) -> None:
    assert not any(translated("sw", "read by a native speaker") in page for _, page in seen["http"])


def test_what_is_wrong_in_a_return_is_told_in_the_partners_language(seen: dict[str, Any]) -> None:
    status, told = seen["REDE-H2"]["spoilt"]
    assert status == 1
    assert "not-a-number" in told
    assert translated("pt", "is not a number") in told


def test_the_countrys_own_pattern_keeps_a_file_out(seen: dict[str, Any]) -> None:
    status, told = seen["REDE-H2"]["card"]
    assert (status, "personal-data" in told, "cartao" in told) == (2, True, True)
    assert "XQ12345678A" not in told


def test_returns_are_received_and_accepted_under_codes_of_the_fiscal_year(seen: dict[str, Any]) -> None:
    for half, partners in HALVES.items():
        for partner in partners:
            receipt = json.loads(seen[f"{partner}-{half}"]["submit"][1])
            assert (receipt["status"], receipt["period"]) == ("submitted", f"{YEAR}-{half}")
            assert seen[f"{partner}-{half}"]["accept"][0] == 0


def test_every_figure_is_the_one_reckoned_by_hand(results: dict[tuple[str, str, str, str], dict[str, Any]]) -> None:
    halves = {half: sum(sum(amount(who, where, half).values()) for who in HALVES[half] for where in REGIONS) for half in HALVES}
    assert {half: results[COUNT, COUNTRY, f"{YEAR}-{half}", ""]["value"] for half in HALVES} == halves
    assert results[COUNT, COUNTRY, YEAR, ""]["value"] == sum(halves.values())
    women = sum(amount(who, where, "H2")["f"] for who in PARTNERS for where in REGIONS)
    assert results[COUNT, COUNTRY, f"{YEAR}-H2", "sex=F"]["value"] == women
    for number, region in enumerate(REGIONS):
        assert Decimal(str(results[SHARE, region, YEAR, ""]["value"])) == Decimal(10 + number) * 100 / 50
    share = results[SHARE, COUNTRY, YEAR, ""]
    assert (share["numerator"], share["denominator"], share["value"]) == (60, 250, 24)
    assert results[SENSITIVE, REGIONS[0], f"{YEAR}-H2", ""]["value"] == 3 * len(PARTNERS)
    assert results[MONEY, COUNTRY, YEAR, ""]["value"] == 123_456
    assert results[MILESTONE, COUNTRY, f"{YEAR}-H2", ""]["value"] == len(REGIONS)


def test_small_numbers_are_hidden_here_too(seen: dict[str, Any]) -> None:
    hidden = [row for row in seen["forum"] if (row["indicator"], row["region"]) == (SENSITIVE, REGIONS[0]) and row["status"]]
    assert hidden
    assert {row["value"] for row in hidden} == {None}


def test_a_figure_is_explained_in_both_languages(seen: dict[str, Any]) -> None:
    for lang, number, region in (("pt", "4.200", "Cabo d'Água"), ("sw", "4,200", "Rasi ya Maji")):
        status, told = seen[f"explain-{lang}"]
        assert status == 0
        assert number in told
        assert region in told
        assert "2025/26" in told
        assert not ENGLISH.search(told)


def test_a_release_is_made_in_both_languages_and_no_other(country: Path, seen: dict[str, Any]) -> None:
    assert seen["release"][0] == 0
    release = country / "out" / "release"
    assert {path.name for path in release.iterdir() if path.is_dir()} == {"pt", "sw"}
    for lang in ("pt", "sw"):
        assert {"index.html", "release.pdf", "release.xlsx"} <= {path.name for path in (release / lang).iterdir()}
        page = (release / lang / "index.html").read_text(encoding="utf-8")
        assert f'<html lang="{lang}">' in page
        assert set(re.findall(r'hreflang="(\w+)"', page)) <= {"pt", "sw"}
    assert f"\n{SHARE},XQ" in (release / "figures.csv").read_text(encoding="utf-8-sig")


def test_the_record_is_whole(seen: dict[str, Any]) -> None:
    assert seen["audit"][0] == 0


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Every page and file of the country that holds words, by name; workbooks by their parts."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".html", ".txt", ".csv", ".json"} and path.name not in {"rest.json", "release.schema.json"}:
            yield path.name, path.read_text(encoding="utf-8")
        elif path.suffix == ".xlsx" and path.name != "words.xlsx":
            with zipfile.ZipFile(path) as book:
                yield from (
                    (f"{path.name} {name}", book.read(name).decode()) for name in book.namelist() if name.endswith(".xml")
                )


def test_nothing_of_the_first_country_stands_in_any_page_or_file(country: Path) -> None:
    found = {name: OURS.findall(text)[:5] for name, text in texts(country / "out")}
    assert len(found) > 60
    assert {name: words for name, words in found.items() if words} == {}


def test_pages_are_drawn_without_a_failure_and_without_english(country: Path) -> None:
    pages = {
        path.name: path.read_text(encoding="utf-8")
        for path in (country / "out").glob("*.*t*")
        if path.suffix in {".html", ".txt"}
    }
    assert len(pages) >= 12
    assert [name for name, text in pages.items() if "EXCEPTION" in text] == []
    english = {
        name: ENGLISH.findall(re.sub(r'"https?://[^"]*"', "", text)) for name, text in pages.items() if name != "begun.txt"
    }
    assert {name: words for name, words in english.items() if words} == {}
