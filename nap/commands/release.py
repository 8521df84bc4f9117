"""`release build`: every file of a release into a folder; from observations, of a published release, or of what the store has."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from nap.commands.edge import Stop, in_words, lang_of, print_json, the_house, the_person, the_settings
from nap.commands.release_about import problem_lines
from nap.commands.results import observations_of, plan_of_file
from nap.facts import Period, Status
from nap.monitor import (
    DraftContent,
    House,
    Kind,
    Plan,
    Release,
    Unknown,
    Viewer,
    begin_release,
    build_alone,
    check_release,
    draft_of,
    last_over,
    operator,
    preview,
    publish,
    release_data,
    release_files,
    release_files_made,
    usual_title,
    would_be,
)
from nap.words import day, languages, period_name, pick, say

Files = Mapping[str, bytes]
MANIFEST = "manifest.json"


@in_words
def build(options: Namespace) -> int:
    """Write the folder; 2 if what was asked for cannot be, 1 if it cannot be published."""
    _together(options)
    _usable(options.out, lang_of(options))
    if options.observations:
        release = _alone(options)
        return _written(options, release, release_files_made(release, _midnight(release)))
    with the_house() as house:
        viewer = the_person(house, options) if options.person else operator()
        if options.release:
            return _again(options, viewer, house)
        return _published(options, viewer, house) if options.publish else _previewed(options, viewer, house)


def _together(options: Namespace) -> None:
    """Words that contradict each other are told apart before anything is done."""
    of_store = bool(options.draft or options.release or options.publish)
    if options.observations and of_store:
        raise Stop(say(lang_of(options), "releases.cli.alone"))
    if options.as_of and (options.publish or options.draft or options.release):
        raise Stop(say(lang_of(options), "releases.cli.as_of"))
    if options.release and (options.draft or options.publish):
        raise Stop(say(lang_of(options), "releases.cli.again_alone"))


def _alone(options: Namespace) -> Release:
    plan = plan_of_file(options)
    observations = observations_of(options, plan)
    upto, title = _period(options, plan), _title(options)
    how = {"period": upto, "as_of": options.as_of, "kind": Kind(options.kind), "number": options.number, "title": title}
    settings = the_settings()
    beside = replace(settings, plan_file=Path(options.plan or settings.plan_file).resolve())
    return build_alone(plan, observations, base_url=settings.base_url, settings=beside, **how)


def _again(options: Namespace, viewer: Viewer, house: House) -> int:
    release = release_data(house, options.release, Kind(options.kind))
    return _written(options, release, release_files(viewer, house, options.release, options.kind))


def _previewed(options: Namespace, viewer: Viewer, house: House) -> int:
    """What would be published now, marked as a draft; nothing is kept."""
    kind = Kind(options.kind)
    if options.draft:
        release, problems = preview(viewer, house, options.draft, kind), check_release(viewer, house, options.draft)
    else:
        made = would_be(viewer, house, _content(options, house), as_of=options.as_of)
        release, problems = made.releases[kind], made.problems
    status = _written(options, release, release_files_made(release, _midnight(release)))
    if not options.json:
        print(say(lang_of(options), "releases.cli.draft"))
        print("\n".join(problem_lines(lang_of(options), house.plan, problems)))
    return status


def _published(options: Namespace, viewer: Viewer, house: House) -> int:
    number = options.draft or _begun(options, viewer, house)
    problems = check_release(viewer, house, number)
    if any(one.blocks for one in problems):
        told = problem_lines(lang_of(options), house.plan, [one for one in problems if one.blocks])
        raise Stop("\n".join([say(lang_of(options), "releases.cli.blocked", draft=str(number)), *told]), 1)
    made = publish(viewer, house, number, options.reason, seen=draft_of(viewer, house, number).seen)
    release = release_data(house, made.number, Kind(options.kind))
    return _written(options, release, release_files(viewer, house, made.number, options.kind))


def _begun(options: Namespace, viewer: Viewer, house: House) -> int:
    content = _content(options, house)
    return begin_release(viewer, house, content.period, content)


def _content(options: Namespace, house: House) -> DraftContent:
    upto = _period(options, house.plan) or last_over(house.plan, options.as_of or house.today())
    return DraftContent(upto, _title(options) or usual_title(house.plan, upto))


def _period(options: Namespace, plan: Plan) -> Period | None:
    try:
        return plan.period(options.period) if options.period else None
    except ValueError:
        raise Unknown("period", options.period) from None


def _title(options: Namespace) -> dict[str, str]:
    given = {language: getattr(options, f"title_{language}", "") for language in languages()}
    return {language: text for language, text in given.items() if text}


def _midnight(release: Release) -> datetime:
    """Of what is not published: the day of its data, so that the same files come out whenever it is built."""
    return datetime.combine(release.as_of, time(), UTC)


def _usable(folder: Path, lang: str) -> None:
    """A folder is filled only if it is new, empty, or holds nothing but a release: nobody's own files are lost."""
    strange = next((path for path in _present(folder) if path not in _listed(folder)), None)
    if strange or (folder.exists() and not folder.is_dir()):
        raise Stop(say(lang, "releases.cli.folder_in_use", folder=str(folder), file=strange or folder.name))


def _present(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def _listed(folder: Path) -> set[str]:
    try:
        return {MANIFEST, *json.loads((folder / MANIFEST).read_bytes())["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _written(options: Namespace, release: Release, files: Files) -> int:
    _write(options.out, files, lang_of(options))
    found = json.loads(files[MANIFEST])
    if options.json:
        print_json(_as_json(release, files, found["content_hash"], options.out))
    else:
        _told(lang_of(options), release, files, found["content_hash"], options.out)
    return 0


def _write(folder: Path, files: Files, lang: str) -> None:
    """The manifest is written last: a folder without it is no release."""
    try:
        for path in _present(folder):
            (folder / path).unlink()
        for path in sorted(files, key=lambda each: (each == MANIFEST, each)):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(files[path])
    except OSError as problem:
        raise Stop(say(lang, "releases.cli.not_written", folder=str(folder), why=problem.strerror or "")) from problem


def _as_json(release: Release, files: Files, sum: str, folder: Path) -> Mapping[str, object]:
    return {
        "release": release.number,
        "kind": release.kind.value,
        "draft": release.draft,
        "period": str(release.period),
        "as_of": release.as_of.isoformat(),
        "plan": release.plan.id,
        "version": release.plan.version,
        "method": release.method,
        "figures": len(release.lines),
        "hidden": _hidden(release),
        "content_hash": sum,
        "files": len(files),
        "bytes": sum_of(files),
        "out": str(folder),
    }


def sum_of(files: Files) -> int:
    """How many bytes these files hold."""
    return sum(map(len, files.values()))


def _hidden(release: Release) -> int:
    return sum(line.result.status is Status.SUPPRESSED for line in release.lines)


def _told(lang: str, release: Release, files: Files, content: str, folder: Path) -> None:
    name = "releases.cli.of_draft" if release.draft else "releases.cli.of_release"
    print(say(lang, name, number=str(release.number), title=pick(release.title, lang)))
    print(say(lang, "releases.cli.data", period=period_name(lang, release.period), day=day(lang, release.as_of)))
    print(say(lang, "releases.cli.figures", n=str(len(release.lines)), hidden=str(_hidden(release))))
    print(say(lang, "releases.cli.returns", accepted=str(release.accepted), asked=str(release.asked)))
    print(say(lang, "releases.cli.files", n=str(len(files)), size=f"{sum_of(files) / 1_000_000:.1f}", folder=str(folder)))
    print(say(lang, "releases.cli.sum", sum=content))
