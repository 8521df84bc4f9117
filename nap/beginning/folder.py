"""The folder of a country that begins: answers and where it will stand enter, its files leave, by name. Writes nothing."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nap.beginning.answers import Answers
from nap.beginning.places import table
from nap.beginning.plan_file import HERE, write_plan
from nap.settings import words_folder
from nap.wording import po
from nap.words import language_name, languages, say

PLAN, REGIONS, SETTINGS, READ_ME, WORDS = "indicators.yaml", "regions.csv", "settings.env", "README.md", "locales"


@dataclass(frozen=True)
class Begun:
    """`files` by their place in the folder; `waiting`: how many texts of the plan stand in English, by language; `unspoken`:
    languages the program itself has no words in."""

    files: Mapping[str, bytes]
    waiting: Mapping[str, int]
    unspoken: tuple[str, ...]


def begun(answers: Answers, folder: Path, lang: str) -> Begun:
    """All files of the folder; remarks and the next steps are in `lang`."""
    plan, waiting = write_plan(answers, lang)
    unspoken = tuple(code for code in answers.languages if code not in languages())
    files = {
        PLAN: plan,
        REGIONS: table(answers),
        SETTINGS: _settings(folder, bool(unspoken), lang),
        READ_ME: _steps(answers, folder, unspoken, lang),
    }
    empty = {f"{WORDS}/{code}/common.po": po.write(po.PoFile(po.new_header(code))) for code in unspoken}
    return Begun({name: text.encode() for name, text in files.items()} | empty, waiting, unspoken)


def _settings(folder: Path, words: bool, lang: str) -> str:
    """`words`: there is a folder of catalogues; else the one that the operator has named already stays, if there is one."""
    places = [("NAP_PLAN", folder / PLAN), ("NAP_DATA", folder / "run")]
    own = folder / WORDS if words else words_folder()
    places += [("NAP_WORDS", own)] if own else []
    lines = [f"# {say(lang, 'country.settings.about')}", *(f"{name}={_value(str(place))}" for name, place in places)]
    lines += ["NAP_DEMO=0", f"# {say(lang, 'country.settings.address')}", "# NAP_BASE_URL=https://monitor.example.org"]
    return "\n".join(lines) + "\n"


_RUN_OR_ENDS = re.compile(r'[\\"$`]')
"""What means something to a shell within quotation marks."""


def _value(text: str) -> str:
    """As a shell and systemd both read it."""
    quoted = _RUN_OR_ENDS.sub(r"\\\g<0>", text)
    return text if shlex.quote(text) == text else f'"{quoted}"'


def _steps(answers: Answers, folder: Path, unspoken: tuple[str, ...], lang: str) -> str:
    settings = shlex.quote(str(folder / SETTINGS))
    title = say(lang, "country.steps.title", country=answers.name.get(lang) or next(iter(answers.name.values())))
    lines = [f"# {title}", "", say(lang, "country.steps.load"), "", "```", f"set -a; . {settings}; set +a", "```", ""]
    commands = [("plan", "python3 start.py nap plan check")]
    if unspoken:
        named = ", ".join(language_name(lang, code) for code in unspoken)
        lines += [say(lang, "country.steps.unspoken", languages=named), ""]
        commands += [("export", f"python3 start.py nap words export words.xlsx --of {' '.join(unspoken)}")]
        commands += [("import", "python3 start.py nap words import words.xlsx")]
    commands += [("init", "python3 start.py nap init")]
    commands += [("invite", 'python3 start.py nap people invite you@example.org --name "Your Name" --role coordinator')]
    commands += [("serve", "python3 start.py nap serve")]
    for number, (key, command) in enumerate(commands, start=1):
        lines += [f"{number}. {say(lang, f'country.steps.{key}', mark=HERE)}", "", f"   `{command}`", ""]
    lines += [say(lang, f"country.steps.{key}") for key in ("privacy", "beside")]
    return "\n".join(lines) + "\n"
