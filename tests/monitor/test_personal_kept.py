"""Of a file with personal data nothing of its content reaches the store, wherever it stood and whatever it was."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from nap import monitor
from nap.monitor import House
from nap.store.tables import metadata
from tests.monitor.building import COORDINATOR, H1, WPN, a_workbook
from tests.returns.planted import LISTS, PARTS, PHONE, PIN, with_part, with_sheet

SECRETS = (PHONE, PIN, "0700", "503199", "Асанов", "Айгуль", "Bekova")
KINDS = {
    **{name: lambda data, name=name: with_part(data, *PARTS[name]) for name in ("text box", "pivot items", "embedded letter")},
    "old document": lambda data: with_part(data, *PARTS["old document, wide letters"]),
    "list": lambda data: with_sheet(data, LISTS["no header, with years"]),
    "hidden list": lambda data: with_sheet(data, LISTS["first name and phone"], "veryHidden"),
    "number": lambda data: with_sheet(data, [[int(PIN)]]),
    "name of a sheet": lambda data: with_sheet(data, [[1]], title=PHONE),
    "person's sheet": lambda data: with_sheet(data, [[PIN]], title="Асанова Айгуль"),
}


def everything(house: House) -> str:
    with house.store.reading() as transaction:
        rows = [repr(tuple(row)) for table in metadata.sorted_tables for row in transaction.execute(sa.select(table))]
    return "\n".join(rows)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_content_is_stored(kind: str, quick_house: House) -> None:
    data = KINDS[kind](a_workbook(quick_house, "WPN", H1))
    received = monitor.receive(WPN, quick_house, data, "Асанова Айгуль отчёт.xlsx", safely=False)
    assert received.receipt is None
    (incident,) = monitor.refused_uploads(COORDINATOR, quick_house)
    assert {each.code for each in incident.findings} == {"personal-data"}
    stored = everything(quick_house)
    assert received.incident is not None
    assert incident.sha256 in stored
    assert not [secret for secret in SECRETS if secret in stored]
    with pytest.raises(monitor.Unknown):
        monitor.refused_file(COORDINATOR, quick_house, incident.id)


@pytest.mark.parametrize(
    ("filename", "kept"),
    [
        ("Асанова Айгуль.xlsx", ""),
        ("Отчёт_Асанова_Айгуль.xlsx", ""),
        ("Бакыт уулу Азамат.xlsx", ""),
        ("A.Asanova 2026.xlsx", ""),
        ("AN1234567.xlsx", ""),
        ("Отчёт WPN 2026-H1.xlsx", "Отчёт WPN 2026-H1.xlsx"),
        ("Джалал-Абадская область, новый (2).xlsx", "Джалал-Абадская область, новый (2).xlsx"),
    ],
)
def test_a_file_name_that_is_a_persons_is_not_kept(filename: str, kept: str, quick_house: House) -> None:
    monitor.receive(WPN, quick_house, b"no workbook", filename, safely=False)
    assert monitor.refused_uploads(COORDINATOR, quick_house)[0].filename == kept
