"""What is usual in a country, for an answer to be offered: its name, money, languages, clock. From the Unicode tables alone."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages
from babel.numbers import get_territory_currencies

from nap.words import is_language


def country_name(country: str, lang: str) -> str:
    """What the country is called in a language; empty where that is not known."""
    try:
        return str(Locale.parse(lang).territories.get(country, ""))
    except (UnknownLocaleError, ValueError):
        return ""


def currency_of(country: str) -> str:
    """The code of its money; empty if not known."""
    found = get_territory_currencies(country) if len(country) == 2 else []
    return str(found[-1]) if found else ""


def timezone_of(country: str) -> str:
    """The name of its clock; empty if it has several or none is known."""
    found = [zone for zone, land in get_global("zone_territories").items() if land == country]
    return str(found[0]) if len(found) == 1 else ""


def languages_of(country: str) -> list[str]:
    """Codes of its official languages; empty if none is known."""
    return [code for code in get_official_languages(country) if is_language(code)]
