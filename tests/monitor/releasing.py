"""A small plan with a sensitive indicator of several organisations, their returns, and releases whose files are quick to make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from nap.facts import Observation
from nap.monitor import (
    DraftContent,
    House,
    PublishedRelease,
    Viewer,
    accept,
    begin_release,
    close,
    draft_of,
    open_house,
    publish,
    set_visibility,
    submit,
)
from nap.monitor.consenting import answer_consent, consent_asked
from nap.monitor.sending import keep
from nap.people import Role
from nap.releases.as_json import release_json
from nap.releases.figures_csv import figures_csv
from nap.releases.manifest import manifest_json
from nap.releases.release import Release
from tests.monitor.building import CLOCK, COORDINATOR, H1, MIA, PLAN_FILE, WPN, a_check, settings, somebody

CEC = somebody(Role.PARTNER, partner="CEC", person="cec@demo")
PARTNERS = {"WPN": WPN, "MIA": MIA, "CEC": CEC}
TITLE = {"ky": "Биринчи жарым жылдык", "ru": "Первое полугодие", "en": "First half-year"}
CONTENT = DraftContent(H1, TITLE)


KEPT = ("2.1", "2.2", "3.5")
"""Indicators of the example plan that are enough here: a whole plan takes seconds to hide the figures of."""


@cache
def plan_text() -> str:
    """Three indicators of the example plan; 2.2 counts survivors, told by three organisations for Batken."""
    head, *indicators = PLAN_FILE.read_text().split("\n  - code: '")
    text = "\n  - code: '".join([head, *(one for one in indicators if one.startswith(KEPT))])
    public = "type: stock\n    counts: organisations\n"
    assert public in text
    text = text.replace(public, "type: stock\n    counts: people\n    sensitivity: sensitive\n")
    return text.replace("Ички иштер министрлиги (демо)}, regions: [KG]", "Ички иштер министрлиги (демо)}, regions: [KG-B]")


def a_sensitive_house(folder: Path) -> House:
    """An empty demo house on that plan; its clock stands still."""
    file = folder / "plan.yaml"
    file.write_text(plan_text())
    return open_house(settings(f"sqlite:///{folder / 'nap.sqlite'}", plan_file=file), now=lambda: CLOCK)


def given(house: House, partner: str, value: int, data: bytes = b"one") -> str:
    """A return of that partner with survivors in Batken and hours of training, accepted; its number."""
    viewer = PARTNERS[partner]
    said = (
        Observation(partner, "2.2", "KG-B", H1, value=Decimal(value)),
        Observation(partner, "3.5", "KG-B", H1, numerator=Decimal(100 + value), denominator=Decimal(10)),
    )
    checked = replace(a_check(house, partner), observations=said)
    with house.store.writing() as transaction:
        draft = keep(transaction, viewer, house, data, "return.xlsx", checked, "").receipt
    assert draft is not None
    sent = submit(viewer, house, draft.id, correction="counted again" if data != b"one" else "")
    return accept(COORDINATOR, house, sent.id).id


def everybody_given(house: House) -> None:
    """All three organisations have reported, so that the total is no small one."""
    for partner, value in (("WPN", 40), ("MIA", 60), ("CEC", 50)):
        given(house, partner, value)


def answered(house: House, draft: int, partner: str, answer: str = "agree", said: str = "") -> None:
    """The answer of that partner to what it is shown."""
    viewer = PARTNERS[partner]
    asked = next(one for one in consent_asked(viewer, house, partner) if one.draft == draft)
    answer_consent(viewer, house, draft, answer, said, seen=asked.seen)


def begun(house: House, content: DraftContent = CONTENT, *, agreed: tuple[str, ...] = tuple(PARTNERS)) -> int:
    """A draft to which these partners have agreed."""
    draft = begin_release(COORDINATOR, house, content.period, content)
    for partner in agreed:
        answered(house, draft, partner)
    return draft


def published(house: House, draft: int, reason: str = "", viewer: Viewer = COORDINATOR) -> PublishedRelease:
    """The draft as it stands, published."""
    return publish(viewer, house, draft, reason, seen=draft_of(COORDINATOR, house, draft).seen)


def released(house: House) -> int:
    """The number of a release for everybody who may read releases."""
    number = published(house, begun(house)).number
    set_visibility(COORDINATOR, house, number, "donors")
    return number


def quick_files(release: Release, at: datetime) -> Mapping[str, bytes]:
    """Figures and manifest: pages and print take long, and have tests of their own."""
    found = {"release.json": release_json(release), "figures.csv": figures_csv(release)}
    return {**found, "manifest.json": manifest_json(release, found, at)}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """That house, where all three have reported and releases are quickly made."""
    monkeypatch.setattr("nap.monitor.publishing.files_of", quick_files)
    opened = a_sensitive_house(tmp_path)
    everybody_given(opened)
    yield opened
    close(opened)
