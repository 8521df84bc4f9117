"""Files of figures: they answer whom the figure was shown to, with the same rights, as long as nothing of it was hidden since."""

from __future__ import annotations

import csv
import io
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from httpx import Response
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from nap.charts import Figure, distribution
from nap.charts.imprint import Imprint
from nap.monitor import (
    House,
    Role,
    Viewer,
    close,
    drawn_upon,
    hide_now,
    person_viewer,
    results_for,
    sign_out,
    trail,
    viewer_of,
    withdraw_release,
)
from tests.charts.boards import bars
from tests.monitor.building import COORDINATOR
from tests.monitor.releasing import begun, everybody_given, published, quick_files
from tests.monitor.test_plans_beside import NEW, OLD, folder, opened
from tests.web.conftest import TestClient
from web import figures as room
from web.door import COOKIE, Door
from web.figures import Figures, Shown, figures_route
from web.figures_files import KINDS, file_of
from web.sign_in import sign_in_route

__all__ = ["folder"]

FIGURE = distribution("en", bars(), title="How they stand", what="Objective", name="objectives-KG-2026-H1")
IMPRINT = Imprint("en", "NAP monitor", "A plan", "Accepted, do not quote.", "Not official.", "/overview?period=2026-H1")
SHOWN = Shown(FIGURE, FIGURE.digest(), IMPRINT, 0)


class Visit:
    """Browsers before the house with a few figures in it."""

    def __init__(self, house: House) -> None:
        self.house, self.figures = house, Figures()
        routes = [
            Route("/sign-in", sign_in_route(lambda: house), methods=["GET", "POST"]),
            Route("/figures/{secret}.{kind}", figures_route(lambda: house, self.figures)),
        ]
        self.app = Starlette(routes=routes, middleware=[Middleware(Door, house=lambda: house)])

    def person(self, email: str) -> Viewer:
        found = person_viewer(self.house, email)
        assert found is not None
        return found

    def browser(self, email: str | None) -> TestClient:
        client = TestClient(self.app, base_url="http://127.0.0.1:8501", client=("127.0.0.1", 5000), follow_redirects=False)
        if email:
            client.get("/sign-in")
            client.post("/sign-in", data={"person": email, "form": client.cookies["nap_form"]})
        return client

    def shown_to(self, email: str, figure: Figure = FIGURE) -> str:
        """The name of the figure, as a page that is drawn now gives it to that person."""
        person = self.person(email)
        results_for(person, self.house)
        return self.figures.keep(person, Shown(figure, figure.digest(), IMPRINT, drawn_upon(self.house)))


@pytest.fixture
def visit(house: House) -> Visit:
    return Visit(house)


@pytest.fixture(autouse=True)
def no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are drawn in tests/charts."""
    monkeypatch.setattr("web.figures_files.sheet_png", lambda *_: b"\x89PNG")
    monkeypatch.setattr("web.figures_files.sheet_svg", lambda *_: b"<svg/>")


def refused(answer: Response, status: int = 404) -> bool:
    """Told in a page of ours, with nothing of the figure."""
    return (
        answer.status_code == status
        and "This file is no longer at hand" in answer.text
        and "How they stand" not in answer.text
        and "attachment" not in answer.headers.get("content-disposition", "")
    )


def downloads(house: House) -> list[tuple[str, str]]:
    return [(one.person, one.facts["about"]) for one in trail(COORDINATOR, house, act="download")]


def test_without_a_session_it_leads_to_sign_in(visit: Visit) -> None:
    answer = visit.browser(None).get(f"/figures/{visit.shown_to('forum@demo')}.csv")
    assert (answer.status_code, answer.headers["location"][:9]) == (303, "/sign-in?")


@pytest.mark.parametrize("other", ["wpn@demo", "mia@demo", "donor@demo", "coordinator@demo"])
@pytest.mark.parametrize("kind", KINDS)
def test_another_person_gets_what_a_guess_gets(visit: Visit, other: str, kind: str) -> None:
    browser, name = visit.browser(other), visit.shown_to("forum@demo")
    got, guess = browser.get(f"/figures/{name}.{kind}"), browser.get(f"/figures/{'0' * 64}.{kind}")
    assert refused(got)
    assert got.text.replace(name, "X") == guess.text.replace("0" * 64, "X")
    assert downloads(visit.house) == []


def test_a_session_that_has_ended_leads_to_sign_in(visit: Visit) -> None:
    browser, name = visit.browser("forum@demo"), visit.shown_to("forum@demo")
    sign_out(visit.house, browser.cookies[COOKIE])
    assert browser.get(f"/figures/{name}.csv").status_code == 303


def test_a_session_that_was_idle_for_too_long_leads_to_sign_in(visit: Visit) -> None:
    browser, name = visit.browser("forum@demo"), visit.shown_to("forum@demo")
    later = replace(visit.house, now=lambda: visit.house.now() + timedelta(days=2))
    visit.app = Starlette(
        routes=[Route("/figures/{secret}.{kind}", figures_route(lambda: later, visit.figures))],
        middleware=[Middleware(Door, house=lambda: later)],
    )
    again = visit.browser(None)
    again.cookies.update(browser.cookies)
    assert again.get(f"/figures/{name}.csv").status_code == 303


@pytest.mark.parametrize(
    "now", [{"roles": frozenset({Role.DONOR})}, {"roles": frozenset({Role.FORUM, Role.PARTNER})}, {"partner": "WPN"}]
)
def test_the_same_person_with_other_rights_is_another_person(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, now: dict[str, object]
) -> None:
    browser, name = visit.browser("forum@demo"), visit.shown_to("forum@demo")
    assert browser.get(f"/figures/{name}.csv").status_code == 200
    monkeypatch.setattr(room, "viewer_of", lambda *asked: replace(viewer_of(*asked), **now))  # type: ignore[type-var]
    assert refused(browser.get(f"/figures/{name}.csv"))


def test_what_was_hidden_since_it_was_shown_is_handed_out_no_more(visit: Visit) -> None:
    browser, name = visit.browser("forum@demo"), visit.shown_to("forum@demo")
    hide_now(COORDINATOR, visit.house, "the shelter was threatened", indicator="2.2")
    assert all(refused(browser.get(f"/figures/{name}.{kind}"), 410) for kind in KINDS)
    assert visit.shown_to("forum@demo") == name
    assert browser.get(f"/figures/{name}.csv").status_code == 200


def test_coordinators_keep_what_was_hidden_from_others(visit: Visit) -> None:
    browser, name = visit.browser("coordinator@demo"), visit.shown_to("coordinator@demo")
    hide_now(COORDINATOR, visit.house, "the shelter was threatened", indicator="2.2")
    assert browser.get(f"/figures/{name}.csv").status_code == 200


def test_a_release_that_can_be_read_no_more_hands_out_nothing(visit: Visit) -> None:
    browser, forum = visit.browser("forum@demo"), visit.person("forum@demo")
    results_for(forum, visit.house)
    name = visit.figures.keep(forum, replace(SHOWN, drawn=drawn_upon(visit.house), released=7))
    assert refused(browser.get(f"/figures/{name}.csv"), 410)


def test_a_release_of_an_earlier_plan_hands_out_its_figures_until_it_is_withdrawn(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nap.monitor.publishing.files_of", quick_files)
    before = opened(folder, "old.yaml")
    everybody_given(before)
    number = published(before, begun(before)).number
    now = opened(folder, "new.yaml")
    visit = Visit(now)
    browser, forum = visit.browser("forum@demo"), visit.person("forum@demo")
    shown = replace(SHOWN, drawn=drawn_upon(now), released=number)
    of_old, of_new = (visit.figures.keep(forum, replace(shown, plan=plan)) for plan in (OLD, NEW))
    assert browser.get(f"/figures/{of_old}.csv").status_code == 200
    assert refused(browser.get(f"/figures/{of_new}.csv"), 410)
    withdraw_release(COORDINATOR, before, number, "a figure was wrong")
    assert refused(browser.get(f"/figures/{of_old}.csv"), 410)
    close(now)
    close(before)


@pytest.mark.parametrize(
    "path", ["x.csv", "{name}.pdf", "{name}.CSV", "{name}.csv.png", "{name}", "..%2f{name}.csv", "{name}%00"]
)
def test_what_is_no_file_of_a_figure_is_not_there(visit: Visit, path: str) -> None:
    browser, name = visit.browser("forum@demo"), visit.shown_to("forum@demo")
    assert browser.get(f"/figures/{path.format(name=name)}").status_code in {400, 404}
    assert downloads(visit.house) == []


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_a_refusal_is_told_in_the_readers_language_and_leads_on(visit: Visit, lang: str) -> None:
    answer = visit.browser("forum@demo").get(f"/figures/{'0' * 64}.csv?lang={lang}")
    assert f'<html lang="{lang}">' in answer.text
    assert 'href="/"' in answer.text
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("kind", "begins"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("png", b"\x89PNG"), ("svg", b"<svg")])
def test_each_file_comes_with_its_name_and_is_kept_nowhere(visit: Visit, kind: str, begins: bytes) -> None:
    browser, name = visit.browser("forum@demo"), visit.shown_to("forum@demo")
    answer = browser.get(f"/figures/{name}.{kind}")
    assert answer.content.startswith(begins)
    assert answer.headers["content-type"] == KINDS[kind]
    assert answer.headers["content-disposition"] == f'attachment; filename="objectives-KG-2026-H1.{kind}"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_is_handed_out_is_on_record_and_what_is_only_asked_about_is_not(visit: Visit) -> None:
    browser, name = visit.browser("forum@demo"), visit.shown_to("forum@demo")
    assert browser.head(f"/figures/{name}.png").status_code == 200
    assert downloads(visit.house) == []
    browser.get(f"/figures/{name}.png")
    assert downloads(visit.house) == [("forum@demo", "objectives-KG-2026-H1.png")]


def test_the_csv_holds_exactly_the_table(visit: Visit) -> None:
    browser, name = visit.browser("forum@demo"), visit.shown_to("forum@demo")
    read = list(csv.reader(io.StringIO(browser.get(f"/figures/{name}.csv").content.decode("utf-8-sig"))))
    assert read[0] == list(FIGURE.header)
    assert [row[0] for row in read[1:]] == [row[0].words for row in FIGURE.rows]  # type: ignore[union-attr]


def test_a_name_is_the_same_as_long_as_everything_is_and_says_nothing() -> None:
    figures, forum = Figures(), Viewer("forum@demo", "", frozenset({Role.FORUM}))
    name = figures.keep(forum, SHOWN)
    assert re.fullmatch("[0-9a-f]{64}", name)
    assert figures.keep(replace(forum, origin="10.0.0.9", language="ky"), replace(SHOWN, drawn=3)) == name
    others = [
        figures.keep(replace(forum, person="other@demo"), SHOWN),
        figures.keep(replace(forum, roles=frozenset({Role.DONOR})), SHOWN),
        figures.keep(replace(forum, partner="WPN"), SHOWN),
        figures.keep(forum, replace(SHOWN, digest=b"other")),
        figures.keep(forum, replace(SHOWN, imprint=replace(IMPRINT, stamp="Release no. 1."))),
        figures.keep(forum, replace(SHOWN, imprint=replace(IMPRINT, lang="ky"))),
        figures.keep(forum, replace(SHOWN, released=1)),
    ]
    assert len({name, *others}) == 8


def test_another_process_gives_other_names(monkeypatch: pytest.MonkeyPatch) -> None:
    forum = Viewer("forum@demo", "", frozenset({Role.FORUM}))
    name = Figures().keep(forum, SHOWN)
    monkeypatch.setattr(room, "_SECRET", b"another")
    assert Figures().keep(forum, SHOWN) != name


def test_those_shown_longest_ago_are_forgotten() -> None:
    figures, forum = Figures(most=2), Viewer("forum@demo", "", frozenset({Role.FORUM}))
    one, two = (figures.keep(forum, replace(SHOWN, digest=each)) for each in (b"1", b"2"))
    figures.keep(forum, replace(SHOWN, digest=b"1"))
    figures.keep(forum, replace(SHOWN, digest=b"3"))
    assert figures.of(forum, one) is not None
    assert figures.of(forum, two) is None


def test_many_may_be_shown_figures_at_once() -> None:
    figures = Figures(most=20)
    people = [Viewer(f"{nth}@demo", "", frozenset({Role.FORUM})) for nth in range(8)]

    def keep(nth: int) -> bool:
        person = people[nth % 8]
        name = figures.keep(person, replace(SHOWN, digest=b"%d" % (nth % 2)))
        return figures.of(person, name) is not None

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(keep, range(2_000)))


def test_a_picture_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def draw(*_: object) -> bytes:
        drawn.append(1)
        return b"\x89PNG"

    monkeypatch.setattr("web.figures_files.sheet_png", draw)
    once = replace(IMPRINT, address="/only-here")
    assert file_of("png", FIGURE, FIGURE.digest(), once) == file_of("png", FIGURE, FIGURE.digest(), once)
    assert len(drawn) == 1


def test_equal_figures_have_equal_digests_and_others_have_others() -> None:
    again = distribution("en", bars(), title="How they stand", what="Objective", name="objectives-KG-2026-H1")
    assert again.digest() == FIGURE.digest()
    others = [replace(FIGURE, title="x"), replace(FIGURE, rows=()), replace(FIGURE, drawing={}), replace(FIGURE, markup="")]
    assert len({one.digest() for one in (FIGURE, *others)}) == 5
