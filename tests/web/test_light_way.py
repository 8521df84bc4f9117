"""The whole way of a partner and a coordinator without script; every button works twice."""

from __future__ import annotations

import io

import openpyxl

from nap.monitor import House
from tests.houses import reading_here
from tests.monitor.building import H1, a_workbook
from tests.web.light import browser, press, sent_id, upload, words

__all__ = ["reading_here"]


def test_from_the_template_to_the_acceptance(house: House) -> None:
    partner, coordinator = browser(house, "wpn@demo"), browser(house, "coordinator@demo")
    first = partner.get("/light")
    assert "/light/template/WPN/2026-H1?in=ky" in first.text
    blank = partner.get("/light/template/WPN/2026-H1?in=ky")
    assert openpyxl.load_workbook(io.BytesIO(blank.content)).sheetnames
    id = sent_id(upload(partner, a_workbook(house, "WPN", H1)))
    here = f"/light/return/{id}"
    assert partner.get(here).status_code == 200
    assert press(partner, f"{here}/submit").headers["location"] == f"{here}?said=submitted"
    assert press(partner, f"{here}/submit").headers["location"] == f"{here}?said=submitted_before"
    assert id in coordinator.get("/light/review").text
    assert press(coordinator, f"{here}/accept").headers["location"] == f"{here}?said=accepted"
    assert press(coordinator, f"{here}/accept").headers["location"] == f"{here}?said=accepted"
    assert "Accepted" in words(partner.get(here))
    assert partner.get(f"/receipt/{id}").status_code == 200
