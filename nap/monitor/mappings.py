"""Mappings of foreign tables, listed, saved, brought in and deleted. A viewer and a mapping or its file enter, what holds leaves.

Beside the installation's own stand those that are shipped with the program; of one name the installation's own holds, deleted or
not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from nap.foreign.applying import Recognised, recognise
from nap.foreign.mapping import Mapping, fit_name
from nap.foreign.mapping_yaml import read_mapping, write_mapping
from nap.foreign.model import Understood
from nap.monitor.country_files import names_file, places_of
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.people import Verb, Viewer, may
from nap.plan import Fault
from nap.returns.book import Book
from nap.returns.privately import holds_personal
from nap.store import mappings as kept
from nap.store.mappings import StoredMapping

MAPPING_REFUSALS = ("faults", "name", "personal", "taken", "changed_meanwhile")
"""Every code of `MappingRefused`: the file has faults (all in `faults`), no such name can be, personal data stand in it, the name
is that of another partner's mapping, somebody has saved another version since it was looked at."""


class MappingRefused(Exception):
    """Nothing was saved. `code` is one of `MAPPING_REFUSALS`."""

    def __init__(self, code: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(code)
        self.code, self.faults = code, faults


@dataclass(frozen=True)
class KnownMapping:
    """A mapping as it holds now. `version` 0, without person and moment: shipped with the program.

    `mapping` is None where its text can no longer be read (`faults` say why); `text` is the file as it was saved.
    """

    name: str
    partner: str
    text: str
    mapping: Mapping | None
    version: int = 0
    person: str = ""
    at: datetime | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def shipped(self) -> bool:
        """True for one that came with the program."""
        return self.version == 0


def table_mappings(viewer: Viewer, house: House) -> tuple[KnownMapping, ...]:
    """Every mapping by which this viewer may send, in order of their names; of partners that the plan has."""
    require(viewer, Verb.SEND_RETURN)
    with house.store.reading() as transaction:
        own = kept.newest(transaction, house.plan.id)
    known = {each.name: each for each in _shipped(house) if house.plan.partner(each.partner)}
    for stored in own:
        known.pop(stored.name, None)
        if not stored.deleted:
            known[stored.name] = _known(stored)
    return tuple(known[name] for name in sorted(known) if may(viewer, Verb.SEND_RETURN, known[name].partner))


def table_mapping(viewer: Viewer, house: House, name: str) -> KnownMapping:
    """The mapping of that name. Unknown(mapping), which names those there are."""
    known = {each.name: each for each in table_mappings(viewer, house)}
    if name not in known:
        raise Unknown("mapping", name, sorted(known))
    return known[name]


def save_mapping(viewer: Viewer, house: House, mapping: Mapping, *, seen: int | None = None) -> KnownMapping:
    """Keep a mapping as the next version of its name; the same as holds already makes none.

    `seen`: the version that was looked at (0: none of one's own). Denied for another's partner. Unknown(partner). MappingRefused.
    """
    return _save(viewer, house, mapping, write_mapping(mapping), seen)


def import_mapping(viewer: Viewer, house: House, data: bytes, filename: str = "") -> KnownMapping:
    """Keep the mapping that a file holds, its comments too. MappingRefused with all its faults; else as `save_mapping`."""
    require(viewer, Verb.SEND_RETURN)
    mapping, faults = read_mapping(data, filename)
    if mapping is None:
        raise MappingRefused("faults", faults)
    return _save(viewer, house, mapping, data.decode("utf-8-sig"), None)


def delete_mapping(viewer: Viewer, house: House, name: str) -> None:
    """Take a mapping away; its versions stay in the store. A shipped one is gone for this installation alone."""
    known = table_mapping(viewer, house, name)
    with house.store.writing() as transaction:
        kept.add(transaction, house.plan.id, house.moment(), viewer.person, name, known.partner, "", viewer.origin)


def mapping_history(viewer: Viewer, house: House, name: str) -> tuple[StoredMapping, ...]:
    """Every version that was ever saved under a name, the first one first; a deletion is a version without text."""
    require(viewer, Verb.SEND_RETURN)
    with house.store.reading() as transaction:
        versions = kept.versions(transaction, house.plan.id, name)
    for each in versions:
        require(viewer, Verb.SEND_RETURN, each.partner)
    return versions


def recognise_table(viewer: Viewer, house: House, book: Book, understood: Understood | None = None) -> Recognised:
    """Which mapping fits a file, among those by which this viewer may send."""
    mine = [each.mapping for each in table_mappings(viewer, house) if each.mapping is not None]
    return recognise(mine, book, house.plan.regions, understood)


def may_be_kept(house: House, mapping: Mapping) -> None:
    """Go on, or raise MappingRefused (name, personal): a mapping is kept beside every return that came by it as well."""
    if not fit_name(mapping.name):
        raise MappingRefused("name")
    if holds_personal(write_mapping(mapping), house.plan.privacy):
        raise MappingRefused("personal")


def _save(viewer: Viewer, house: House, mapping: Mapping, text: str, seen: int | None) -> KnownMapping:
    if house.plan.partner(mapping.partner) is None:
        raise Unknown("partner", mapping.partner)
    require(viewer, Verb.SEND_RETURN, mapping.partner)
    may_be_kept(house, mapping)
    read, faults = read_mapping(text.encode(), mapping.name)
    if read != mapping:
        raise MappingRefused("faults", faults)
    if holds_personal(text, house.plan.privacy):
        raise MappingRefused("personal")
    with house.store.writing() as transaction:
        before = kept.versions(transaction, house.plan.id, mapping.name)[-1:]
        _may_follow(viewer, house, mapping.name, before, seen)
        if any(each.text == text for each in before):
            return _known(before[0])
        about = (viewer.person, mapping.name, mapping.partner, text, viewer.origin)
        return _known(kept.add(transaction, house.plan.id, house.moment(), *about))


def _may_follow(viewer: Viewer, house: House, name: str, before: Iterable[StoredMapping], seen: int | None) -> None:
    last = next(iter(before), None)
    holds = last if last is not None else next((each for each in _shipped(house) if each.name == name), None)
    gone = last is not None and last.deleted
    if holds is not None and not gone and not may(viewer, Verb.SEND_RETURN, holds.partner):
        raise MappingRefused("taken")
    if seen is not None and seen != (last.version if last is not None else 0):
        raise MappingRefused("changed_meanwhile")


def _known(stored: StoredMapping) -> KnownMapping:
    mapping, faults = _read(stored.text, stored.name)
    return KnownMapping(stored.name, stored.partner, stored.text, mapping, stored.version, stored.person, stored.at, faults)


@lru_cache(maxsize=500)
def _read(text: str, name: str) -> tuple[Mapping | None, tuple[Fault, ...]]:
    return read_mapping(text.encode(), name)


def _shipped(house: House) -> list[KnownMapping]:
    """Those of the plan's country."""
    country = house.plan.country
    folders = places_of(house.settings, f"mappings/{country}") if names_file(country) else ()
    return list({each.name: each for folder in reversed([*folders]) for each in _of_folder(folder)}.values())


def _of_folder(folder: Path) -> list[KnownMapping]:
    """Those in the folder; one with faults is left out, and a test finds it."""
    read = ((path.read_text(encoding="utf-8"), path.name) for path in sorted(folder.glob("*.yaml")))
    found = ((text, _read(text, name)[0]) for text, name in read)
    return [KnownMapping(mapping.name, mapping.partner, text, mapping) for text, mapping in found if mapping is not None]
