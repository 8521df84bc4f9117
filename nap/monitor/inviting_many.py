"""People invited from a list: the sheet to fill in, the list read with every fault told at once, all invited or nobody.

The list comes from a stranger's hand like any file: it is read in a process of its own, within the limits of a return.
"""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from nap.facts import Finding
from nap.foreign.opening import open_foreign
from nap.monitor.account_views import Link
from nap.monitor.house import House
from nap.monitor.people_read import ROLES, PeopleList, read_list
from nap.monitor.permission import require
from nap.monitor.problems import NotNow, Unknown
from nap.monitor.recording import downloaded
from nap.monitor.sessions import demo_viewers
from nap.monitor.turns import sender_of
from nap.monitor.views import Download
from nap.people import Verb, Viewer
from nap.post import Letter
from nap.returns.turns import Busy
from nap.store import persons
from nap.words import day, language_name, say


def people_sheet(viewer: Viewer, house: House, lang: str) -> Download:
    """The list to fill in. Unknown(language)."""
    require(viewer, Verb.ADMINISTER)
    if lang not in house.plan.languages:
        raise Unknown("language", lang, house.plan.languages)
    from nap.returns.template_people import make_people_sheet  # what writes workbooks is loaded by whoever asks for one

    return Download(f"people-{lang}.xlsx", make_people_sheet(house.plan, ROLES, lang))


def read_people(viewer: Viewer, house: House, data: bytes) -> PeopleList | Finding:
    """The people of a list (xlsx, ods, xls, csv) and what is wrong with it; a Finding if it is no table. NotNow: busy.

    Nothing is kept of it.
    """
    require(viewer, Verb.ADMINISTER)
    try:
        opened = open_foreign(data, (), sender=sender_of(viewer))
    except Busy as fault:
        raise NotNow("busy") from fault
    if isinstance(opened, Finding):
        return opened
    with house.store.reading() as transaction:
        taken = {one.person: "exists" for one in persons.all_people(transaction)}
        taken |= {one.person: "demo" for one in demo_viewers(transaction, house)}
    return read_list(opened.book, house.plan, taken)


def invitation_texts(viewer: Viewer, house: House, links: Sequence[Link], letters: Sequence[Letter], lang: str) -> Download:
    """All texts as one workbook, for whoever passes them on from another machine. It is on record: each text lets somebody in."""
    require(viewer, Verb.ADMINISTER)
    from nap.tables import to_excel

    zone = ZoneInfo(house.plan.calendar.timezone)
    rows = [
        (
            link.person,
            language_name(letter.language, letter.language),
            day(lang, link.ends.astimezone(zone)),
            letter.text,
        )
        for link, letter in zip(links, letters, strict=True)
    ]
    header = [say(lang, f"setup.texts.{name}") for name in ("email", "language", "until", "text")]
    about = ((say(lang, "setup.texts.about"), say(lang, "setup.texts.warning")),)
    data = to_excel(say(lang, "setup.texts"), header, rows, about)
    downloaded(viewer, house, "invitation_texts")
    return Download("invitations.xlsx", data)
