"""Layouts by hand: headers apart from their figures, tables beneath each other, measures side by side, names that are wrapped."""

from __future__ import annotations

from nap.foreign.model import Sure
from tests.foreign.grids import asked, figures, understood


def test_a_header_parted_from_its_figures_by_an_empty_row_begins_a_table_of_its_own() -> None:
    read = understood(
        "Год|г. Ош|г. Бишкек\n\n2008|11|12\n2009|13|14\nПримечание: данные уточнены\n\n"
        "Калктын саны|Численность населения|Resident population\n\nКөрсөткүч|Показатель|Items|2010|2011\n\n"
        "Кыргыз Республикасы|Всего по республике|Kyrgyz Republic|21|22\nг. Ош|г. Ош|Osh city|23|24"
    )
    assert asked(read) == []
    wanted = {"14": "KG-GB - 2009", "21": "KG - 2010", "24": "KG-GO - 2011"}
    assert wanted.items() <= figures(read).items()


def test_two_storeys_of_a_header_parted_by_an_empty_row_stay_one_table() -> None:
    read = understood(
        "Регион|2021|2022\n\nг. Ош|11|12\n\n\nРегион|2023||2024|\n\n|Женщины|Мужчины|Женщины|Мужчины\nг. Ош|21|22|23|24"
    )
    assert asked(read) == []
    assert figures(read)["22"] == "KG-GO sex=M 2023"


def test_measures_in_different_languages_above_the_same_years_are_no_title() -> None:
    read = understood(
        "Область, город|Катталган учурлардын саны||Number of protection orders|\n|2017|2018|2017|2018\n"
        "А|1|2|3|4\nг. Ош|11|12|13|14\nВсего|21|22|23|24"
    )
    assert asked(read) == []
    assert [[given.typed for given in block.values] for block in read.blocks] == [
        ["11", "12", "21", "22"],
        ["13", "14", "23", "24"],
    ]


def test_a_name_wrapped_in_one_of_its_languages_is_still_one_name() -> None:
    read = understood("Items|2017|2018\nВсего|11|12\nПо возрасту\n- 18ге\\nчейин/до 18/up to 18|21|22\n- 18–29|31|32")
    assert asked(read) == []
    assert {"21": "KG age=Y_LT18 2017", "32": "KG age=Y18T29 2018"}.items() <= figures(read).items()


def test_a_column_of_several_years_together_is_left_out_beside_years() -> None:
    read = understood("Регион|2021|2022|Всего за 2021-2022\nг. Ош|11|12|23\nг. Бишкек|31|32|63")
    assert asked(read) == []
    assert set(figures(read)) == {"11", "12", "31", "32"}


def test_a_column_of_part_of_a_year_is_asked_about_beside_years() -> None:
    assert asked(understood("Регион|2021|2022|Всего за 9 месяцев 2023\nг. Ош|11|12|23\nг. Бишкек|31|32|63"))


def test_a_block_that_is_only_likely_says_why() -> None:
    read = understood("Доля лиц, в процентах|2021|2022\nПо уровню образования\nВысшее|11|12\nСреднее общее|21|22")
    (block,) = read.blocks
    assert block.sure is Sure.LIKELY
    assert ("unknown-part", "Высшее, Среднее общее") in {(each.code, each.found) for each in block.remarks}
    ages = understood("Число лиц|2021|2022\nВсего|11|12\n21-30|4|5\n31-40|7|7")
    assert all(block.sure is Sure.CERTAIN or block.remarks for block in ages.blocks)
    assert "read-as-likely" in {each.code for block in ages.blocks for each in block.remarks}


def test_a_count_that_looks_like_a_year_is_a_figure_where_each_row_names_its_year_in_words() -> None:
    read = understood(
        "Жыл|Аймак|Саны\n2021-ж.|Баткен облусу|33\n2021-ж.|Нарын облусу|1910\n2021-ж.|Талас облусу|67\n2022-ж.|Баткен облусу|2005"
    )
    assert asked(read) == []
    assert {"1910": "KG-N - 2021", "67": "KG-T - 2021", "2005": "KG-B - 2022"}.items() <= figures(read).items()
