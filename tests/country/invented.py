"""The invented country: what is answered about it, and its two languages, made by a machine from the English.

Its code belongs to nobody in ISO 3166-1, its currency is the one for trials, its year begins in April. Each vowel of a text gets
a mark, another in each language: what no mark stands on was not translated.
"""

from __future__ import annotations

import re

LANGUAGES = ("pt", "sw")
COUNTRY = "XQ"
REGIONS = ("XQ-N", "XQ-01", "XQ-02", "XQ-03", "XQ-ZZ")
PARTNERS = ("REDE", "AMD", "MIN")
ANSWERS = r"""
country: XQ
name: {pt: Ilhas d'Água, sw: Visiwa vya Maji}
languages: [pt, sw]
years: [2024, 2026]
frequency: half_year
due_days: 20
year_begins: 4
timezone: Africa/Maputo
currency: XTS
calling_code: "+999"
regions:
  - {code: XQ-N, name: {pt: "Cabo d'Água", sw: "Rasi ya Maji"}}
  - São João da Pedra Alta
  - N'gola  Velha
  - {name: {pt: Ilhéu Ção, sw: Kisiwa cha Ção}}
  - XQ-ZZ Mji Mkongwe
organisation: {code: REDE, name: {pt: Rede das Mulheres, sw: Mtandao wa Wanawake}}
partners:
  - Associação Mãos Dadas
  - {code: MIN, name: {pt: Ministério, sw: Wizara}}
privacy:
  - {name: cartao, pattern: '\bXQ\d{8}[A-Z]\b', level: block}
"""
_MARKED = {"pt": str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ"), "sw": str.maketrans("aeiouAEIOU", "âêîôûÂÊÎÔÛ")}
_AS_IT_IS = re.compile(r"(\{\w+\}|https?://\S+|`[^`]*`|</?[A-Za-z][^<>]*>)")


def translated(code: str, english: str) -> str:
    """The text in one of the two languages; names in braces, addresses, tags and what is to be typed as it stands stay."""
    parts = _AS_IT_IS.split(english)
    return "".join(part if place % 2 else part.translate(_MARKED[code]) for place, part in enumerate(parts))


def plan_translated(plan: str) -> str:
    """The plan file with the texts translated that wait for it, as its author would do it by hand."""
    lines = (_line_translated(line) if "# translate:" in line else line for line in plan.splitlines())
    return "\n".join(lines) + "\n"


def _line_translated(line: str) -> str:
    text = line.partition("   # translate:")[0]
    for code in LANGUAGES:
        text = re.sub(rf'\b{code}: "([^"]*)"', lambda found, code=code: f'{code}: "{translated(code, found[1])}"', text)
    return text
