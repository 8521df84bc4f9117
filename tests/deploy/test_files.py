"""The files for a server say what is so: every command, setting and path in them exists, and their limits are the program's."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import tomllib
from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml

from nap.cli import _parser
from nap.monitor.doctor.reading_settings import KNOWN, readable
from nap.returns.gate import ZIPPED_LIMIT
from nap.settings import ROOT
from web.headers import STRICT
from web.patience import IDLE, WHOLE

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
MEGABYTE = 1024 * 1024
PROGRAM = "/opt/nap/current"


class Unit(ConfigParser):
    """A unit file; a name that stands several times keeps all its values, a line each."""

    def __init__(self, path: Path) -> None:
        super().__init__(strict=False, interpolation=None, delimiters="=", comment_prefixes=("#", ";"))
        self.optionxform = str  # type: ignore[assignment,method-assign]
        self.read(path, encoding="utf-8")


def text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def commands() -> list[tuple[str, list[str]]]:
    """Every `python -m nap …` of the files, with what follows."""
    found = [(unit.name, Unit(unit)["Service"]["ExecStart"].partition("-m nap ")[2]) for unit in SERVICES]
    container = (ROOT / "Containerfile").read_text(encoding="utf-8")
    (last,) = re.findall(r'^CMD \["python", "-m", "nap", (.*)\]$', container, re.M)
    return [(name, shlex.split(words)) for name, words in (*found, ("Containerfile", last.replace(",", " ")))]


@pytest.mark.parametrize(("name", "words"), commands(), ids=lambda each: each if isinstance(each, str) else None)
def test_every_command_of_a_unit_is_one_we_have(name: str, words: list[str]) -> None:
    plain = [word.replace("%i", "8501") for word in words if not word.startswith("$")]
    assert _parser().parse_args(plain).run


def test_the_settings_of_the_example_are_settings_and_can_be_read() -> None:
    lines = [line.removeprefix("#") for line in text("nap.env.example").splitlines() if re.match(r"#?NAP_\w+=", line)]
    given = dict(line.split("=", 1) for line in lines)
    assert len(given) > 8
    settings, faults = readable(given)
    assert [one.code for one in faults] == []
    assert (settings.demo, settings.mail is not None) == (False, True)


def test_every_setting_named_anywhere_is_a_setting() -> None:
    files = [path for path in DEPLOY.rglob("*") if path.is_file()]
    named = {name for path in (*files, ROOT / "Containerfile") for name in re.findall(r"NAP_[A-Z_]+", path.read_text())}
    assert named <= set(KNOWN)


@pytest.mark.parametrize("path", [path for path in DEPLOY.rglob("*") if path.is_file()], ids=lambda path: path.name)
def test_every_file_of_ours_that_is_named_is_there(path: Path) -> None:
    named = re.findall(rf"{PROGRAM}/([\w./-]+\w)", path.read_text(encoding="utf-8"))
    assert [name for name in named if not name.startswith(".venv/") and not (ROOT / name).exists()] == []
    beside = re.findall(r"\b((?:deploy|docs)/[\w./-]+\.(?:md|sql|html|example|service|conf))\b", path.read_text(encoding="utf-8"))
    assert [name for name in beside if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_all_units_are_hardened_alike(unit: Path) -> None:
    kept = ("ProtectSystem", "NoNewPrivileges", "CapabilityBoundingSet", "ProtectHome", "PrivateTmp", "RestrictNamespaces")
    service = Unit(unit)["Service"]
    assert [service.get(name) for name in kept] == ["strict", "yes", "", "yes", "yes", "yes"]
    assert service["UMask"] == "0077"
    assert (service["User"], service["EnvironmentFile"].startswith(("/etc/nap/", "-/etc/nap/"))) == ("nap", True)
    assert "MemoryMax" in service


def test_every_timer_has_its_service_and_one_unit_for_many_ports_is_the_other_one() -> None:
    names = {unit.name for unit in UNITS}
    assert {unit.stem + ".service" for unit in UNITS if unit.suffix == ".timer"} <= names
    one, many = (Unit(DEPLOY / "systemd" / name)["Service"] for name in ("nap.service", "nap@.service"))
    assert {name: value for name, value in one.items() if name != "ExecStart"} == {
        name: value for name, value in many.items() if name != "ExecStart"
    }
    assert one["Type"] == "notify"


def test_backups_are_kept_as_long_as_the_settings_say() -> None:
    kept = re.search(r"--keep (\d+)", Unit(DEPLOY / "systemd/nap-backup.service")["Service"]["ExecStart"])
    assert kept
    assert f"NAP_BACKUP_DAYS={kept[1]}\n" in text("nap.env.example")


def test_bodies_may_be_as_large_as_the_program_takes_and_not_much_larger() -> None:
    streamlit = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["server"]["maxUploadSize"]
    nginx = re.findall(r"location (?:= )?(\S+) \{\n\s+client_max_body_size (\d+)m;", text("nginx/nap.conf"))
    caddy = re.search(r"request_body @files \{\n\s+max_size (\d+)MiB", text("caddy/Caddyfile"))
    (paths,) = re.findall(r"@files path (.*)", text("caddy/Caddyfile"))
    assert caddy
    assert {path for path, _ in nginx} == {path.removesuffix("*") for path in paths.split()}
    for size in (*(size for _, size in nginx), caddy[1]):
        assert max(streamlit * MEGABYTE, ZIPPED_LIMIT) < int(size) * MEGABYTE <= ZIPPED_LIMIT + MEGABYTE


def test_waiting_for_bodies_and_hsts_are_those_of_the_program() -> None:
    ((_, said),) = STRICT
    assert text("nginx/nap.conf").count(f'Strict-Transport-Security "{said.decode()}"') == 1
    assert text("caddy/Caddyfile").count(f'Strict-Transport-Security "{said.decode()}"') == 2
    assert f"client_body_timeout {IDLE:.0f}s;" in text("nginx/nap.conf")
    assert f"read_body {WHOLE / 60:.0f}m" in text("caddy/Caddyfile")


SECRETS = ("/invitation/", "/confirm/", "/figures/", "/releases/shared/", "/releases/preview/")


@pytest.mark.parametrize("path", SECRETS)
def test_no_log_of_a_proxy_holds_a_secret_of_an_address(path: str) -> None:
    (nginx,) = re.findall(r'"~\*(\^/\(\?<head>.*)" ', text("nginx/nap.conf"))
    (caddy,) = set(re.findall(r'regexp "(.*)" "\$1', text("caddy/Caddyfile")))
    for address in (f"{path}word", f"{path.title()}word"):
        assert re.match(nginx.replace("?<head>", "?P<head>"), address, re.I)
    coded = path.replace(path[2], f"%{ord(path[2]):02x}", 1)
    written = (
        path,
        path.title(),
        f"/sign-in?next={path}",
        f"/{path}",
        coded,
        path.replace("/", "%2f"),
        f"/.{path}",
        f"/x/..{path}",
    )
    for address in written:
        assert "word" not in re.sub(caddy, r"\1...", f"{address}word"), address
    for address in ("/overview", "/releases/1/summary.html", "/.well-known/x"):
        assert re.sub(caddy, r"\1...", address) == address


def test_what_caddy_says_of_failures_leaves_out_what_is_secret_as_its_log_of_requests_does() -> None:
    """A request that fails is told with its address in the log of the program, too."""
    filters = re.findall(r"format filter \{\n\s+wrap json\n\s+fields \{\n(.*?)\n\s+\}", text("caddy/Caddyfile"), re.DOTALL)
    assert len(filters) == len(re.findall(r"^\s*log(?: default)? \{", text("caddy/Caddyfile"), re.M)) == 2
    for fields in filters:
        assert "request>headers delete" in fields
        assert "request>uri regexp" in fields


def test_the_compose_file_is_one() -> None:
    made = yaml.safe_load(text("compose.yaml"))
    assert set(made["services"]) == {"nap", "database", "caddy"}
    network = made["networks"]["inside"]["ipam"]["config"][0]["subnet"]
    assert made["services"]["nap"]["environment"]["NAP_PROXIES"] == network


def in_a_folder(tmp_path: Path) -> Path:
    """nginx's configuration around our site, with what only a server has replaced."""
    certificate = tmp_path / "site.pem"
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("NO OPENSSL FOUND: nginx needs a certificate to look at its configuration")
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=nap.example.org"]
    files = ["-keyout", str(certificate), "-out", str(tmp_path / "cert.pem")]
    subprocess.run([openssl, *made, *files], check=True, capture_output=True)
    site = text("nginx/nap.conf")
    for before, after in (
        ("/etc/letsencrypt/live/nap.example.org/fullchain.pem", str(tmp_path / "cert.pem")),
        ("/etc/letsencrypt/live/nap.example.org/privkey.pem", str(certificate)),
        ("/var/log/nginx/", f"{tmp_path}/"),
        ("/var/lib/nginx/", f"{tmp_path}/"),
    ):
        assert before in site
        site = site.replace(before, after)
    temporary = "".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}} http {{ {temporary}\n{site}\n}}")
    return whole


def test_nginx_is_told_to_keep_files_where_debian_has_a_folder_for_it() -> None:
    """It makes the last level of a folder alone: with another parent `nginx -t` fails on a fresh server."""
    (kept,) = re.findall(r"^proxy_cache_path (\S+)", text("nginx/nap.conf"), re.MULTILINE)
    assert str(Path(kept).parent) == "/var/lib/nginx"


def test_nginx_takes_its_file(tmp_path: Path) -> None:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not nginx:
        pytest.skip("NO NGINX FOUND: nobody has looked whether it takes deploy/nginx/nap.conf")
    done = subprocess.run([nginx, "-t", "-c", str(in_a_folder(tmp_path))], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr or "user" in done.stderr


def test_caddy_takes_its_file_and_would_not_write_it_otherwise(tmp_path: Path) -> None:
    caddy = shutil.which("caddy")
    if not caddy:
        pytest.skip("NO CADDY FOUND: nobody has looked whether it takes deploy/caddy/Caddyfile")
    (tmp_path / "Caddyfile").write_text(text("caddy/Caddyfile").replace("/var/log/caddy", str(tmp_path)))
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    file = ["--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"]
    done = subprocess.run([caddy, "adapt", *file], capture_output=True, text=True, env=env)
    assert (done.returncode, "warn" in done.stderr) == (0, False), done.stderr
    written = subprocess.run([caddy, "fmt", str(DEPLOY / "caddy" / "Caddyfile")], capture_output=True, text=True, env=env)
    assert written.stdout == text("caddy/Caddyfile")


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    systemd = shutil.which("systemd-analyze")
    if not systemd:
        pytest.skip("NO SYSTEMD FOUND: nobody has looked whether it takes deploy/systemd")
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text(encoding="utf-8").replace(f"{PROGRAM}/.venv/bin/python", "/bin/true"))
    files = [str(tmp_path / unit.name) for unit in UNITS]
    done = subprocess.run([systemd, "verify", "--man=no", "--recursive-errors=no", *files], capture_output=True, text=True)
    assert [line for line in done.stderr.splitlines() if "nap" in line] == []
    score = subprocess.run(
        [systemd, "security", "--offline=true", "--threshold=20", str(tmp_path / "nap.service")], capture_output=True, text=True
    )
    assert score.returncode == 0, score.stdout[-400:]


def test_the_shell_script_is_one() -> None:
    done = subprocess.run(["/bin/sh", "-n", str(DEPLOY / "nap-as")], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def nap_as(tmp_path: Path, settings: str) -> dict[str, str]:
    """What a command run by nap-as finds in its environment, with these settings; the paths of a server lie in `tmp_path`."""
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nexec env -0\n")
    python.chmod(0o700)
    (tmp_path / "nap.env").write_text(settings, encoding="utf-8")
    script = text("nap-as").replace('"$(id -un)" = nap', '"nap" = nap')
    for path in ("/etc/nap/nap.env", "/opt/nap/current", "/var/lib/nap"):
        assert path in script
        script = script.replace(path, str(tmp_path / "nap.env" if path.endswith(".env") else tmp_path))
    done = subprocess.run(
        ["/bin/sh", "-c", script, "nap-as", "doctor"], capture_output=True, text=True, env={"PATH": os.environ["PATH"]}
    )
    assert (done.returncode, done.stderr) == (0, "")
    return dict(one.split("=", 1) for one in done.stdout.split("\0") if one)


def test_settings_run_nothing_and_reach_a_command_as_systemd_reads_them(tmp_path: Path) -> None:
    password = "a$b&c;d `touch here` $(touch here) 'e #f"
    address = "postgresql+psycopg://nap@db/nap?sslmode=verify-full&sslrootcert=/etc/nap/ca.pem"
    lines = (
        f"NAP_SMTP_PASSWORD={password}",
        f"NAP_DATABASE_URL={address}",
        "NAP_SMTP_USER='a b'",
        'NAP_DATA="c"',
        "# NAP_DEMO=1",
        "",
    )
    found = nap_as(tmp_path, "\n".join(lines) + "NAP_LOG=json")
    assert (found["NAP_SMTP_PASSWORD"], found["NAP_DATABASE_URL"]) == (password, address)
    assert (found["NAP_SMTP_USER"], found["NAP_DATA"], found["NAP_LOG"], "NAP_DEMO" in found) == ("a b", "c", "json", False)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".venv", "nap.env"]


def test_settings_of_the_example_stand_without_quotes() -> None:
    """`podman run --env-file` would take them for a part of the value."""
    assert [line for line in text("nap.env.example").splitlines() if re.match(r"#?NAP_\w+=.*['\"]", line)] == []
