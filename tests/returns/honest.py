"""Honest returns for the measuring of false alarms: every partner, three languages, words as organisations write them."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date

from nap.facts import Period
from nap.plan import Plan
from nap.returns import tags
from nap.settings import ROOT
from tests.returns.workbooks import Return

SOURCES = {
    "ru": [
        "Приказ № 996 от 12.03.2026",
        "№ 12-45/2026",
        "Журнал учёта № 0034/26",
        "https://stat.gov.kg/ru/news/2026-06-30/1234567",
    ],
    "ky": [
        "2026-жылдын 12-мартындагы № 996 буйрук",
        "№ 12-45/2026",
        "Каттоо китеби № 0034/26",
        "https://stat.gov.kg/ky/2026/06/30/",
    ],
    "en": ["Order No. 996 of 12.03.2026", "No. 12-45/2026", "Register 0034/26", "https://stat.gov.kg/en/news/2026-06-30/1234567"],
}
WORDS = {
    "ru": [
        "Профинансировано 21 012 199 012 345 сомов, счёт 1234567890, бюджетная строка 22150100.",
        "Договор № 45/2026-07 от 01.02.2026 по 30.06.2026, протокол 7 от 14.05.2026.",
        "Комитет по предупреждению насилия, {place}: 12 заседаний за период 01.01.2026-30.06.2026.",
        "Заместитель главы {place} и председатель айыл кенеша приняли участие; данные {org}.",
        "Из 1 250 женщин обучены 1 100 (88,0 %), в 2025 году было 980; рост 12,2 %.",
        "Помощь пострадавшим от семейного насилия: 3 центра, 24 часа, линия 117 и 1306.",
        "{org} и общественное объединение «Айкын жол» провели тренинг в селе Кызыл-Адыр.",
        "Код СОАТЕ 41705236000000, ИНН организации проверен, постановление 12-3/145.",
        "Перечислено 10 000 000 000 сом, 0,5 % бюджета; дело № 08-2026/00123.",
        "Город Раззаков, Ивановка, Орловка; по данным кризисных центров {place}.",
        "Совет по правам человека имени Исхака Раззакова; улица Токтогула, центр «Чолпон».",
    ],
    "ky": [
        "21 012 199 012 345 сом каржыланды, эсеп 1234567890, бюджет сабы 22150100.",
        "2026-жылдын 1-февралындагы № 45/2026-07 келишим, 14.05.2026 күнкү 7-протокол.",
        "Зомбулуктун алдын алуу комитети, {place}: 01.01.2026-30.06.2026 мезгилинде 12 жыйын.",
        "{place} акиминин орун басары жана айыл кеңештин төрайымы катышты; маалымат: {org}.",
        "1 250 аялдын ичинен 1 100 окутулду (88,0 %), 2025-жылы 980 болгон.",
        "Үй-бүлөлүк зомбулуктан жабыр тарткандарга жардам: 3 борбор, 117 жана 1306 линиялары.",
        "{org} жана «Айкын жол» коомдук бирикмеси Кызыл-Адыр айылында тренинг өткөрдү.",
        "СОАТЕ коду 41705236000000, токтом 12-3/145, Манас шаары, Раззаков шаары.",
    ],
    "en": [
        "Funded 21 012 199 012 345 som, account 1234567890, budget line 22150100.",
        "Contract 45/2026-07 of 01.02.2026 to 30.06.2026, minutes 7 of 14.05.2026.",
        "Committee for the prevention of violence, {place}: 12 meetings, 01.01.2026-30.06.2026.",
        "The deputy head of {place} and the chair of the local council took part; data of {org}.",
        "1,100 of 1,250 women were trained (88.0%), 980 in 2025; hotline 117, code 41705236000000.",
        "{org} and the public association Aikyn Jol held a training in Kyzyl-Adyr village.",
        "Help for survivors of domestic violence: three centres, open 24/7.",
    ],
}
ADDRESSEES = {"ru": "Жогорку Кенеш", "ky": "Жогорку Кеңеш", "en": "Parliament"}


def places(lang: str) -> list[str]:
    """The names of all regions and districts in one language."""
    with (ROOT / "data" / "regions.csv").open(encoding="utf-8", newline="") as file:
        return [row[f"name_{lang}"] for row in csv.DictReader(file)]


def honest_returns(plan: Plan, count: int, seed: int = 1325) -> Iterator[tuple[str, bytes]]:
    """So many filled returns: a name to tell it by, and the file. All partners and languages come in turn."""
    chance = random.Random(seed)
    periods = [Period.parse(text) for text in ("2025-H1", "2025-H2", "2026-H1")]
    for number in range(count):
        partner = plan.partners[number % len(plan.partners)]
        lang = ("ru", "ky", "en")[number // len(plan.partners) % 3]
        period = str(periods[number % len(periods)])
        made = Return(plan, partner.code, period, lang)
        _write_words(made, chance, lang, partner.name[lang])
        yield f"{number}: {partner.code} {period} {lang}", made.data()


def _write_words(made: Return, chance: random.Random, lang: str, org: str) -> None:
    def sentence() -> str:
        return chance.choice(WORDS[lang]).format(place=chance.choice(places(lang)), org=org)

    for sheet, columns, row in made.lines():
        if tags.COMMENT in columns and chance.random() < 0.6:
            sheet.cell(row, columns[tags.COMMENT]).value = sentence()
        if tags.SOURCE in columns and chance.random() < 0.6:
            sheet.cell(row, columns[tags.SOURCE]).value = chance.choice(SOURCES[lang])
        if tags.PERIOD not in columns:
            sheet.cell(row, columns[tags.TEXT]).value = " ".join(sentence() for _ in range(chance.randint(1, 4)))
    _add_items(made, chance, lang)


def _add_items(made: Return, chance: random.Random, lang: str) -> None:
    listed = [each.code for each in made.plan.indicators if each.type == "list"]
    if not listed or not any(tags.ITEM_TITLE in columns for _, columns, _ in made.heads()):
        return
    for number in range(chance.randint(0, 3)):
        title = f"{ADDRESSEES[lang]}: {chance.choice(places(lang))} № {number}-12/2026"
        made.add_item(indicator_code=listed[0], date_start=date(2026, 3, 1 + number), item_title=title)
