"""Places as sheets spell them: names and aliases of `data/regions.csv`, and the spellings of the genuine files."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from random import Random

from tests.foreign.layouts.things import Item

TABLE = Path(__file__).resolve().parents[3] / "data" / "regions.csv"
_KYRGYZ = re.compile(r"облусу|шаары|району|\bш\b", re.IGNORECASE)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
REAL = {  # spellings of the genuine workbooks, outer spaces included
    "KG-J": {"en": "Djalal-Abad oblast  "},
    "KG-Y": {"en": "Ysyk-Kul oblast "},
    "KG-C": {"ky": "Чүй облусу "},
    "KG-GB": {"ky": "Бишкек ш.", "ru": "г.Бишкек", "en": "Bishkek city"},
    "KG-GO": {"ky": "Ош ш.", "ru": "г.Ош", "en": "Osh city"},
}
NOT_NAMES = {"Всего", "Total", "Country", "Республика"}


@cache
def table() -> tuple[dict[str, str], ...]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def spellings(code: str) -> dict[str, tuple[str, ...]]:
    """By language, the official one first. English names that a district shares are left out: they alone say too little."""
    row = next(row for row in table() if row["code"] == code)
    bare = {_letters(name) for name in row["bare"].split("|")} | {_letters(name) for name in NOT_NAMES}
    found: dict[str, list[str]] = {"en": [row["name_en"]], "ru": [row["name_ru"]], "ky": [row["name_ky"]]}
    for alias in row["aliases"].split("|"):
        if re.search(r"[a-z]", alias) or _CYRILLIC.search(alias):
            found[_language(alias)].append(alias)
    kept = {lang: [name for name in names if name and _letters(name) not in bare] for lang, names in found.items()}
    return {lang: tuple(names) or (f"{row['name_en']} {row['kind']}",) for lang, names in kept.items()}


def _letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalpha())


def _language(alias: str) -> str:
    if not _CYRILLIC.search(alias):
        return "en"
    return "ky" if _KYRGYZ.search(alias) or re.search(r"[өүң]", alias) else "ru"


def place(rng: Random, code: str, manner: str) -> Item:
    """`manner`: `official`, `real` (as the genuine files), `mixed` (any alias)."""
    names = {}
    for lang, known in spellings(code).items():
        names[lang] = rng.choice(known) if manner == "mixed" else known[0]
        if manner == "real":
            names[lang] = REAL.get(code, {}).get(lang, known[0])
    row = next(row for row in table() if row["code"] == code)
    return Item(names, region=code, code=row["soate_prefix"].ljust(14, "0"))


def regions(rng: Random) -> list[Item]:
    """All nine of the first level, mostly; sometimes only some. Oblasts first, in some order."""
    codes = [row["code"] for row in table() if row["level"] == "region"]
    if rng.random() < 0.2:
        rng.shuffle(codes)
    if rng.random() < 0.2:
        codes = codes[: rng.randint(4, 7)]
    manner = rng.choice(("official", "real", "real", "mixed"))
    return [place(rng, code, manner) for code in codes]


def with_districts(rng: Random) -> tuple[Item, list[Item]]:
    """A region and the districts and towns inside it."""
    parents = [row["code"] for row in table() if row["level"] == "region" and row["kind"] == "oblast"]
    parent = rng.choice(parents)
    inside = [row["code"] for row in table() if row["parent"] == parent]
    return place(rng, parent, "official"), [place(rng, code, "official") for code in inside[: rng.randint(4, 9)]]
