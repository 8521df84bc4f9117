"""One gettext file: bytes enter, its messages leave, and the other way round. Headers and remarks of people stay as they are.

Written in the plain shape of our catalogues, one line for each text, so that a changed text is one changed line.
"""

from __future__ import annotations

import gettext
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from babel import UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

REVIEWED = "X-Reviewed-By"
_HEADER = re.compile(r'msgid ""\nmsgstr ""\n((?:".*"\n)+)')
SHOWN, _TRIED = 5, 1_001
"""So many numbers are named for a form, of so many that are tried."""


@dataclass(frozen=True)
class Said:
    """One text: a form for each kind of number where `plural`, else one form. `upon`: a mark of the English it was said upon."""

    forms: tuple[str, ...]
    plural: bool = False
    upon: str = ""
    remarks: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """True if every form is said."""
        return bool(self.forms) and all(form.strip() for form in self.forms)


@dataclass(frozen=True)
class PoFile:
    """A catalogue: its header line by line, without quotation marks, and its texts by key."""

    header: tuple[str, ...] = ()
    texts: Mapping[str, Said] = field(default_factory=dict)

    @property
    def reviewer(self) -> str:
        """Who has read it as a native speaker; empty for nobody."""
        return next((line.partition(":")[2].strip() for line in self.header if line.startswith(f"{REVIEWED}:")), "")


@dataclass(frozen=True)
class Plurals:
    """How a language counts: how many forms, and which of them goes with a number."""

    count: int
    expression: str

    @property
    def of(self) -> Callable[[int], int]:
        """The place of the form for a number."""
        return _rule(self.expression)

    @property
    def numbers(self) -> tuple[tuple[int, ...], ...]:
        """For each form some of the numbers it goes with, the smallest first."""
        return _numbers(self)


@cache
def _rule(expression: str) -> Callable[[int], int]:
    return gettext.c2py(expression)


@cache
def _numbers(plurals: Plurals) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in range(plurals.count)]
    for number in range(_TRIED):
        place = plurals.of(number)
        if place < plurals.count and len(found[place]) <= SHOWN:
            found[place].append(number)
    return tuple(map(tuple, found))


def read(data: bytes) -> PoFile:
    """The catalogue of these bytes."""
    text = data.decode("utf-8").replace("\r\n", "\n")
    header = _HEADER.search(text)
    lines = tuple(json.loads(line).rstrip("\n") for line in header[1].splitlines()) if header else ()
    return PoFile(lines, {_key(one): _said(one) for one in read_po(io.BytesIO(data)) if one.id})


def _key(one: Message) -> str:
    return one.id if isinstance(one.id, str) else str(one.id[0])


def _said(one: Message) -> Said:
    told, marks = one.string, [str(each) for each in one.auto_comments]
    forms = tuple(told) if isinstance(told, (tuple, list)) else (told,)
    upon = next((mark.removeprefix(_UPON) for mark in marks if mark.startswith(_UPON)), "")
    remarks = tuple(f"# {each}" for each in one.user_comments)
    remarks += tuple(f"#. {mark}" for mark in marks if not mark.startswith(_UPON))
    flags = tuple(sorted(flag for flag in one.flags if flag != "python-brace-format"))
    return Said(tuple(form or "" for form in forms), isinstance(told, (tuple, list)), upon, remarks, flags)


_UPON = "English "


def write(file: PoFile) -> bytes:
    """The bytes of the catalogue; reading them again gives the same."""
    head = ['msgid ""', 'msgstr ""', *(_quoted(f"{line}\n") for line in file.header)]
    blocks = ["\n".join(head), *("\n".join(_block(key, one)) for key, one in file.texts.items())]
    return ("\n\n".join(blocks) + "\n").encode()


def _block(key: str, one: Said) -> list[str]:
    lines = [*one.remarks, *([f"#. {_UPON}{one.upon}"] if one.upon else [])]
    lines += [f"#, {', '.join(one.flags)}"] if one.flags else []
    lines += [f"msgid {_quoted(key)}"]
    if not one.plural:
        return [*lines, f"msgstr {_quoted(one.forms[0])}"]
    return [*lines, f"msgid_plural {_quoted(key)}", *(f"msgstr[{n}] {_quoted(form)}" for n, form in enumerate(one.forms))]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@cache
def usual_plurals(lang: str) -> Plurals:
    """As the Unicode tables count in that language; like English where they do not know it."""
    try:
        known = Catalog(locale=lang)
    except (UnknownLocaleError, ValueError):
        known = Catalog(locale="en")
    return Plurals(known.num_plurals, known.plural_expr)


def plurals_of(file: PoFile, lang: str) -> Plurals:
    """As the header of the catalogue says, else as usual."""
    said = next((line for line in file.header if line.startswith("Plural-Forms:")), "")
    found = re.search(r"nplurals=(\d+);\s*plural=(.+?);?\s*$", said)
    return Plurals(int(found[1]), found[2]) if found else usual_plurals(lang)


def new_header(lang: str) -> tuple[str, ...]:
    """The header of a catalogue that begins; nobody has read it yet."""
    plurals = usual_plurals(lang)
    return (
        f"Language: {lang}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: nplurals={plurals.count}; plural={plurals.expression};",
        f"{REVIEWED}: ",
    )


def signed(header: tuple[str, ...], reviewer: str) -> tuple[str, ...]:
    """The header with the name of whoever has read it."""
    rest = [line for line in header if not line.startswith(f"{REVIEWED}:")]
    return (*rest, f"{REVIEWED}: {reviewer}")
