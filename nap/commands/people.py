"""`people invite|list|link|change|disable|enable|sign-out`: who has an account; the first coordinator comes from here."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from nap.commands.edge import Stop, in_words, lang_of, print_json, the_house, the_person
from nap.monitor import (
    Account,
    House,
    Link,
    NewPerson,
    PersonRefused,
    Unknown,
    Viewer,
    change_person,
    disable_person,
    enable_person,
    end_sessions,
    installation,
    invite as invite_person,
    is_for_here_only,
    link_address,
    mail_is_set_up,
    new_link,
    operator,
    people,
    post,
)
from nap.words import day, say


@in_words
def invite(options: Namespace) -> int:
    """Make an account, and print the link by which its person comes in."""
    new = NewPerson(options.email, options.name, frozenset(options.role), options.partner, options.language)
    return _with(options, lambda viewer, house: _hand_out(options, house, _invited(viewer, house, new, lang_of(options))))


@in_words
def list(options: Namespace) -> int:
    """Print everybody who has an account, and how it stands with each."""
    return _with(options, lambda viewer, house: _print_all(options, people(viewer, house)))


@in_words
def link(options: Namespace) -> int:
    """Print a new link for somebody: an invitation again, or one to set a new password. Older links stop working."""
    return _with(options, lambda viewer, house: _hand_out(options, house, new_link(viewer, house, options.email)))


@in_words
def change(options: Namespace) -> int:
    """Change what is given of a person: name, roles (all of them), organisation, language."""
    return _with(options, lambda viewer, house: _print_one(options, _changed(options, viewer, house)))


@in_words
def disable(options: Namespace) -> int:
    """Let somebody in no more, at once."""
    return _act(options, lambda viewer, house: disable_person(viewer, house, options.email, options.reason))


@in_words
def enable(options: Namespace) -> int:
    """Let somebody in again."""
    return _act(options, lambda viewer, house: enable_person(viewer, house, options.email))


@in_words
def sign_out(options: Namespace) -> int:
    """End every session of a person."""
    return _act(options, lambda viewer, house: end_sessions(viewer, house, options.email))


def _with(options: Namespace, run: Callable[[Viewer, House], int]) -> int:
    """Run it as the person of `--as`, else as whoever sits at the machine; a refusal is one line and exit status 2."""
    with the_house() as house:
        viewer = the_person(house, options) if options.person else operator()
        try:
            return run(viewer, house)
        except PersonRefused as problem:
            said = say(lang_of(options), f"people.refused.{problem.code}", found=problem.found, there=", ".join(problem.there))
            raise Stop(said) from problem


def _act(options: Namespace, act: Callable[[Viewer, House], object]) -> int:
    def run(viewer: Viewer, house: House) -> int:
        act(viewer, house)
        return _print_one(options, _account(viewer, house, options.email))

    return _with(options, run)


def _account(viewer: Viewer, house: House, email: str) -> Account:
    wanted = email.strip().casefold()
    found = next((one for one in people(viewer, house) if one.person.casefold() == wanted), None)
    if found is None:
        raise Unknown("person", email)
    return found


def _invited(viewer: Viewer, house: House, new: NewPerson, lang: str) -> Link:
    """An empty store becomes what its first use makes of it; an account in what turns out a demonstration helps nobody."""
    kind = installation(house)
    if kind.demo and not kind.begun:
        raise Stop(say(lang, "people.cli.init"))
    return invite_person(viewer, house, new)


def _changed(options: Namespace, viewer: Viewer, house: House) -> Account:
    seen = _account(viewer, house, options.email)
    return change_person(
        viewer,
        house,
        options.email,
        name=options.name or seen.name,
        roles=frozenset(options.role) if options.role else frozenset(role.value for role in seen.roles),
        partner=(seen.partner or "") if options.partner is None else options.partner,
        language=(seen.language or "") if options.language is None else options.language,
        seen=seen,
    )


def _hand_out(options: Namespace, house: House, link: Link) -> int:
    """The link on a line of its own, until when it works; with `--send`, whether the letter went."""
    outcome = _sent(options, house, link)
    address, lang = link_address(house, link), lang_of(options)
    if options.json:
        told = {"email": link.person, "purpose": link.purpose.value, "link": address, "ends": link.ends.isoformat()}
        print_json(told | ({"letter": outcome} if outcome else {}))
    else:
        print(address)
        until = day(lang, link.ends.astimezone(ZoneInfo(house.plan.calendar.timezone)))
        print(say(lang, "people.cli.link", person=link.person, until=until))
        if is_for_here_only(house):
            print(say(lang, "people.link.only_here", address=house.settings.base_url))
            print(say(lang, "people.cli.open"))
        if outcome:
            print(say(lang, f"people.post.{outcome}", person=link.person))
    return 0 if outcome in ("", "sent") else 1


def _sent(options: Namespace, house: House, link: Link) -> str:
    if not options.send:
        return ""
    if not mail_is_set_up(house):
        return "unset"
    return post(house, link).result()


def _print_one(options: Namespace, account: Account) -> int:
    if options.json:
        print_json(_json(account))
    else:
        print(_line(account, lang_of(options)))
    return 0


def _print_all(options: Namespace, accounts: tuple[Account, ...]) -> int:
    if options.json:
        print_json([_json(one) for one in accounts])
        return 0
    for one in accounts:
        print(_line(one, lang_of(options)))
    if not accounts:
        print(say(lang_of(options), "people.cli.nobody"))
    return 0


def _line(account: Account, lang: str) -> str:
    state = say(lang, f"people.state.{account.state.value}")
    roles = ", ".join(say(lang, f"common.role.{role.value}") for role in sorted(account.roles))
    more = [say(lang, "people.asked")] if account.asked else []
    return "  ".join(filter(None, (account.person, account.name, roles, account.partner or "", f"[{state}]", *more)))


def _json(account: Account) -> Mapping[str, Any]:
    moments = ("invited", "link_ends", "last_seen", "asked")
    told = {
        "email": account.person,
        "name": account.name,
        "roles": sorted(role.value for role in account.roles),
        "partner": account.partner,
        "language": account.language,
        "state": account.state.value,
        "password": account.password,
        "invited_by": account.invited_by or None,
        "demo": account.demo,
    }
    return told | {name: at.isoformat() if (at := getattr(account, name)) else None for name in moments}
