"""However people write a place, the codes it can mean are found; a code means itself."""

from __future__ import annotations

import csv
import unicodedata

import pytest
from hypothesis import given, strategies as st

from nap.plan import Region, Regions
from nap.settings import ROOT

TABLE = ROOT / "data" / "regions.csv"
REGIONS = Regions.load(TABLE)
NAMES = sorted({name for region in REGIONS.all for name in (*region.names.values(), *region.aliases, *region.bare)})
LATIN = str.maketrans("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx")

some_name = st.sampled_from(NAMES)
unshortened = st.sampled_from([name for name in NAMES if not name.rstrip(".").endswith(" ш")])
some_region = st.sampled_from(REGIONS.all)


def codes(text: str) -> list[str]:
    return [region.code for region in REGIONS.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  -- ", []),
        ("Атлантида", []),
        ("Ош", ["KG-O", "KG-GO"]),
        ("Osh", ["KG-O", "KG-GO"]),
        ("Ош шаары", ["KG-GO"]),
        ("Ошская область", ["KG-O"]),
        ("Манас", ["41703410", "41707225"]),
        ("Манас шаары", ["41703410"]),
        ("Баткен", ["KG-B", "41705214", "41705410"]),
        ("Баткен районy", ["41705214"]),
        ("Жалал-Абад шаары", ["41703410"]),
        ("Каракол шаары", ["41703440", "41702410"]),
        ("Кара-Көл шаары", ["41703440"]),
        ("Ысык-Кол облусу", ["KG-Y"]),
        ("kyrgyz  republic", ["KG"]),
        ("KG05", ["KG-B"]),
        ("КG-В", ["KG-B"]),
        ("обл. Баткен", ["KG-B"]),
        ("Баткен обл", ["KG-B"]),
        ("Баткенской области", ["KG-B"]),
        ("Баткенскую", ["KG-B"]),
        ("Баткенский", ["41705214"]),
        ("Batken province", ["KG-B"]),
        ("Batkhen", ["KG-B"]),
        ("BATKEN  OBLAST", ["KG-B"]),
        ("р-н Манас", ["41707225"]),
        ("Манас р-н.", ["41707225"]),
        ("г Манас", ["41703410"]),
        ("гор. Ош", ["KG-GO"]),
        ("Ош ш.", ["KG-GO"]),
        ("Ош обл.", ["KG-O"]),
        ("Ош шаарында", ["KG-GO"]),
        ("Ош облусунда", ["KG-O"]),
        ("Алай", ["41706207"]),
        ("Чоң Алай", ["41706259"]),
        ("Ленинского р-на", ["41711201"]),
        ("Чуй", ["KG-C", "41708223"]),
        ("Чүй обл", ["KG-C"]),
        ("KG-B Баткенская область", ["KG-B"]),
        ("Баткен (KG-B)", ["KG-B"]),
        ("KG-T Баткен", []),
        ("Бишкек облусу", []),
        ("Ошш", []),
        ("Батакен", []),
        ("Бишкекк", []),
        ("область", []),
        ("г.", []),
        ("kg-gb", ["KG-GB"]),
    ],
)
def test_a_written_place_means(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Бишкекк", ["KG-GB"]),
        ("Наринская область", ["KG-N"]),
        ("Лейлекк району", ["41705236"]),
        ("Jalalabaad oblast", ["KG-J"]),
        ("Чуйй", ["KG-C", "41708223"]),
        ("Батакен", ["KG-B", "41705214", "41705410"]),
        ("Ощ", []),
        ("Атлантида", []),
        ("х" * 100, []),
        ("", []),
    ],
)
def test_a_slip_of_a_name_is_asked_about_with_all_it_may_mean(text: str, expected: list[str]) -> None:
    assert codes(text) == []
    assert [region.code for region in REGIONS.near(text)] == expected


@given(some_name, st.integers(0, 30), st.sampled_from("щюfw"))
def test_a_name_with_a_letter_too_many_is_never_read(name: str, place: int, letter: str) -> None:
    assert codes(name[:place] + letter + name[place:]) == []


@given(some_region)
def test_a_code_always_means_itself_alone(region: Region) -> None:
    assert REGIONS.find(region.code) == (region,)
    assert REGIONS.get(region.code) is region


@given(some_region, st.data())
def test_every_name_of_a_place_finds_it(region: Region, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([*region.names.values(), *region.aliases, *region.bare]))
    assert region in REGIONS.find(name)


@given(some_name, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_the_form_of_letters_makes_no_difference(name: str, form: str) -> None:
    assert codes(unicodedata.normalize(form, name)) == codes(name)


@given(some_name, st.data())
def test_case_makes_no_difference(name: str, data: st.DataObject) -> None:
    mixed = "".join(letter.upper() if data.draw(st.booleans()) else letter.lower() for letter in name)
    assert codes(mixed) == codes(name)


@given(
    unshortened, st.lists(st.tuples(st.integers(0, 40), st.sampled_from([" ", "-", "\u00a0", "‑", "–", ".", "  "])), max_size=4)
)
def test_spaces_hyphens_and_dots_make_no_difference(name: str, marks: list[tuple[int, str]]) -> None:
    written = name
    for place, mark in marks:
        written = written[:place] + mark + written[place:]
    assert codes(written) == codes(name) == codes(name.replace("-", " ")) == codes(name.replace(" ", "").replace(".", ""))


@given(some_name)
def test_latin_letters_that_look_cyrillic_make_no_difference(name: str) -> None:
    assert codes(name.translate(LATIN)) == codes(name)


@given(some_name)
def test_plain_letters_stand_for_the_special_ones_and_may_mean_more(name: str) -> None:
    plain = name.translate(str.maketrans("өүңӨҮҢ", "оунОУН"))
    assert set(codes(name)) <= set(codes(plain))


@given(st.text())
def test_any_text_gives_known_places_each_once(text: str) -> None:
    found = REGIONS.find(text)
    assert len(set(found)) == len(found)
    assert set(found) <= set(REGIONS.all)


def test_bare_names_are_those_that_need_a_question() -> None:
    assert [(region.code, name) for region in REGIONS.all for name in region.bare if len(REGIONS.find(name)) < 2] == []


def test_no_alias_or_code_of_one_place_is_a_code_of_another() -> None:
    written = [(region, name) for region in REGIONS.all for name in (*region.names.values(), *region.aliases, *region.bare)]
    assert [(region.code, name) for region, name in written if REGIONS.find(name) and region not in REGIONS.find(name)] == []


def test_the_nine_regions_stand_on_nine_tiles() -> None:
    tiles = [region.tile for region in REGIONS.level("region")]
    assert len(tiles) == 9
    assert None not in tiles
    assert len(set(tiles)) == 9
    assert [region.code for region in REGIONS.all if region.tile and region.level != "region"] == []


def test_districts_lie_where_their_code_says() -> None:
    with TABLE.open(encoding="utf-8") as file:
        prefix = {row["code"]: row["soate_prefix"] for row in csv.DictReader(file)}
    districts = REGIONS.level("district")
    assert len(districts) > 50
    assert [d.code for d in districts if not d.code.startswith(prefix[d.parent or ""]) or prefix[d.code] != d.code] == []


def test_every_place_has_a_name_in_each_language() -> None:
    assert [region.code for region in REGIONS.all if set(region.names) != {"en", "ru", "ky"}] == []


def test_parents_children_and_levels_agree() -> None:
    assert REGIONS.country.code == "KG"
    assert REGIONS.children("KG") == REGIONS.level("region")
    assert {len(REGIONS.level(level)) for level in ("country", "region")} == {1, 9}
    assert sum(len(REGIONS.children(region.code)) for region in REGIONS.level("region")) == len(REGIONS.level("district"))


@pytest.mark.parametrize(
    ("code", "region"), [("41705236", "KG-B"), ("KG-B", "KG-B"), ("41711201", "KG-GB"), ("KG", None), ("no such code", None)]
)
def test_the_first_level_region_of_a_place(code: str, region: str | None) -> None:
    found = REGIONS.parent_region(code)
    assert (found.code if found else None) == region
