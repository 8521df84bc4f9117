"""Texts that people will read: given in every language of the plan, and in no other."""

from __future__ import annotations

from collections.abc import Iterator

from nap.plan.draft import Draft, fault, warning
from nap.plan.faults import Fault
from nap.plan.keys import FILE
from nap.plan.reading import Read, last, suggest
from nap.plan.shapes import ListOf, Section, Shape, Words


def check(draft: Draft) -> Iterator[Fault]:
    """Faults `no-text`, `unknown-language`, and the warning `missing-translation`."""
    languages: tuple[str, ...] = (draft.file.get("plan") or {}).get("languages", ())
    if not languages:
        return
    for text in _texts(draft.file, FILE):
        yield from _text(text, languages)


def _texts(read: Read, shape: Shape) -> Iterator[Read]:
    match shape:
        case Words():
            yield read
        case ListOf():
            for item in read.value:
                yield from _texts(item, shape.item)
        case Section():
            for key in shape.keys:
                entry = read.at(key.name)
                if entry is not None:
                    yield from _texts(entry, key.shape)


def _text(text: Read, languages: tuple[str, ...]) -> Iterator[Fault]:
    known = ", ".join(languages)
    for language in text.value:
        if language not in languages:
            near = suggest(language, languages)
            yield fault(
                "unknown-language", text.value[language], key=last(text.path), found=language, known=known, suggestion=near
            )
    missing = [language for language in languages if language not in text.value]
    if missing == list(languages):
        yield fault("no-text", text, key=last(text.path), known=known)
    elif missing:
        yield warning("missing-translation", text, key=last(text.path), missing=", ".join(missing))
