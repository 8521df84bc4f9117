#!/usr/bin/env python3
"""The commands of the NAP 1325 monitor. Needs Python 3.11 or later and nothing else.

    python3 start.py [--port N] [--no-browser]          sets everything up and runs the monitor
    python3 start.py test [--long] [pytest arguments]   sets everything up and runs every check
    python3 start.py nap COMMAND ...                    sets everything up and runs one command (nap --help lists them)

Only the standard library is used here, and the syntax stays old, so that an old Python reaches the message about itself.
"""

import argparse
import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
PORT = 8501
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def main(arguments):
    """Run the command named by the arguments; returns the exit status."""
    if sys.version_info < OLDEST:
        stop(
            "Python {}.{} or later is needed, this is {}.{}. Get it from https://www.python.org/downloads/",
            *OLDEST,
            *sys.version_info[:2],
        )
    if arguments[:1] == ["test"]:
        return test(arguments[1:])
    if arguments[:1] == ["nap"]:
        return one_command(arguments[1:])
    return run(arguments)


def run(arguments):
    """Set up, then become the server."""
    parser = argparse.ArgumentParser(prog="start.py", description="Sets up and runs the NAP 1325 monitor on this computer.")
    parser.add_argument("--port", type=int, default=PORT, help=f"port on this computer (default {PORT})")
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")
    options = parser.parse_args(arguments)
    need_free(options.port)
    install("requirements.txt")
    command = [str(PYTHON), "-m", "nap", "serve", "--port", str(options.port)]
    return become(command if options.no_browser else [*command, "--browser"])


def one_command(arguments):
    """Set up, then run one command of the command line, in the folder where the person is: it may name files there."""
    install("requirements.txt")
    return subprocess.run([str(PYTHON), "-m", "nap", *arguments], env={**os.environ, "PYTHONPATH": str(ROOT)}).returncode


def test(arguments):
    """Set up for testing and run every check; all of them run even if one fails, so that one run shows all."""
    install("requirements-dev.txt")
    have_browser()
    tools = [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports", "--no-cache"],
    ]
    chosen = [argument for argument in arguments if not argument.startswith("-")]
    parallel = [] if {"-n", "-x", "--pdb"} & set(arguments) else ["-n", "2", "--dist", "loadfile"]
    steps = [] if chosen else tools
    steps.append(["pytest", *parallel, *arguments])
    failed = [step for step in steps if not passed(step)]
    for step in failed:
        print("FAILED: " + " ".join(step), file=sys.stderr)
    return 1 if failed else 0


def passed(command):
    """Run one tool in the project's folder, say what it is, and tell whether it was content."""
    print("\n== " + " ".join(command), flush=True)
    return subprocess.run([str(PYTHON.parent / command[0]), *command[1:]], cwd=ROOT, env=compiled_once()).returncode == 0


def compiled_once():
    """The environment in which Python keeps what it compiled, beside its packages: tests start a hundred processes."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {"PYTHONPYCACHEPREFIX": str(VENV / "compiled"), **kept}


def need_free(port):
    """Stop with one line if the port cannot be listened on."""
    with socket.socket() as probe:
        if os.name != "nt":  # there it would allow a second listener
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            stop(
                "Port {} is taken, perhaps the monitor runs already: open http://127.0.0.1:{} or choose another with --port {}.",
                port,
                port,
                port + 1,
            )


def install(requirements):
    """Make .venv if there is none and install the pinned packages if they changed since the last time."""
    wanted = b"".join((ROOT / name).read_bytes() for name in ("requirements.txt", requirements))
    stamp, mark = VENV / ("installed-" + requirements), hashlib.sha256(wanted).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == mark:
        return
    make_venv()
    print("Installing what the monitor needs (once, some minutes on a weak line) ...", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "requirements.txt"]
    if requirements != "requirements.txt":
        pip += ["-r", requirements]
    if subprocess.run(pip, cwd=ROOT).returncode != 0:
        stop(
            "The packages could not be installed. Is this computer connected to the internet? Then start again; nothing is lost."
        )
    (VENV / "installed-requirements.txt").write_text(hashlib.sha256((ROOT / "requirements.txt").read_bytes() * 2).hexdigest())
    stamp.write_text(mark)


def make_venv():
    """Make the virtual environment; a half-made one is made anew."""
    if (
        PYTHON.exists()
        and subprocess.run(
            [str(PYTHON), "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ).returncode
        == 0
    ):
        return
    try:
        import ensurepip
        import venv
    except ImportError:
        stop("This Python has no venv module. On Debian or Ubuntu: sudo apt install python{}.{}-venv", *sys.version_info[:2])
    shutil.rmtree(VENV, ignore_errors=True)
    print(
        "Making the environment .venv with Python {}.{} (pip {}) ...".format(*sys.version_info[:2], ensurepip.version()),
        flush=True,
    )
    venv.create(VENV, with_pip=True)


def have_browser():
    """See that the browser journeys have a Chromium: an installed one, else Playwright's own; say so loudly if neither."""
    if os.environ.get("NAP_CHROMIUM") or any(shutil.which(name) for name in BROWSERS):
        return
    print("No Chromium is installed; asking Playwright for its own ...", flush=True)
    if subprocess.run([str(PYTHON), "-m", "playwright", "install", "chromium"], cwd=ROOT).returncode != 0:
        print(
            "*** NO BROWSER: the browser journeys will be SKIPPED. Install Chromium (Debian: apt install chromium). ***",
            file=sys.stderr,
        )


def become(command):
    """Replace this process by the command, so that ending it ends the server and frees the port."""
    if os.name != "nt":
        os.chdir(ROOT)
        os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell
    server = subprocess.Popen(command, cwd=ROOT)
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:  # Windows sends Ctrl-C to the server too; wait for it to end
            continue


def stop(message, *facts):
    """End with one line on standard error."""
    sys.exit(message.format(*facts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
