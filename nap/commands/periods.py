"""`periods list|templates|close|reopen`: return periods by command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from nap.commands.edge import Stop, in_words, lang_of, period_in, print_json, the_house, the_person
from nap.facts import Period
from nap.monitor import House, close_period, operator, period_states, reopen_period, templates_zip
from nap.words import day, say


@in_words
def list(options: Namespace) -> int:
    """Print how every return period stands, the latest first."""
    with the_house() as house:
        states = period_states(the_person(house, options) if options.person else operator(), house)
    lang = lang_of(options)
    if options.json:
        print_json(
            [
                {
                    "period": str(one.period),
                    "state": one.state,
                    "due": one.due.isoformat(),
                    "partners": len(one.partners),
                    "missing": [*one.missing],
                    "reopened": [each.partner for each in one.partners if each.reopened],
                }
                for one in states
            ]
        )
        return 0
    for one in states:
        given = say(lang, "periods.reported", n=str(len(one.partners) - len(one.missing)), m=str(len(one.partners)))
        print(f"{one.period}  {say(lang, f'periods.state.{one.state}')}  {day(lang, one.due)}  {given}  {' '.join(one.missing)}")
    return 0


@in_words
def templates(options: Namespace) -> int:
    """Write every template of a period into one archive."""
    with the_house() as house:
        found = templates_zip(operator(), house, _period(house, options), options.language)
    target = Path(options.output or found.name)
    try:
        target.write_bytes(found.data)
    except OSError as problem:
        raise Stop(say(lang_of(options), "cli.file_unreadable", file=str(target), why=problem.strerror or "")) from problem
    print(target)
    return 0


@in_words
def close(options: Namespace) -> int:
    """Close a period; with a partner for which it had been opened again, for that one."""
    with the_house() as house:
        period = _period(house, options)
        close_period(the_person(house, options), house, period, options.partner, options.reason)
    name = "periods.closed_again" if options.partner else "periods.closed"
    print(say(lang_of(options), name, period=period, partner=options.partner))
    return 0


@in_words
def reopen(options: Namespace) -> int:
    """Open a closed period again for one partner."""
    with the_house() as house:
        reopen_period(the_person(house, options), house, _period(house, options), options.partner, options.reason)
    print(say(lang_of(options), "periods.reopened", partner=options.partner))
    print(say(lang_of(options), "periods.reopen.published"))
    return 0


def _period(house: House, options: Namespace) -> Period:
    return period_in(house.plan, options.period, lang_of(options))
