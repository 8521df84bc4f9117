"""`doctor` on the command line: it runs when nothing else does, in every language, and prints no secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalogues import LANGUAGES
from tests.cli.conftest import Nap

SECRET = "s3cret-word"


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """No look at the texts of every language, which other tests take, nor at what else listens on this machine."""
    monkeypatch.setattr("nap.monitor.doctor.wording._compared", lambda *_: ())
    monkeypatch.setattr("nap.monitor.doctor.network.server", lambda _: ())


def codes(nap: Nap, *more: str) -> set[str]:
    return {one["code"] for one in nap("doctor", "--json", *more).json["findings"]}


def test_a_demo_has_no_error(demo_nap: Nap) -> None:
    done = demo_nap("doctor", "--deep")
    assert (done.status, done.err) == (0, "")
    assert "✗" not in done.out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_runs_although_settings_plan_and_database_are_broken(
    nap: Nap, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str
) -> None:
    monkeypatch.setenv("NAP_LOG", "xml")
    monkeypatch.setenv("NAP_PLAN", str(tmp_path / "none.yaml"))
    monkeypatch.setenv("NAP_DATABASE_URL", f"postgresql+psycopg://nap:{SECRET}@127.0.0.1:9/nap")
    monkeypatch.setenv("NAP_SMTP_PASSWORD", SECRET)
    done = nap("doctor", "--lang", lang)
    assert (done.status, done.err, SECRET in done.out) == (1, "", False)
    assert {"setting_wrong", "plan_missing", "database_refused"} <= codes(nap)
    assert "{" not in done.out
    assert done.out.count("✗") >= 3


def test_json_has_codes_facts_and_the_same_sentences(nap: Nap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAP_PROXIES", "nginx")
    told = nap("doctor", "--json", "--lang", "ru").json
    (wrong,) = (one for one in told["findings"] if one["code"] == "proxies_wrong")
    assert (told["status"], wrong["severity"], wrong["facts"]) == ("error", "error", {"found": "nginx"})
    assert "«nginx»" in wrong["text"]


def test_it_makes_nothing(nap: Nap, tmp_path: Path) -> None:
    assert {"folder_missing", "database_none"} <= codes(nap)
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "which cannot be read"), ("ru", "прочитать это нельзя"), ("ky", "окууга болбойт")]
)
def test_other_commands_say_which_setting_cannot_be_read(
    nap: Nap, monkeypatch: pytest.MonkeyPatch, lang: str, words: str
) -> None:
    monkeypatch.setenv("NAP_LOG", "xml")
    done = nap("init", "--lang", lang)
    assert (done.status, words in done.err, "NAP_LOG" in done.err) == (2, True, True)


@pytest.mark.parametrize(
    "command",
    ["check FILE", "restore FILE --check", "restore FILE", "results", "plan check", "foreign look FILE", "backup FILE.zip"],
)
def test_a_setting_that_cannot_be_read_ends_no_command_in_a_traceback(
    nap: Nap, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    monkeypatch.setenv("NAP_LOG", "xml")
    file = tmp_path / "file"
    file.write_bytes(b"nothing")
    done = nap(*command.replace("FILE", str(file)).split())
    assert (done.status, "NAP_LOG" in done.err) == (2, True)


@pytest.mark.parametrize(("lang", "words"), [("en", "lies in memory"), ("ru", "лежит в памяти"), ("ky", "эсте жатат")])
def test_an_installation_in_memory_is_neither_begun_nor_served(
    nap: Nap, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str, words: str
) -> None:
    monkeypatch.delenv("NAP_DISK_KEPT", raising=False)
    monkeypatch.setattr("nap.monitor.disks.mountinfo", lambda: "30 1 0:9 / / rw - tmpfs tmpfs rw\n")
    done = nap("init", "--lang", lang)
    assert (done.status, words in done.err, "NAP_DISK_KEPT=1" in done.err) == (2, True, True)
    monkeypatch.setenv("NAP_DEMO", "0")
    assert nap("serve", "--lang", lang).status == 2
