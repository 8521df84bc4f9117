"""`purge` and `files list|tidy`: erasing a file for a person's sake, what leaves when, taking out what has had its time."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from nap.commands.edge import in_words, lang_of, print_json, the_house, the_person
from nap.monitor import Erased, House, Viewer, gone_files, kept_files, operator, purge as purge_file, tidy_files
from nap.words import day, say


@in_words
def purge(options: Namespace) -> int:
    """Ask that a file be erased or, if another coordinator has asked, erase it; exit status 3 while it is only asked for."""
    with the_house() as house:
        done = purge_file(the_person(house, options), house, options.id, options.reason)
    if options.json:
        until = done.backups_until.isoformat() if done.backups_until else None
        print_json({**vars(done), "backups_until": until, "copies": [*done.copies], "others": [*done.others]})
    else:
        print("\n".join(_told(lang_of(options), done)))
    return 0 if done.done else 3


@in_words
def list(options: Namespace) -> int:
    """Print every file that is kept with the day it leaves, and every one that is gone."""
    with the_house() as house:
        viewer = _viewer(house, options)
        kept, gone = kept_files(viewer, house), gone_files(viewer, house)
    lang = lang_of(options)
    if options.json:
        names = ("return_id", "status", "leaves")
        left = ("return_id", "sha256", "why", "day", "backups_until")
        print_json([{name: _plain(getattr(one, name)) for name in names} for one in kept])
        print_json([{name: _plain(getattr(one, name)) for name in left} for one in gone])
        return 0
    for one in kept:
        leaves = day(lang, one.leaves) if one.leaves else say(lang, "files.waits")
        print(f"{one.return_id}  {say(lang, f'common.return_status.{one.status}')}  {say(lang, 'files.column.leaves')}: {leaves}")
    for stone in gone:
        when = say(lang, "files.gone.short", date=day(lang, stone.day))
        print(f"{stone.return_id}  {when}  {say(lang, f'files.why.{stone.why}')}")
    return 0


@in_words
def tidy(options: Namespace) -> int:
    """Take out every file that has had its time."""
    with the_house() as house:
        count = tidy_files(_viewer(house, options), house)
    print(say(lang_of(options), "files.tidied", n=str(count)))
    return 0


def _viewer(house: House, options: Namespace) -> Viewer:
    return the_person(house, options) if options.person else operator()


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str) else str(value)


def _told(lang: str, done: Erased) -> Iterator[str]:
    if done.done:
        yield say(lang, "files.erase.done", id=done.subject)
        until = done.backups_until
        yield say(lang, "files.backups.until", date=day(lang, until)) if until else say(lang, "files.backups.destroy")
    else:
        yield say(lang, "files.erase.asked", id=done.subject)
    if done.copies:
        yield say(lang, "files.backups.copies", names=", ".join(done.copies))
    if done.others:
        yield say(lang, "files.erase.others", ids=", ".join(done.others))
    if not done.swept:
        yield say(lang, "files.erase.unswept")
