"""What the commands share in saying which words they take: names and helps go in, parsers come out."""

from __future__ import annotations

import argparse

from nap.catalogues import languages

_LANGUAGES = ", ".join(languages())
Commands = argparse._SubParsersAction  # the type argparse itself gives


def add(commands: Commands[argparse.ArgumentParser], name: str, run: str, about: str) -> argparse.ArgumentParser:
    """One command: `run` is `module:function` in `nap.commands`."""
    parser = commands.add_parser(name, help=about, description=about)
    parser.set_defaults(run=run)
    parser.add_argument("--lang", metavar="LANGUAGE", type=language, help=f"language of what is printed: {_LANGUAGES}")
    return parser


def language(text: str) -> str:
    """One of the languages there are words in; another is refused before anything is done."""
    if text not in languages():
        raise argparse.ArgumentTypeError(f"there is no language {text!r}; there are {', '.join(languages())}")
    return text


def group(commands: Commands[argparse.ArgumentParser], name: str, about: str) -> Commands[argparse.ArgumentParser]:
    """A word with further words behind it."""
    return commands.add_parser(name, help=about, description=about).add_subparsers(required=True, metavar="WHAT")


def person(parser: argparse.ArgumentParser) -> None:
    """Who acts, and whether JSON is printed."""
    acting(parser)
    parser.add_argument("--json", action="store_true")


def acting(parser: argparse.ArgumentParser) -> None:
    """Who acts."""
    parser.add_argument("--as", dest="person", required=True, metavar="PERSON", help="e-mail of the person who acts")


def perhaps_as(parser: argparse.ArgumentParser) -> None:
    """Who acts, if it is not whoever sits here; and whether JSON is printed."""
    parser.add_argument("--as", dest="person", default="", metavar="PERSON", help="who acts (default: whoever sits here)")
    parser.add_argument("--json", action="store_true")
