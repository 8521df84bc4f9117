"""The plan in force as a file and as a matrix, to be kept, changed and brought back: a coordinator asks, bytes leave."""

from __future__ import annotations

from nap.matrix.reading import MatrixRead, read_matrix
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.monitor.recording import downloaded
from nap.monitor.turns import turn_of
from nap.monitor.views import Download
from nap.people import Verb, Viewer
from nap.returns.worker import open_book_safely
from nap.words import languages


def plan_file(viewer: Viewer, house: House) -> Download:
    """The very bytes that were adopted; it holds the patterns that find personal data, so it is for coordinators."""
    require(viewer, Verb.ADMINISTER)
    downloaded(viewer, house, "plan_file", version=str(house.plan.version))
    return Download(f"{house.plan.id}-{house.plan.version}.yaml", house.plan.source)


def plan_matrix(viewer: Viewer, house: House, lang: str) -> Download:
    """The whole plan as a workbook with headings in `lang`. Unknown: language."""
    require(viewer, Verb.ADMINISTER)
    if lang not in languages():
        raise Unknown("language", lang, languages())
    from nap.matrix.writing import write_matrix  # openpyxl takes long to import, and only this verb needs it

    data = write_matrix(house.plan, lang)
    downloaded(viewer, house, "plan_matrix", version=str(house.plan.version))
    return Download(f"{house.plan.id}-{house.plan.version}-matrix.xlsx", data)


def plan_from_matrix(viewer: Viewer, house: House, data: bytes) -> MatrixRead:
    """What a workbook means as the next version of the plan in force; nothing is adopted or kept. NotNow: busy."""
    require(viewer, Verb.ADMINISTER)
    with turn_of(viewer):
        book = open_book_safely(data)
    return read_matrix(book, house.plan)
