"""Overview, objective, region, indicator: the address decides the view, hidden stays hidden, figures need acceptance."""

from __future__ import annotations

import csv
import io
import re

import pytest

from nap.monitor import House, accept, person_viewer, send
from tests.journeys.filling import fill
from tests.pages.conftest import Opener, words
from tests.pages.test_returns import GOOD, blank, page  # noqa: F401 - `blank` is a fixture
from ui.menu import PAGES

BOARD = ("overview", "objective", "region", "indicator")


@pytest.fixture
def accepted(house: House, blank: bytes) -> None:  # noqa: F811
    """A return of 12 police officers trained in Jalal-Abad, accepted."""
    sent = send(person_viewer(house, "wpn@demo"), house, fill(blank, GOOD)[0], "r.xlsx")  # type: ignore[arg-type]
    assert sent.receipt is not None
    accept(person_viewer(house, "coordinator@demo"), house, sent.receipt.id)  # type: ignore[arg-type]


def asked(look: Opener, person: str, name: str, **address: str) -> str:
    screen = look(person)
    screen.switch_page(str(PAGES / f"{name}.py"))
    for key, value in address.items():
        screen.query_params[key] = value
    screen.run()
    assert not screen.exception
    return words(screen)


@pytest.mark.usefixtures("accepted")
def test_an_accepted_figure_stands_on_every_page_of_the_board(look: Opener) -> None:
    series = asked(look, "coordinator@demo", "indicator", indicator="2.1", region="KG-J")
    where = "/indicator?indicator=2.1&amp;region=KG-J&amp;period=2026-H1#explain"
    twelve = f'<td data-label="Value" class="num"><a class="nap-num" href="{where}" target="_self">12</a></td>'
    assert f"1st half of 2026</th>{twelve}" in series
    listed = asked(look, "coordinator@demo", "objective", objective="O2", region="KG-J", period="2026-H1")
    assert twelve in listed
    region = asked(look, "coordinator@demo", "region", region="KG-J", period="2026-H1")
    assert twelve in region


@pytest.mark.parametrize("code", ["9.9", "<script>alert(1)</script>", "2.1; DROP TABLE"])
def test_an_address_that_asks_for_nonsense_shows_the_first_indicator_and_says_so(look: Opener, code: str) -> None:
    shown = asked(look, "forum@demo", "indicator", indicator=code)
    assert "Women deputies divided by all deputies" in shown
    assert "The address asks for something that is not there" in shown
    assert "<script>" not in shown


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("overview", {"period": "1999"}),
        ("overview", {"on": "2026-H7"}),
        ("objective", {"objective": "O9"}),
        ("objective", {"status": "splendid"}),
        ("region", {"region": "XX-1"}),
        ("region", {"objective": "O9", "status": "0"}),
    ],
)
@pytest.mark.usefixtures("accepted")
def test_a_wrong_filter_is_ignored_with_a_notice(look: Opener, name: str, address: dict[str, str]) -> None:
    shown = asked(look, "forum@demo", name, **address)
    assert "The address asks for something that is not there" in shown
    for value in address.values():
        assert f"“{value}”" in shown


@pytest.mark.parametrize("name", BOARD)
def test_a_right_address_needs_no_notice(look: Opener, name: str) -> None:
    period = "2025" if name == "indicator" else "2026-H1"
    assert "The address asks for" not in asked(look, "forum@demo", name, period=period)


def test_a_link_to_another_view_of_the_same_page_wins_over_what_was_chosen_before(look: Opener) -> None:
    screen = look("forum@demo")
    screen.switch_page(str(PAGES / "objective.py"))
    screen.query_params["objective"] = "O2"
    screen.run()
    screen.query_params["objective"] = "O1"
    screen.run()
    assert screen.selectbox(key="objective").value == "O1"
    screen.selectbox(key="objective").set_value("O3").run()
    assert (screen.selectbox(key="objective").value, screen.query_params["objective"]) == ("O3", "O3")


def test_what_a_link_names_stays_in_the_address_and_a_default_chosen_here_does_not_come_in(look: Opener) -> None:
    screen = look("forum@demo")
    screen.switch_page(str(PAGES / "objective.py"))
    screen.query_params["objective"] = "O1"
    screen.run()
    assert screen.query_params["objective"] == "O1"
    screen.selectbox(key="objective").set_value("O2").run()
    screen.selectbox(key="objective").set_value("O1").run()
    assert "objective" not in screen.query_params


@pytest.mark.usefixtures("accepted")
def test_a_status_in_the_address_lists_those_indicators_only(look: Opener) -> None:
    every = asked(look, "coordinator@demo", "objective", objective="O2", period="2026-H1")
    some = asked(look, "coordinator@demo", "objective", objective="O2", period="2026-H1", status="partial")
    assert "2.1 Police officers trained" in every
    assert len(re.findall('scope="row"', some)) < len(re.findall('scope="row"', every))
    assert "Partial" in some


def test_an_objective_in_the_address_shows_its_indicators_only(look: Opener) -> None:
    shown = asked(look, "forum@demo", "objective", objective="O1")
    assert "1.1 Share of women among deputies" in shown
    assert "2.1 Police officers trained" not in shown


def test_a_sensitive_indicator_is_not_shown_yet_to_the_forum(look: Opener) -> None:
    shown = asked(look, "forum@demo", "indicator", indicator="3.1")
    assert "not shown yet" in shown
    assert "The same figures as a table" not in shown
    assert "How it is calculated" in shown


@pytest.mark.parametrize("name", [*BOARD, "summary"])
def test_every_figure_is_said_to_be_monitoring_data(look: Opener, name: str) -> None:
    assert "Monitoring data, not official statistics" in asked(look, "coordinator@demo", name)


@pytest.mark.usefixtures("accepted")
@pytest.mark.parametrize("name", BOARD)
def test_every_card_has_words_a_file_and_a_link_that_leads_to_itself(look: Opener, name: str) -> None:
    screen = look("coordinator@demo")
    screen.switch_page(str(PAGES / f"{name}.py")).run()
    shown = words(screen)
    cards = shown.count('class="nap-title"')
    files = [re.findall(rf'href="/figures/[0-9a-f]{{64}}\.{kind}"', shown) for kind in ("csv", "xlsx", "png", "svg")]
    views = re.findall('href="([^"]*)" target="_self" aria-label="Link to this view: ', shown)
    assert cards == shown.count('class="nap-here"') == shown.count('class="nap-words"') == shown.count('class="nap-cite"') > 0
    assert [len(set(each)) for each in files] == [cards] * 4
    assert len(views) == cards
    assert all(address.startswith(f"/{name}?") for address in views)
    assert not [button for button in screen.get("download_button") if not button.key.startswith("csv_explained")]


@pytest.mark.parametrize(("lang", "title"), [("en", "Overview"), ("ru", "Обзор"), ("ky", "Жалпы көрүнүш")])
def test_every_page_speaks_the_readers_language(look: Opener, lang: str, title: str) -> None:
    assert page(look, "forum@demo", lang, "overview").title[0].value == title


def test_a_language_that_waits_for_a_native_reader_says_so(look: Opener) -> None:
    assert "носитель языка" in words(page(look, "forum@demo", "ru", "overview"))


def test_the_demo_says_which_day_it_is_and_that_the_plan_is_illustrative(look: Opener) -> None:
    shown = words(page(look, "forum@demo", "en", "overview"))
    assert "In this demo today is 15 November 2026" in shown
    assert "Illustrative plan" in shown


@pytest.mark.usefixtures("accepted")
def test_the_file_of_a_figure_holds_exactly_its_table(house: House) -> None:
    from nap.charts import distribution
    from nap.tables import to_csv
    from tests.charts.boards import bars

    figure = distribution("en", bars(), title="How they stand", what="Objective", name="x")
    read = list(csv.reader(io.StringIO(to_csv(figure.header, figure.plain_rows()).decode("utf-8-sig"))))
    assert read[0] == list(figure.header)
    assert [row[0] for row in read[1:]] == [row[0].words for row in figure.rows]  # type: ignore[union-attr]


def test_a_failure_of_ours_shows_a_number_and_no_traceback(caplog: pytest.LogCaptureFixture) -> None:
    from streamlit.testing.v1 import AppTest

    def broken() -> None:
        from ui.trouble import show_trouble

        show_trouble(ValueError("secret of the house"))

    screen = AppTest.from_function(broken).run(timeout=30)
    (told,) = [error.value for error in screen.error]
    assert "secret" not in told
    assert told.rsplit(maxsplit=1)[-1] in [getattr(record, "incident", "") for record in caplog.records]


def test_a_store_that_is_full_is_no_failure_of_ours() -> None:
    from streamlit.testing.v1 import AppTest

    def full() -> None:
        from nap.monitor import NotNow
        from ui.trouble import show_trouble

        show_trouble(NotNow("store_unavailable"))

    screen = AppTest.from_function(full).run(timeout=30)
    (told,) = [error.value for error in screen.error]
    assert told.startswith("Nothing was saved")


@pytest.mark.parametrize(("person", "told"), [("coordinator@demo", True), ("wpn@demo", True), ("forum@demo", False)])
def test_the_overview_tells_what_is_overdue_to_those_who_may_see_returns(look: Opener, person: str, told: bool) -> None:
    shown = asked(look, person, "overview")
    assert "Next return: 2nd half of 2026, due by 15 January 2027." in shown
    there = "/coverage" if person == "coordinator@demo" else "/start"
    assert (f'href="{there}" target="_self">' in shown.partition("As known on")[0]) == told


def test_what_the_signs_mean_can_be_unfolded_on_every_page_with_signs(look: Opener) -> None:
    for name in BOARD:
        assert "Some of the expected figures are missing" in asked(look, "coordinator@demo", name)
