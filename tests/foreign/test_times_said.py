"""Times inside titles: what is no period of ours is never read as the year that stands in it."""

from __future__ import annotations

import pytest

from nap.foreign.times_said import periods_in

SAID = {
    "Сведения о фактах за 9 месяцев 2024 года": "?",
    "Beneficiaries reached, January - May 2024": "?",
    "2024-жылдын 9 айы ичинде катталган": "?",
    "Обеспеченность врачами на 1 января 2024 года": "?",
    "Обеспеченность по состоянию на 01.01.2024": "?",
    "Обучено в 2023/2024 учебном году": "?",
    "Отчёт за 2023 год от 15.02.2024": "2023",
    "Сведения за 9 месяцев 2024 года и за 2023 год": "? 2023",
    "за 6 месяцев 2024 года": "2024-H1",
    "Jan-Jun 2024": "2024-H1",
    "за I полугодие 2024 г. и 2023 г.": "2024-H1 2023",
    "по состоянию на 31.12.2023": "2023",
    "Таблица 5. 2023 год": "2023",
    "Число погибших в 2023 году 5 женщин": "2023",
    "6.1.1 Калктын саны, 2017-жыл\n6.1.1 Население, 2017 год": "2017",
    "Число женщин на 100 000 человек": "",
}


@pytest.mark.parametrize("text", SAID)
def test_a_title_says_its_periods_and_no_part_of_a_time(text: str) -> None:
    assert " ".join(str(period or "?") for period in periods_in([text])) == SAID[text]
