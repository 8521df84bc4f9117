"""What the doctor finds around the program: settings, secrets, packages, texts, plan file, folder, disk; and what is wrong."""

from __future__ import annotations

import os
import re
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from nap.monitor import Gravity, examine, gravity_of
from nap.monitor.doctor import folder, limits, plan_file, programs, settings, wording
from nap.monitor.doctor.patient import Patient
from nap.monitor.doctor.reading_settings import KNOWN, OF_TESTS, readable
from nap.monitor.doctor.told import Diagnosis, error, warning, well
from nap.settings import ROOT, Settings
from nap.words import say
from tests.catalogues import LANGUAGES, texts
from tests.conftest import SAMPLES
from web.providers import SHORTEST_SECRET

PROGRAM = "requirements.txt"
Found = dict[str, Diagnosis]


def patient(tmp_path: Path, program: Path = ROOT, **environment: str) -> Patient:
    given = {"NAP_DATA": str(tmp_path / "run"), **environment}
    return Patient(readable(given)[0], given, program=program)


def told(found: object) -> Found:
    return {one.code: one for one in found}  # type: ignore[attr-defined]


def errors(found: Found) -> set[str]:
    return {code for code, one in found.items() if one.gravity is Gravity.ERROR}


@pytest.mark.parametrize(
    ("name", "value"),
    [("NAP_LOG", "xml"), ("NAP_BACKUP_DAYS", "a month"), ("NAP_SMTP_SECURITY", "ssl"), ("NAP_SMTP_PORT", "smtp")],
)
def test_each_setting_that_cannot_be_read_is_told_and_the_rest_is_read(name: str, value: str, tmp_path: Path) -> None:
    env = {"NAP_SMTP_HOST": "127.0.0.1", "NAP_PROXIES": "10.0.0.1", name: value}
    given, found = readable(env)
    assert [(one.code, one.facts["name"], one.facts["found"]) for one in found] == [("setting_wrong", name, value)]
    assert found[0].facts["expected"]
    assert given.proxies == ("10.0.0.1",)


def test_all_of_them_are_told_at_once() -> None:
    _, found = readable({"NAP_LOG": "xml", "NAP_SMTP_HOST": "h", "NAP_SMTP_PORT": "0", "NAP_BACKUP_DAYS": "-1"})
    assert {one.facts["name"] for one in found} == {"NAP_LOG", "NAP_SMTP_PORT", "NAP_BACKUP_DAYS"}


def test_a_failure_that_names_no_setting_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Settings.read({})

    def fails(environment: dict[str, str]) -> Settings:
        if environment:
            raise ValueError("embedded null byte")
        return plain

    monkeypatch.setattr(Settings, "read", fails)
    assert [one.code for one in readable({"NAP_DATA": "x"})[1]] == ["setting_unclear"]


def test_names_that_nothing_reads_are_told_with_the_nearest() -> None:
    _, found = readable({"NAP_DATABSE_URL": "x", "NAP_WHATEVER_IT_IS": "1", "NAP_REAL": "1", "PATH": "/bin"})
    assert [(one.code, one.facts.get("nearest")) for one in found] == [
        ("setting_mistyped", "NAP_DATABASE_URL"),
        ("setting_unknown", None),
    ]


def test_the_names_are_those_that_are_read() -> None:
    source = (ROOT / "nap" / "settings.py").read_text(encoding="utf-8")
    assert set(re.findall(r'"(NAP_[A-Z_]+)"', source)) == set(KNOWN)
    assert not set(KNOWN) & OF_TESTS


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"NAP_PROXIES": "nginx"}, "proxies_wrong"),
        ({"NAP_TRUSTED_ISSUERS": "login.example"}, "issuer_wrong"),
        ({"NAP_WORDS": "/nowhere/words"}, "words_missing"),
        ({"NAP_METRICS": "everywhere"}, "metrics_wrong"),
        ({"NAP_METRICS": "127.0.0.1:99999"}, "metrics_wrong"),
        ({"NAP_METRICS": "0.0.0.0:9325"}, "metrics_open"),
        ({"NAP_SMTP_USER": "monitor"}, "mail_without_host"),
    ],
)
def test_settings_that_can_be_read_and_not_be_meant(environment: dict[str, str], code: str, tmp_path: Path) -> None:
    assert code in told(settings.settings(patient(tmp_path, **environment)))
    assert set(told(settings.settings(patient(tmp_path)))) == {"settings"}


REAL = {"NAP_DEMO": "0"}


@pytest.mark.parametrize(
    ("environment", "codes"),
    [
        ({}, {"base_url_here"}),
        ({"NAP_BASE_URL": "nap.example"}, {"base_url_wrong", "demo_reached"}),
        ({"NAP_BASE_URL": "https://nap.example"}, {"base_url", "proxies_missing", "demo_reached"}),
        ({"NAP_DEMO_BEYOND": "1"}, {"base_url_here", "demo_beyond"}),
        ({"NAP_DATABASE_URL": "postgresql://h/n", "NAP_DEMO": "1"}, {"base_url_here", "demo_on_database"}),
        (REAL, {"base_url_only_here"}),
        ({**REAL, "NAP_BASE_URL": "http://nap.example"}, {"base_url_plain"}),
        ({**REAL, "NAP_BASE_URL": "https://nap.example", "NAP_PROXIES": "127.0.0.1"}, {"base_url"}),
    ],
)
def test_the_address_goes_with_what_the_installation_is(environment: dict[str, str], codes: set[str], tmp_path: Path) -> None:
    assert set(told(settings.addresses(patient(tmp_path, **environment)))) == codes


SECRETS = '[auth]\nredirect_uri = "{back}"\ncookie_secret = "{secret}"\n'
BACK = "http://127.0.0.1:8501/oauth2callback"


@pytest.mark.parametrize(
    ("text", "mode", "codes"),
    [
        (SECRETS.format(back=BACK, secret="s" * 40), 0o644, {"secrets_open"}),
        (SECRETS.format(back=BACK, secret="short"), 0o600, {"cookie_secret"}),
        (SECRETS.format(back="https://elsewhere", secret="s" * 40), 0o600, {"redirect_uri"}),
        ("[auth", 0o600, {"secrets_unreadable"}),
        (SECRETS.format(back=BACK, secret="s" * 40), 0o600, set()),
        ("other = 1", 0o600, set()),
    ],
)
def test_secrets_of_providers(text: str, mode: int, codes: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    (tmp_path / ".streamlit").mkdir()
    file = tmp_path / ".streamlit" / "secrets.toml"
    file.write_text(text)
    file.chmod(mode)
    found = told(settings.secrets(patient(tmp_path, program=tmp_path)))
    assert set(found) == codes
    assert "short" not in str([one.facts.get("found") for one in found.values()])
    assert settings.SHORTEST_SECRET == SHORTEST_SECRET


def test_an_old_python_a_new_one_and_no_list_of_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(told(programs.programs(patient(tmp_path, program=tmp_path)))) == {"python", "pins_missing"}
    monkeypatch.setattr(programs, "OLDEST", (9, 0))
    assert "python_old" in errors(told(programs.programs(patient(tmp_path))))
    monkeypatch.setattr(programs, "OLDEST", (3, 0))
    monkeypatch.setattr(programs, "NEWEST_TRIED", (3, 1))
    assert "python_new" in told(programs.programs(patient(tmp_path)))


def test_packages_that_are_missing_or_of_another_version(tmp_path: Path) -> None:
    lines = ["pytest==0.1 \\", "    --hash=sha256:aa", "not-there==1.0", "windows-only==1 ; sys_platform == 'win32'", "# note"]
    (tmp_path / PROGRAM).write_text("\n".join(lines))
    found = told(programs.programs(patient(tmp_path, program=tmp_path)))
    assert found["packages_missing"].facts["names"] == "not-there 1.0"
    assert str(found["packages_other"].facts["names"]).endswith("(0.1)")
    assert programs._named([str(n) for n in range(20)]).endswith("7, …")


def test_the_packages_here_are_those_pinned(tmp_path: Path) -> None:
    assert len(programs.pins((ROOT / PROGRAM).read_text(encoding="utf-8"))) > 50
    assert "packages" in told(programs.programs(patient(tmp_path)))


def test_texts_and_typefaces_that_are_missing(tmp_path: Path) -> None:
    assert set(told(wording.words(patient(tmp_path, program=tmp_path)))) == {"locales_missing"}
    for lang, said in (("en", "Yes"), ("xx", "")):
        (tmp_path / "locales" / lang).mkdir(parents=True)
        (tmp_path / "locales" / lang / "room.po").write_text(f'msgid "room.yes"\nmsgstr "{said}"\n')
    found = told(wording.words(patient(tmp_path, program=tmp_path)))
    assert set(found) == {"words_incomplete", "fonts_missing"}
    assert found["words_incomplete"].facts == {"lang": "xx", "n": 1, "first": "room.yes"}
    assert set(told(wording.words(patient(tmp_path)))) == {"words", "fonts"}


def test_a_plan_file_that_is_not_there_or_has_faults(tmp_path: Path) -> None:
    assert set(told(plan_file.plan_file(patient(tmp_path, NAP_PLAN=str(tmp_path / "no.yaml"))))) == {"plan_missing"}
    (tmp_path / "broken.yaml").write_text("plan: [")
    assert set(told(plan_file.plan_file(patient(tmp_path, NAP_PLAN=str(tmp_path / "broken.yaml"))))) == {"plan_faults"}
    assert set(told(plan_file.plan_file(patient(tmp_path, NAP_PLAN=str(SAMPLES / "example-plan.yaml"))))) == {"plan"}


def test_a_folder_that_is_not_there_cannot_be_or_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(told(folder.folder(patient(tmp_path)))) == {"folder_missing"}
    (tmp_path / "run").write_text("")
    assert set(told(folder.folder(patient(tmp_path)))) == {"folder_is_file"}
    (tmp_path / "run").unlink()
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert set(told(folder.folder(patient(tmp_path)))) == {"folder_impossible"}
    (tmp_path / "run").mkdir()
    assert set(told(folder.folder(patient(tmp_path)))) == {"folder_closed"}


@pytest.mark.skipif(os.name != "posix", reason="rights of another kind")
def test_a_folder_that_others_may_read_or_that_is_somebody_elses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "run").mkdir(mode=0o755)
    assert told(folder.folder(patient(tmp_path)))["folder_open"].facts["mode"] == "755"
    (tmp_path / "run").chmod(0o700)
    assert set(told(folder.folder(patient(tmp_path)))) == {"folder"}
    here = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: here + 1)
    assert "folder_foreign" in errors(told(folder.folder(patient(tmp_path))))


@pytest.mark.parametrize(
    ("kind", "mark", "environment", "code"),
    [
        ("/ rw - tmpfs", False, REAL, "disk_memory"),
        ("/ rw - overlay", False, REAL, "disk_container"),
        ("/ rw - nfs4", False, REAL, "disk_network"),
        ("/ rw - ext4", True, REAL, "disk_perhaps"),
        ("/ rw - ext4", True, {**REAL, "NAP_DISK_KEPT": "1"}, "disk_said"),
        ("/ rw - tmpfs", False, {**REAL, "NAP_DISK_KEPT": "1"}, "disk_said"),
        ("/ rw - ext4", False, REAL, "disk"),
    ],
)
def test_disks(
    kind: str, mark: bool, environment: dict[str, str], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "mountinfo", lambda: f"30 1 0:9 / {kind} none rw\n")
    monkeypatch.setattr(folder, "_MARKS", (str(tmp_path),) if mark else ())
    found = told(folder.disk(patient(tmp_path, **environment)))
    assert set(found) == {code}
    assert (found[code].gravity is Gravity.ERROR) == (code in {"disk_memory", "disk_container", "disk_network"})


def test_a_disk_in_streamlits_cloud_is_an_error_for_real_data_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "in_streamlit_cloud", lambda *_: True)
    assert errors(told(folder.disk(patient(tmp_path, **REAL)))) == {"disk_cloud"}
    assert told(folder.disk(patient(tmp_path)))["disk_cloud"].gravity is Gravity.WARNING


Usage = namedtuple("Usage", "free")
Entries = namedtuple("Entries", "f_files f_favail")


@pytest.mark.parametrize(("free", "entries", "code"), [(100, 0, "space_none"), (1500, 0, "space_low"), (9000, 10, "inodes_none")])
def test_a_disk_that_is_nearly_full(free: int, entries: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "space" in told(folder.space(patient(tmp_path)))
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "nap.sqlite").write_bytes(b"0" * 1_200_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(free * folder.MEGABYTE))
    monkeypatch.setattr(os, "statvfs", lambda _: Entries(100_000 if entries else 0, entries))
    found = told(folder.space(patient(tmp_path)))
    assert (code in found, errors(found) == {code}) == (True, code != "space_low")


def test_too_few_open_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, 1024))
    assert set(told(limits.limits(patient(tmp_path)))) == {"files_few"}
    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, resource.RLIM_INFINITY))
    assert set(told(limits.limits(patient(tmp_path)))) == {"files"}


def test_a_room_that_fails_is_told_and_stops_no_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rooms = ("settings:nothing_of_the_kind", "no_such_room:at_all", "limits:limits")
    monkeypatch.setattr("nap.monitor.doctor.examining.ROOMS", rooms)
    found = examine({"NAP_DATA": str(tmp_path)})
    assert [one.code for one in found][:2] == ["room_failed", "room_failed"]
    assert len(found) == 3
    assert gravity_of(found) is Gravity.ERROR
    assert gravity_of([well("a"), warning("b")]) is Gravity.WARNING
    assert gravity_of([error("c"), well("a")]) is Gravity.ERROR
    assert gravity_of([]) is Gravity.OK


NO_FINDINGS = re.compile(r"summary|forgets|letter\..*|not_kept\..*")


def test_every_finding_has_words_and_a_test_and_every_word_a_finding() -> None:
    codes = {key.removeprefix("doctor.") for key in texts("en", "doctor")}
    codes = {code for code in codes if not NO_FINDINGS.fullmatch(code)}
    rooms = "".join(each.read_text(encoding="utf-8") for each in (ROOT / "nap/monitor/doctor").glob("*.py"))
    composed = re.compile(r"(disk_(memory|container|cloud)|mail_(bad_address|unreachable|insecure|sign_in|refused))")
    assert {code for code in codes if f'"{code}"' not in rooms and not composed.fullmatch(code)} == set()
    here = "".join(each.read_text(encoding="utf-8") for each in Path(__file__).parent.glob("test_doctor*.py"))
    assert {code for code in codes if f'"{code}"' not in here} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_wrong_is_told_in_sentences_with_what_to_do(lang: str) -> None:
    for one in (warning("space_low", free=1, used=2, needed=3), error("setting_wrong", name="N", found="f", expected="e")):
        sentences = re.findall(r"[.:;] ", say(lang, f"doctor.{one.code}", **one.facts))
        assert len(sentences) >= 2
