"""Settings although some are wrong: an environment enters, what can be read of it leaves, with a finding for each that cannot."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from nap.monitor.doctor.told import Diagnosis, error, warning
from nap.settings import Settings

KNOWN = (
    *("NAP_DATA", "NAP_DATABASE_URL", "NAP_PLAN", "NAP_BASE_URL", "NAP_DEMO", "NAP_DEMO_BEYOND", "NAP_PROXIES"),
    *("NAP_SMTP_HOST", "NAP_SMTP_PORT", "NAP_SMTP_USER", "NAP_SMTP_PASSWORD", "NAP_SMTP_SENDER", "NAP_SMTP_SECURITY"),
    *("NAP_TRUSTED_ISSUERS", "NAP_BACKUP_DAYS", "NAP_WORDS", "NAP_METRICS", "NAP_LOG", "NAP_DISK_KEPT"),
)
"""Every setting that `nap.settings` reads; a test holds the two together."""
OF_TESTS = frozenset({"NAP_OPEN_BROWSER", "NAP_CHROMIUM", "NAP_REAL", "NAP_REAL_WORKBOOKS", "NAP_FUZZ_KEEP", "NAP_BENCH_PYTHON"})
"""What `serve`, tests and benchmarks read."""
EXPECTED = {
    "NAP_LOG": "text, json",
    "NAP_SMTP_SECURITY": "starttls, tls, none",
    "NAP_SMTP_PORT": "25, 465, 587",
    "NAP_BACKUP_DAYS": "30",
}
"""What may stand there, or an example."""


def readable(environment: Mapping[str, str]) -> tuple[Settings, list[Diagnosis]]:
    """The settings without those that cannot be read. A ValueError of `Settings.read` begins with the setting's name."""
    env = dict(environment)
    found: list[Diagnosis] = []
    while True:
        try:
            return Settings.read(env), [*found, *_unknown(environment)]
        except ValueError as problem:
            name = str(problem).partition(":")[0]
            if name not in env:  # not about one setting
                return Settings.read({}), [*found, error("setting_unclear", why=type(problem).__name__)]
            expected = EXPECTED.get(name, "")
            found.append(error("setting_wrong", name=name, found=env.pop(name), expected=expected))


def _unknown(environment: Mapping[str, str]) -> list[Diagnosis]:
    """Settings that nothing reads: most likely somebody mistyped one."""
    names = sorted(name for name in environment if name.startswith("NAP_") and name not in {*KNOWN, *OF_TESTS})
    return [_one_unknown(name) for name in names]


def _one_unknown(name: str) -> Diagnosis:
    near = get_close_matches(name, KNOWN, 1, 0.7)
    return warning("setting_mistyped", name=name, nearest=near[0]) if near else warning("setting_unknown", name=name)
