"""`hide|show-again|hidden`: taking an indicator or a region out of everybody's sight at once, by command line."""

from __future__ import annotations

from argparse import Namespace

from nap.commands.edge import in_words, lang_of, print_json, the_house, the_person
from nap.monitor import Hiding, House, Viewer, hide_now, hidings_of, operator, show_again
from nap.words import day, say


@in_words
def hide(options: Namespace) -> int:
    """Hide an indicator or a region from everybody but coordinators."""
    with the_house() as house:
        hide_now(_who(house, options), house, options.reason, indicator=options.indicator, region=options.region)
    print(say(lang_of(options), "hiding.hidden", what=options.indicator or options.region))
    print(say(lang_of(options), "hiding.hidden.copies"))
    return 0


@in_words
def show(options: Namespace) -> int:
    """Show again what was hidden."""
    with the_house() as house:
        show_again(_who(house, options), house, options.reason, indicator=options.indicator, region=options.region)
    print(say(lang_of(options), "hiding.shown", what=options.indicator or options.region))
    return 0


@in_words
def hidden(options: Namespace) -> int:
    """Print what is hidden now, and with `--all` what ever was, the latest first."""
    with the_house() as house:
        told = [one for one in hidings_of(_who(house, options), house) if options.all or one.ended is None]
    if options.json:
        print_json([_plain(one) for one in told])
        return 0
    lang = lang_of(options)
    if not told:
        print(say(lang, "hiding.nothing"))
    for one in told:
        until = day(lang, one.ended.at) if one.ended else ""
        print(f"{one.code}  {day(lang, one.at)} – {until}  {one.person}  {one.reason}")
    return 0


def _who(house: House, options: Namespace) -> Viewer:
    return the_person(house, options) if options.person else operator()


def _plain(one: Hiding) -> dict[str, object]:
    ended = one.ended
    told = {"kind": one.kind, "code": one.code, "since": one.at.isoformat(), "person": one.person, "reason": one.reason}
    return told | {"until": ended.at.isoformat() if ended else None, "shown_by": ended.person if ended else None}
