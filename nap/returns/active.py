"""What in a workbook would act by itself: macros, and live links to other programs. A file's bytes enter; its parts leave.

Everything is looked at as the file means it, not as it is spelt: XML can write any letter as a number.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from nap.returns.gate import Package, other_office, refusal, unpack_workbook
from nap.returns.layout import Link, links
from nap.returns.markup import Element, elements

_TYPES = "[Content_Types].xml"
_MACRO_TYPE = re.compile(r"macroenabled|vbaproject|macrosheet|dialogsheet", re.IGNORECASE)
_MACRO_LINKS = frozenset({"vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet", "dialogsheet"})
_WORKBOOK_TYPE = re.compile(r"application/vnd\.openxmlformats-officedocument\.spreadsheetml\.(sheet|template)\.main\+xml\Z")
_UNSAID = ("", "application/xml")
"""Some programs forget to say what the part is; its content tells."""
_LIVE = frozenset({"ddeLink", "oleLink"})
"""What asks another program for its figures when the workbook is opened."""


def open_package(data: bytes) -> Package:
    """The gate, and after it that nothing in the file acts by itself. Raises Refused."""
    package = unpack_workbook(data)
    types = elements(package.parts[package.find(_TYPES) or _TYPES], _TYPES)
    if any(_MACRO_TYPE.search(value) for each in types for value in each.attributes.values()):
        raise refusal("file-has-macros", part=_TYPES)
    for owner, link in _all_links(package):
        kind = link.kind.strip().lower()
        if kind in _MACRO_LINKS:
            raise refusal("file-has-macros", part=link.target)
        if kind == "externallink" and not link.outside:
            _check_outside(package, link)
        if owner == "" and kind == "officedocument" and not link.outside:
            _check_type(types, package, link)
    return package


def _all_links(package: Package) -> Iterator[tuple[str, Link]]:
    for name in package.parts:
        folder, file = posixpath.split(name)
        above, last = posixpath.split(folder)
        if last.lower() == "_rels" and file.lower().endswith(".rels"):
            owner = posixpath.join(above, file[: -len(".rels")])
            yield from ((owner, link) for _, link in links(package, owner))


def _check_outside(package: Package, link: Link) -> None:
    part = package.find(link.target)
    if part is not None and any(each.name in _LIVE for each in elements(package.parts[part], part)):
        raise refusal("file-has-macros", "live-link", part=part)


def _check_type(types: list[Element], package: Package, link: Link) -> None:
    """The part that is opened must be no other kind of document, whatever the type of a part beside it."""
    part = package.find(link.target)
    kind = _type_of(types, part).strip() if part else ""
    if kind not in _UNSAID and not _WORKBOOK_TYPE.match(kind):
        raise refusal("not-a-workbook", other_office(kind.encode()))


def _type_of(types: list[Element], part: str) -> str:
    """The content type of a part: its own, or that of all files with its ending."""
    ending = part.rpartition(".")[2].lower()
    own = [each for each in types if unquote(each.attributes.get("PartName", "")).lower().lstrip("/") == part.lower()]
    rest = [each for each in types if each.name == "Default" and each.attributes.get("Extension", "").lower() == ending]
    return next((each.attributes.get("ContentType", "") for each in (*own, *rest)), "")
