"""The HTML of plain forms: a field with its label, rule and error, an alert, the button. Enters plain text, leaves escaped HTML.

What a field is for is said before it (rule) and what is wrong with it right after the label, so that it is read aloud first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from web.forms import hidden


@dataclass(frozen=True)
class Field:
    """One field. `kind` and `complete` are the `type` and `autocomplete` of HTML; `value` is never given for a password.

    `rules`: what is asked of it, line by line, before anything is typed; `wrong`: what was wrong with what was typed; `fixed`:
    shown, not typed.
    """

    name: str
    label: str
    kind: str = "password"
    complete: str = "current-password"
    value: str = ""
    rules: tuple[str, ...] = ()
    wrong: str = ""
    fixed: bool = False


def ask(action: str, word: str, asked: Iterable[Field], button: str, do: str = "", more: str = "", beneath: str = "") -> str:
    """A form that is sent to `action`; who reads it begins at the first field that is wrong.

    `do`: which of several forms of a page it is; `more`, `beneath`: further HTML inside it, before the fields and after the
    button.
    """
    given = tuple(asked)
    first = next((one.name for one in given if one.wrong), "")
    inside = "".join(_field(one, focus=one.name == first) for one in given)
    which = f'<input type="hidden" name="do" value="{escape(do)}">' if do else ""
    return (
        f'<form class="ask" method="post" action="{escape(action)}">{hidden(word)}{which}{more}{inside}'
        f'<button class="main">{escape(button)}</button>{beneath}</form>'
    )


def alert(text: str) -> str:
    """What went wrong with the whole form; empty for an empty text."""
    return f'<p class="note wrong" role="alert"><strong aria-hidden="true">✗</strong> {escape(text)}</p>' if text else ""


def good(text: str) -> str:
    """What has been done; empty for an empty text."""
    return f'<p class="note" role="status"><strong aria-hidden="true">✓</strong> {escape(text)}</p>' if text else ""


def paragraph(text: str, style: str = "") -> str:
    """Plain text as a paragraph."""
    kind = f' class="{style}"' if style else ""
    return f"<p{kind}>{escape(text)}</p>"


def link(address: str, text: str) -> str:
    """A paragraph with one link."""
    return f'<p><a href="{escape(address)}">{escape(text)}</a></p>'


def _field(one: Field, *, focus: bool) -> str:
    lines = "".join(f"<span>{escape(line)} </span>" for line in one.rules)
    rule = f'<span class="rule" id="{one.name}-rule">{lines}</span>' if lines else ""
    sign = '<strong aria-hidden="true">✗</strong> '
    wrong = f'<span class="wrong" id="{one.name}-wrong" role="alert">{sign}{escape(one.wrong)}</span>' if one.wrong else ""
    return f'<p class="field"><label for="{one.name}">{escape(one.label)}</label>{rule}{wrong}{_input(one, focus=focus)}</p>'


def _input(one: Field, *, focus: bool) -> str:
    about = [f"{one.name}-{part}" for part, text in (("rule", one.rules), ("wrong", one.wrong)) if text]
    parts = [
        f'<input id="{one.name}" name="{one.name}" type="{one.kind}" autocomplete="{one.complete}"',
        f'value="{escape(one.value)}"' if one.value else "",
        'autocapitalize="none" spellcheck="false"',
        "readonly" if one.fixed else "required",
        f'aria-describedby="{" ".join(about)}"' if about else "",
        'aria-invalid="true"' if one.wrong else "",
        "autofocus" if focus else "",
    ]
    return " ".join(part for part in parts if part) + ">"
