"""A region on one page: what stands on it, what never does, and that it is one page whatever the plan says."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings, strategies as some
from pypdf import PdfReader

from nap.facts import Overridden, Period, Result, Status
from nap.monitor import House, region_brief
from nap.plan import Plan
from nap.releases.brief import brief
from nap.releases.brief_fit import SIZES
from nap.releases.brief_gaps import gaps
from nap.releases.brief_html import brief_page
from nap.releases.brief_matter import Matter, Origin
from nap.releases.brief_pdf import brief_pdf
from nap.releases.brief_told import Alerts, Brief, BriefSection
from nap.results import Board, Reason
from tests.monitor.building import COORDINATOR, FORUM
from tests.releases.making import AS_OF, H1, YEAR, example, figure, hidden, share

HERE = "KG-B"
RELEASED = Origin(released=3, address="https://monitor.example.org/releases/3/")
LANGUAGES = ("ky", "ru", "en")


def local(code: str, value: object, status: Status, **more: Any) -> Result:
    """A figure of the region."""
    return figure(code, value, status, **({"region": HERE} | more))


def four_behind() -> list[Result]:
    """More gaps than are told; of one of them it is known how much of the way is missing."""
    return [
        replace(
            share("1.1", 31, 100, Status.BEHIND, period=YEAR, region=HERE),
            progress=Decimal("0.2"),
            expected_value=Decimal("33.5"),
            pace=Decimal("0.7"),
        ),
        share("1.1", 40, 100, Status.ON_TRACK, period=YEAR),
        local("2.1", 3, Status.OFF_TRACK),
        local("2.2", 4, Status.BEHIND),
        local("2.4", 1, Status.REGRESSING),
    ]


def matter(results: list[Result], plan: Plan | None = None, **more: Any) -> Matter:
    """What a brief is made of, of the example plan, released unless `more` says otherwise."""
    of = plan or example()
    region = of.regions.get(HERE)
    assert region is not None
    told = {"origin": RELEASED, "alerts": Alerts(5, 2, 3, 120)} | more
    return Matter(of, Board.of(of, results), region, H1, AS_OF, **told)


def page(results: list[Result], lang: str = "en", plan: Plan | None = None, **more: Any) -> Brief:
    return brief(lang, matter(results, plan, **more))


def section(found: Brief, code: str) -> BriefSection:
    return next(each for each in found.sections if each.code == code)


def texts(found: Brief, code: str) -> list[str]:
    return [each.text for each in section(found, code).lines]


def everything(found: Brief) -> str:
    """All its words as they stand in the file."""
    return re.sub(r"<style>.*?</style>|<[^>]+>", " ", brief_page(found).decode(), flags=re.DOTALL)


def pages_of(found: Brief) -> int:
    return len(PdfReader(io.BytesIO(brief_pdf(found))).pages)


def test_a_region_that_was_asked_for_nothing_has_a_brief_that_says_so_and_asks_all_the_same() -> None:
    found = page([], alerts=Alerts(0, 0, 0))
    assert found.standing.lines[0].text == "No indicator of the plan was asked for here yet."
    assert (found.bars, found.rows) == ((), ())
    assert section(found, "gaps").lead == "Nothing can be rated here yet, so no gaps can be named."
    assert texts(found, "alerts") == ["None from this region is on record."]
    assert len(texts(found, "questions")) >= 2


def test_what_is_hidden_is_counted_and_nothing_else() -> None:
    found = page([hidden("2.1", region=HERE), hidden("2.2", region=HERE), local("2.4", 1, Status.BEHIND)])
    assert "Not shown, to protect people: 2. Nothing follows from this about their size." in texts(found, "unknown")
    assert [line.strong[:3] for line in section(found, "gaps").lines] == ["2.4"]
    assert [row.title[:3] for row in found.rows] == ["2.4"]
    assert not re.search(r"\b2\.[12]\b", everything(found))


@settings(max_examples=40, deadline=None)
@given(some.decimals(1000, 10**6, places=1), some.sampled_from(["ky", "en"]))
def test_no_byte_depends_on_the_number_of_a_hidden_figure(secret: Decimal, lang: str) -> None:
    fields = {"value": secret, "numerator": secret, "progress": secret, "pace": -secret, "expected_value": secret, "reported": 17}
    bare = [hidden("2.1", region=HERE), hidden("2.2"), local("2.2", 4, Status.BEHIND), hidden("1.1", region=HERE, period=YEAR)]
    overlooked = [replace(each, **fields) if each.status is Status.SUPPRESSED else each for each in bare]
    assert brief_page(page(overlooked, lang)) == brief_page(page(bare, lang))
    assert page(overlooked, lang) == page(bare, lang)


def test_the_country_s_hidden_figure_wears_its_mark_beside_the_region_s() -> None:
    assert page([hidden("2.2"), local("2.2", 4, Status.BEHIND)]).rows[0].country == "hidden"


def test_three_gaps_are_told_the_alarming_first_then_what_lacks_most_then_in_the_plan_s_order() -> None:
    of = matter(four_behind())
    assert [(each.indicator.code, each.lacks is not None) for each in gaps(of)] == [
        ("2.1", False), ("2.4", False), ("1.1", True), ("2.2", False),
    ]  # fmt: skip
    told = section(brief("en", of), "gaps")
    assert [each.strong[:3] for each in told.lines] == ["2.1", "2.4", "1.1"]
    assert (told.lead, told.counted) == ("", True)


def test_fewer_than_three_gaps_are_said_to_be_fewer() -> None:
    one = page([local("2.1", 3, Status.OFF_TRACK), local("2.2", 4, Status.ON_TRACK)])
    assert section(one, "gaps").lead == "Rated here: 2; behind or worse: 1. Nothing is said of what is not rated."
    none = page([local("2.2", 4, Status.ON_TRACK)])
    assert section(none, "gaps").lead.startswith("Nothing that is rated here is behind (rated: 1).")


def test_a_gap_says_where_it_stands_where_it_should_and_what_is_promised() -> None:
    gap = section(page([four_behind()[0]]), "gaps").lines[0]
    assert gap.text == "◆ Behind. Now 31.0% (2025); expected by then: 33.5%; target: 36.0% (31 December 2027)."


def test_a_status_set_by_a_coordinator_comes_with_its_reason() -> None:
    because = Overridden(Status.ON_TRACK, "", "Two districts were flooded.")
    assert "Two districts were flooded." in everything(page([local("2.2", 4, Status.BEHIND, overridden=because)]))
    assert "Two districts were flooded." in everything(page([local("2.2", 4, Status.ACHIEVED, overridden=because)]))


def test_rows_stand_in_the_plan_s_order_with_target_country_and_number() -> None:
    results = four_behind()
    numbers = {(one.indicator, one.region, one.period, ""): nth for nth, one in enumerate(results, 1)}
    found = page(results, origin=replace(RELEASED, numbers=numbers))
    assert [row.title[:3] for row in found.rows] == ["1.1", "2.1", "2.2", "2.4"]
    first = found.rows[0]
    assert (first.value, first.target, first.country, first.name) == ("31.0% (2025)", "36.0% (2027)", "40.0%", "R3-1")
    assert found.rows[1].target == "none"


def test_live_figures_say_so_in_large_letters_and_have_no_numbers() -> None:
    found = page(four_behind(), origin=Origin(wanted=True))
    assert found.stamp == "Accepted figures as of 31 July 2026, not yet released: do not quote."
    assert found.notices[0].startswith("There is no release yet")
    assert 'class="stamp live"' in brief_page(found).decode()
    assert {row.name for row in found.rows} == {""}
    asked = page(four_behind(), origin=Origin())
    assert (asked.quotable, asked.notices) == (False, ())


def test_a_release_is_named_with_its_address() -> None:
    found = page(four_behind())
    assert (found.stamp, found.quotable) == ("Release no. 3, data as of 31 July 2026.", True)
    assert "https://monitor.example.org/releases/3/" in texts(found, "sources")[0]
    assert "stamp live" not in brief_page(found).decode()


def test_three_to_six_questions_ask_for_a_day_a_name_or_a_sum() -> None:
    for results in ([], four_behind(), [local("3.3", None, Status.NO_DATA, reported=0, reason=Reason.NOT_REPORTED)]):
        asked = texts(page(results), "questions")
        assert 3 <= len(asked) <= 6
        assert all(each.endswith("?") for each in asked)


def test_alerts_are_counts_with_the_longest_wait() -> None:
    found = page(four_behind())
    assert texts(found, "alerts") == [
        "Sent: 5. Answered: 2. Without an answer: 3. The oldest has waited for this many days: 120."
    ]
    assert any("(3)" in each for each in texts(found, "questions"))
    answered = page(four_behind(), alerts=Alerts(5, 5, 0))
    assert "waited" not in texts(answered, "alerts")[0]
    assert texts(page([], alerts=None), "alerts") == ["Answers to alerts are not part of these figures."]


def test_an_answer_of_which_the_addressee_alone_speaks_is_not_told_as_if_nobody_doubted_it() -> None:
    told = texts(page([], alerts=Alerts(16, 16, 0, one_side=1)), "alerts")
    assert told == ["Sent: 16. Answered: 16. Without an answer: 0. Only the addressee says that an answer was given: 1."]
    assert "Only the addressee" not in texts(page([], alerts=Alerts(16, 16, 0)), "alerts")[0]


def test_who_leads_the_measure_behind_a_gap_is_named_with_its_deadline() -> None:
    plan = example()
    measure = plan.measures[0]
    behind = replace(plan.indicators[0], measure=measure.code)
    with_deadline = replace(measure, lead="MIA", deadline=date(2026, 6, 30), continuous=False)
    changed = replace(plan, indicators=(behind, *plan.indicators[1:]), measures=(with_deadline, *plan.measures[1:]))
    found = page([four_behind()[0]], plan=changed)
    line = section(found, "responsible").lines[0]
    assert line.strong.startswith(measure.code)
    assert "Leads: Ministry of Internal Affairs" in line.text
    assert "The deadline has passed: 30 June 2026." in line.text


def long_plan(times: int) -> Plan:
    """The example plan with titles so many times as long."""
    plan = example()

    def long(text: Any) -> dict[str, str]:
        return {lang: " ".join([said] * times) for lang, said in text.items()}

    return replace(
        plan,
        title=long(plan.title),
        objectives=tuple(replace(each, title=long(each.title)) for each in plan.objectives),
        measures=tuple(replace(each, title=long(each.title)) for each in plan.measures),
        indicators=tuple(replace(each, title=long(each.title), unit=long(each.unit)) for each in plan.indicators),
        partners=tuple(replace(each, name=long(each.name)) for each in plan.partners),
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("times", [1, 3, 8])
def test_it_is_one_page_however_long_the_plan_s_texts_and_no_word_is_cut(lang: str, times: int) -> None:
    of = matter(four_behind(), long_plan(times), origin=Origin(wanted=True, illustrative=True))
    found = brief(lang, of)
    assert pages_of(found) == 1
    titles = {f"{one.code} {one.title[lang]}" for one in of.plan.indicators}
    assert {row.title for row in found.rows} <= titles
    assert {line.strong for line in section(found, "gaps").lines} <= titles
    if times > 1:
        assert found.left_out


def test_what_matters_leaves_the_page_last() -> None:
    shorter = page(four_behind(), plan=long_plan(3))
    assert section(shorter, "gaps").lines
    assert len(texts(shorter, "questions")) >= 2
    assert shorter.stamp
    assert shorter.size < SIZES[0]


def test_the_same_input_gives_the_same_bytes_and_they_are_readable_aloud() -> None:
    first, second = (brief_pdf(page(four_behind(), "ky")) for _ in range(2))
    assert first == second
    root = PdfReader(io.BytesIO(first)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ky"
    assert b"pdfuaid" in first


def test_texts_of_the_plan_are_never_markup() -> None:
    plan = example()
    bad = {"en": '<script>alert(1)</script> & "quoted" #let x = 1 $'}
    changed = replace(plan, title=bad, indicators=tuple(replace(each, title=bad) for each in plan.indicators))
    found = page(four_behind(), plan=changed)
    assert "<script" not in brief_page(found).decode().lower().replace("script-src", "")
    assert pages_of(found) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_region_of_the_demo_has_one_light_page(demo: House, lang: str) -> None:
    for region in demo.plan.regions.level("region"):
        found = region_brief(FORUM, demo, region.code, lang)
        made = brief_page(found)
        assert pages_of(found) == 1, region.code
        assert len(made) < 30_000
        assert b"<script" not in made
        assert found.title == region.names[lang]


def test_whoever_makes_it_gets_what_the_forum_reads(demo: House) -> None:
    assert region_brief(COORDINATOR, demo, HERE, "en") == region_brief(FORUM, demo, HERE, "en")


def test_a_period_can_be_chosen(demo: House) -> None:
    found = region_brief(FORUM, demo, HERE, "en", "live", "2025-H2")
    assert found.about[1] == "2nd half of 2025"
    assert Period.parse("2025-H2").end < found.day
