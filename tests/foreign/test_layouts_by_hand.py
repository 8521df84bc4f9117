"""Layouts, one little table each: what must be asked comes first, then what each figure is."""

from __future__ import annotations

import pytest

from tests.foreign.grids import asked, figures, understood

ASKED = {
    "a bare name that two places bear": ("Регион|2021|2022\nОш|11|12\nг.Ош|21|22", "ambiguous-region"),
    "a lone year with a mark": ("Регион|'20231\nг.Ош|11\nЧуйская область|12", "lone-year"),
    "no period anywhere": ("Регион|Число лиц\nг.Ош|11\nЧуйская область|12", "no-period"),
    "two rows of years": ("Регион|2020|2021\n|2021|2022\nг.Ош|11|12", "contradiction"),
    "figures without a header": ("Регион|2021|2022|\nг.Ош|11|12|13", "column-without-header"),
    "figures without a name": ("Регион|2021|2022\nг.Ош|11|12\n|21|22", "row-without-label"),
    "men and women behind the last region": (
        "Регион|2021|2022\nВсего|100|101\nг.Ош|11|12\nЧуйская область|21|22\nмужчины|45|46\nженщины|56|57",
        "belongs-to-which",
    ),
    "regions behind women alone": ("Регион|2021|2022\nЖенщины|90|91\nг.Ош|11|12\nЧуйская область|21|22", "belongs-to-which"),
    "one region twice": ("Регион|2021|2022\nг.Ош|11|12\nг.Ош|21|22", "said-twice"),
    "a row and a column that contradict each other": ("Регион|женщины 2021|мужчины 2021\nженщины|11|12", "contradiction"),
    "a cell nobody can read": ("Регион|2021|2022\nг.Ош|#REF!|12", "not-read"),
}

READ = {
    "regions down, years across": ("Регион|2021|2022\nг.Ош|11|12", "11=KG-GO - 2021; 12=KG-GO - 2022"),
    "years down, regions across": ("Год|Всего|г. Ош\n2021|11|12\n2022|21|22", "12=KG-GO - 2021; 21=KG - 2022"),
    "one year in the title": ("Число лиц за 2023 год\nРегион|Всего|Женщины\nг.Ош|11|12", "11=KG-GO - 2023; 12=KG-GO sex=F 2023"),
    "year above sex, over the first of its columns": (
        "Регион|2022||2023|\n|Женщины|Мужчины|Женщины|Мужчины\nг.Ош|11|12|13|14",
        "12=KG-GO sex=M 2022; 13=KG-GO sex=F 2023",
    ),
    "year above sex, over the middle of its columns": (
        "Регион||2021|||2022|\n|Всего|м|ж|Всего|м|ж\nг.Ош|11|12|13|14|15|16",
        "11=KG-GO - 2021; 14=KG-GO - 2022; 16=KG-GO sex=F 2022",
    ),
    "sex above year": (
        "Регион|Женщины||Мужчины|\n|2022|2023|2022|2023\nг.Ош|11|12|13|14",
        "12=KG-GO sex=F 2023; 13=KG-GO sex=M 2022",
    ),
    "quarters beneath years": (
        "Регион|2022||2023|\n|I квартал|II квартал|I квартал|II квартал\nг.Ош|11|12|13|14",
        "13=KG-GO - 2023-Q1",
    ),
    "bands of men and women": ("Регион|2022\nМужчины\nг.Ош|11\nЖенщины\nг.Ош|21", "11=KG-GO sex=M 2022; 21=KG-GO sex=F 2022"),
    "bands of years": (
        "Регион|Женщины|Мужчины\n2021 год\nг.Ош|11|12\n2022 год\nг.Ош|21|22",
        "12=KG-GO sex=M 2021; 21=KG-GO sex=F 2022",
    ),
    "a register": (
        "Регион|Пол|Год|Число\nг.Ош|женщины|2021|11\nг.Ош|мужчины|2022|12\nЧуйская область|женщины|2021|13",
        "11=KG-GO sex=F 2021; 12=KG-GO sex=M 2022; 13=KG-C sex=F 2021",
    ),
    "a region only at the first of its rows": (
        "Регион|Пол|2021|2022\nг.Ош|женщины|11|12\n|мужчины|13|14\nЧуйская область|женщины|21|22\n|мужчины|23|24",
        "14=KG-GO sex=M 2022; 24=KG-C sex=M 2022",
    ),
    "men and women beneath each region": (
        "Регион|2021\nг.Ош|10\nмужчины|11\nженщины|12\nЧуйская область|20\nмужчины|21\nженщины|22\nПо возрасту\n0-17|31",
        "11=KG-GO sex=M 2021; 22=KG-C sex=F 2021; 31=KG age=Y0T17 2021",
    ),
    "a heading that comes again under each region": (
        "Регион|2021\nг.Ош\nмужчины|11\nПо возрасту\n0-17|12\nЧуйская область\nмужчины|21\nПо возрасту\n0-17|22",
        "12=KG-GO age=Y0T17 2021; 22=KG-C age=Y0T17 2021",
    ),
    "of which women": (
        "Показатель|2021\nЧисло дел|10\nиз них женщины|11\nЧисло осуждённых|20\nиз них женщины|21",
        "11=KG sex=F 2021; 21=KG sex=F 2021",
    ),
    "town and country, each by sex": (
        "Показатель|2021\nВсего|10\nГород|20\nмужчины|21\nженщины|22\nСело|30\nмужчины|31\nженщины|32",
        "20=KG urbanisation=U 2021; 21=KG sex=M;urbanisation=U 2021; 32=KG sex=F;urbanisation=R 2021",
    ),
    "numbers before the names": (
        "|Регион|2021|2022\n1|г.Ош|11|12\n2|г.Бишкек|21|22\n3|Чуйская область|31|32",
        "11=KG-GO - 2021; 32=KG-C - 2022",
    ),
    "numbers of the columns": ("Регион|2021|2022\nА|1|2\nг.Ош|11|12", "11=KG-GO - 2021; 12=KG-GO - 2022"),
    "measures across years": (
        "Регион|Число браков||Число разводов|\n|2021|2022|2021|2022\nг.Ош|11|12|13|14",
        "12=KG-GO - 2022; 13=KG-GO - 2021",
    ),
    "figures that look like years": (
        "Регион|2021|2022\nг.Ош|2011|2012\nг.Бишкек|2013|2014",
        "2011=KG-GO - 2021; 2014=KG-GB - 2022",
    ),
    "tables beside each other": (
        "Регион|2021||Регион|2022\nг.Ош|11||г.Бишкек|12\nЧуйская область|21||г.Ош|22",
        "11=KG-GO - 2021; 12=KG-GB - 2022; 21=KG-C - 2021; 22=KG-GO - 2022",
    ),
    "categories nobody declared": (
        "Показатель|2021\nВсего|10\nПо уровню образования:\nВысшее|11\nСреднее|12",
        "11=KG ? 2021; 12=KG ? 2021",
    ),
}


@pytest.mark.parametrize("case", ASKED)
def test_it_asks(case: str) -> None:
    text, code = ASKED[case]
    assert set(asked(understood(text))) == {code}


@pytest.mark.parametrize("case", READ)
def test_it_reads(case: str) -> None:
    text, wanted = READ[case]
    read = understood(text)
    assert asked(read) == []
    assert dict(part.split("=", 1) for part in wanted.split("; ")).items() <= figures(read).items()


def test_a_column_of_changes_is_no_period() -> None:
    read = understood("Регион|2022|2023|2023 к 2022, %\nг.Ош|11|12|109.1")
    assert set(figures(read)) == {"11", "12"}
    assert [remark.code for remark in read.remarks] == ["column-no-period"]


def test_sums_tell_whose_parts_they_are() -> None:
    read = understood("Регион|2021\nВсего|100\nг.Ош|40\nЧуйская область|60\nмужчины|45\nженщины|55")
    assert figures(read)["45"] == "KG sex=M 2021"


def test_each_measure_is_a_block_of_its_own() -> None:
    read = understood("Показатель|2021\nЧисло дел|11\nЧисло лиц|12\nПо полу\nмужчины|13\nженщины|14\nПо территории\nг.Ош|15")
    assert [[given.typed for given in block.values] for block in read.blocks] == [["11"], ["12"], ["13", "14"], ["15"]]
