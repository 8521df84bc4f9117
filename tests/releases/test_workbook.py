"""The workbook of a release: what donors expect in it, every language, nothing that runs, nothing about what is hidden."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from html import unescape

import openpyxl
import pytest

from nap.facts import Overridden, Period, Status
from nap.plan import Baseline
from nap.releases.as_json import release_json
from nap.releases.release import Kind, Release
from nap.releases.workbook import workbook
from nap.words import say
from tests.releases.making import H1, YEAR, corrected, figure, hidden, part, share, small
from tests.releases.reading import SECRET_NUMBER, by_openpyxl, made_up, overlooked, sheet, unzipped

HIDDEN = "hidden"


def opened(release: Release, lang: str = "en") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(release, lang)))


def tracked(release: Release, code: str) -> dict[str, object]:
    """The line of one indicator in the tracking table by the names of its columns."""
    rows = by_openpyxl(workbook(release, "en"))["Tracking table"]
    (row,) = (row for row in rows[2:] if row[0] == code)
    return dict(zip(map(str, rows[0]), row, strict=True))


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_every_sheet_in_every_language(lang: str) -> None:
    names = opened(corrected(), lang).sheetnames
    subjects = ["readme", "tracking", "sentences", "changes", "regions", "districts", "groups", "dictionary", "codes"]
    expected = [say(lang, f"formats.sheet.{each}") for each in subjects]
    assert names == [*expected, say(lang, "formats.framework.SDG"), "UN S-2010-498", say(lang, "formats.sheet.figures")]


def test_a_release_without_figures_is_a_workbook_all_the_same() -> None:
    assert opened(small(results=[])).sheetnames == [
        "Read me",
        "Tracking table",
        "Ready sentences",
        "Data dictionary",
        "Codes",
        "All figures",
    ]


def test_the_tracking_table_goes_from_the_baseline_to_the_share_of_the_way() -> None:
    row = tracked(small(), "2.2")
    assert (row["Baseline"], row["Date of baseline"], row["Target 2027"]) == (20, datetime(2013, 12, 31), 40)
    assert (row["2nd half of 2025"], row["1st half of 2026"], row["Since the start"]) == (21, 22, 22)
    line = small().line("2.2", "KG", H1)
    assert line is not None
    assert (row["Share of the way"], row["Status"]) == (0.1, "◆ Behind")
    assert row["Coverage"] == "2 of 3 reported; carried forward: 1"
    assert row["Figure no."] == small().name(line)


def test_what_was_counted_is_added_up_since_the_start() -> None:
    flow = [figure("2.3", 4, period=YEAR), figure("2.3", 5), figure("2.3", 9, period=Period.parse("2024"))]
    assert tracked(made_up(flow), "2.3")["Since the start"] == 9
    assert tracked(made_up([figure("2.6", 4, period=YEAR), figure("2.6", 5, Status.PARTIAL)]), "2.6")["Since the start"] == 9


def test_a_hidden_period_hides_the_sum() -> None:
    found = [figure("2.3", 4, period=YEAR), hidden("2.3")]
    assert tracked(made_up(found), "2.3")["Since the start"] == HIDDEN


def test_a_state_is_never_added_up() -> None:
    assert tracked(made_up([figure("2.2", 4, period=YEAR), figure("2.2", 5)]), "2.2")["Since the start"] == 5


def test_the_steps_of_a_cascade_stand_below_it() -> None:
    rows = by_openpyxl(workbook(small(), "en"))["Tracking table"]
    at = next(place for place, row in enumerate(rows) if row[0] == "3.2")
    half = rows[0].index("1st half of 2026")
    assert [(row[1], row[half]) for row in rows[at + 1 : at + 4]] == [
        ("– reported", 960),
        ("– investigated", 519),
        ("– sentenced", HIDDEN),
    ]


def test_regions_stand_side_by_side() -> None:
    rows = by_openpyxl(workbook(small(), "en"))["By region"]
    told = {(row[0], row[2]): dict(zip(rows[0][3:], row[3:], strict=True)) for row in rows[2:]}
    assert told["2.2", "1st half of 2026"] == {"Kyrgyz Republic": 22, "Batken": 0, "Jalal-Abad": 8, "Osh": None}
    assert told["2.4", "1st half of 2026"]["Jalal-Abad"] == "not yet"


def test_parts_stand_below_their_total() -> None:
    rows = [
        row[2:6] for row in sheet(by_openpyxl(workbook(small(), "en")), "en", "groups") if row[0] == "2.1" and row[2] == "Osh"
    ]
    assert [(row[2], row[3]) for row in rows] == [("Total", 40), ("Women", HIDDEN), ("Men", HIDDEN)]


def test_the_crosswalk_tells_what_the_plan_has_for_each_indicator_of_the_framework() -> None:
    rows = by_openpyxl(workbook(small(), "ru"))["UN S-2010-498"][2:]
    assert len({row[0] for row in rows}) == 36
    told = {row[0]: row for row in rows}
    assert told["12a"][3:5] == ("1.1", "Доля женщин среди депутатов местных кенешей")
    assert told["9"][3] is None


def test_the_read_me_says_what_kind_of_data_it_is_and_how_to_cite_it() -> None:
    told = "\n".join(str(cell) for row in by_openpyxl(workbook(corrected(), "en"))["Read me"] for cell in row)
    assert all(
        each in told for each in ("not official statistics", "corrects release 3", "A return was wrong", "release 4", "HXL")
    )


def test_no_source_names_an_organisation_that_reports_on_survivors() -> None:
    """Of other indicators the source is told: donors ask for it first."""
    name = small().plan.partners[0].name["ru"]
    by_hand = Overridden(Status.ON_TRACK, "", f"{name} knows better")
    release = made_up([figure("3.1", 40, overridden=by_hand), figure("2.2", 40)])
    titled = [
        replace(
            one, verification={"ru": f"журнал: {name}"}, baseline=Baseline(Decimal(1), date(2024, 12, 31), f"count of {name}")
        )
        for one in release.plan.indicators
    ]
    anew = replace(release, plan=replace(release.plan, indicators=tuple(titled)))
    parts = [release_json(anew).decode(), *(str(one) for one in by_openpyxl(workbook(anew, "ru")).values())]
    lines = [line for part in parts for line in part.replace("), (", "\n").splitlines() if name in line]
    assert lines
    assert [line for line in lines if "3.1" in line] == []
    assert json.loads(parts[0])["indicators"][-1] | {"verification": {}} == json.loads(parts[0])["indicators"][-1]


def test_the_same_release_gives_the_same_bytes() -> None:
    assert workbook(small(), "ky") == workbook(small(), "ky")


def test_the_day_of_the_data_is_the_only_time_in_it() -> None:
    for name, content in unzipped(workbook(small(), "en")):
        stamps = re.findall(rb"20\d\d-\d\d-\d\dT[0-9:]+Z?", content)
        assert set(stamps) <= {b"2026-07-31T00:00:00Z"}, name
    properties = opened(small()).properties
    assert (properties.created, properties.modified, properties.creator) == (datetime(2026, 7, 31), datetime(2026, 7, 31), None)


def test_a_release_from_before_computers_can_be_zipped() -> None:
    assert workbook(small(as_of=date(1979, 1, 1)), "en").startswith(b"PK")


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+7", "-7", "\t=1", "＝1", '=cmd|" /c calc"!A0'])
def test_no_text_becomes_a_formula(text: str) -> None:
    release = small(title={"en": text}, texts={"": {"en": text}, "O1": {"en": text}}, because={"en": text})
    plan = release.plan
    titled = [replace(one, title={"en": text}, definition={"en": text}, unit={"en": text}) for one in plan.indicators]
    anew = replace(release, plan=replace(plan, title={"en": text}, indicators=tuple(titled)))
    cells = [cell for one in opened(anew).worksheets for row in one.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert text.strip() in {str(cell.value).strip() for cell in cells}
    assert not any(b"<f>" in content for _, content in unzipped(workbook(anew, "en")))


def test_nothing_of_a_hidden_figure_is_anywhere_in_the_file() -> None:
    found = [overlooked(hidden("2.1", breakdown=each)) for each in ("", "sex=F")]
    found += [
        overlooked(hidden("2.2", region="KG-B")),
        figure("2.2", 4, period=YEAR),
        overlooked(share("1.1", 1, 3, period=YEAR)),
    ]
    release = made_up(found)
    for lang in ("en", "ru", "ky"):
        assert [name for name, content in unzipped(workbook(release, lang)) if str(SECRET_NUMBER).encode() in content] == []


def test_what_is_hidden_changes_no_byte() -> None:
    one, two = (
        made_up(
            [overlooked(hidden("2.1", breakdown="sex=F"), number), part("2.1", "sex=M", 4), overlooked(hidden("3.1"), number)]
        )
        for number in (1, 999_999)
    )
    assert workbook(one, "ru") == workbook(two, "ru")


def test_a_hidden_cell_looks_like_every_other_hidden_cell() -> None:
    found = [overlooked(hidden(code, region=place)) for code in ("2.1", "2.2", "2.6", "3.6") for place in ("KG", "KG-B", "KG-O")]
    book = opened(made_up(found))
    cells = [cell for one in book.worksheets for row in one.iter_rows() for cell in row if cell.value == HIDDEN]
    looks = {(cell.number_format, cell.font.color.rgb, cell.alignment.horizontal, cell.comment) for cell in cells[1:]}
    assert len(looks) == 1
    assert len(cells) > 12


def test_every_table_can_be_read_and_printed() -> None:
    for one in opened(corrected()).worksheets[1:]:
        assert one.freeze_panes
        assert one.print_title_rows == "$1:$1"
        assert (one.page_setup.fitToHeight, one.page_setup.paperSize) == (0, 9)
        assert str(one.cell(2, 1).value).startswith("#")
        assert one.cell(1, 1).value


def test_a_number_of_seventeen_digits_is_the_same_in_every_sheet_as_in_the_document() -> None:
    release = small(results=[share("1.1", 191, 467, period=YEAR), share("1.1", 2, 7, period=YEAR, region="KG-B")])
    book = by_openpyxl(workbook(release, "en"))
    tracked = next(row for row in sheet(book, "en", "tracking") if row[0] == "1.1")
    placed = next(row for row in sheet(book, "en", "regions") if row[0] == "1.1")
    told = {one["region"]: one["value"] for one in json.loads(release_json(release))["figures"]}
    assert told == {"KG": 40.899357601713064, "KG-B": 28.571428571428573}
    assert told["KG"] in tracked
    assert set(told.values()) <= set(placed)


def test_codes_that_look_like_numbers_stay_text() -> None:
    figures = by_openpyxl(workbook(small(), "en"))["All figures"]
    assert {type(row[0]) for row in figures} == {str}


def test_the_forum_has_the_districts_and_a_donor_those_of_public_indicators() -> None:
    places = [row[4] for row in sheet(by_openpyxl(workbook(small(Kind.FORUM), "en")), "en", "districts")]
    assert places == ["41705214"]


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
@pytest.mark.parametrize("title", ["A & B", "word " * 100, "&" * 300, "2026"])
def test_what_is_printed_around_a_page_is_never_longer_than_excel_bears(lang: str, title: str) -> None:
    release = corrected(title={lang: title}, draft=True)
    for name, content in unzipped(workbook(release, lang)):
        for around in re.findall(
            r"<odd(?:Header|Footer)>(.*?)</odd", content.decode() if "worksheets" in name else "", re.DOTALL
        ):
            assert len(unescape(around)) <= 255
    foot = opened(release, lang).worksheets[1].oddFooter.left.text
    assert title != "A & B" or foot.endswith("A && B")
