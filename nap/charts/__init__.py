"""Results → pictures, each with words and a table. Enters disclosed results, leaves `Figure`s.

A picture draws the numbers as they are: no sum, mean or share is made here. Missing and hidden values are gaps with a mark of
their own, never zero; colours stay apart for colour-blind readers and never speak alone.
"""

from nap.charts.breakdown import by_category as by_category
from nap.charts.cells import Amount as Amount, Cell as Cell, Link as Link, Mark as Mark
from nap.charts.changed import changed as changed, compared as compared
from nap.charts.distribution import Bar as Bar, distribution as distribution
from nap.charts.effects import cell_rows as cell_rows, effect_lines as effect_lines, shift_rows as shift_rows
from nap.charts.figure import Figure as Figure
from nap.charts.levels import levels as levels, levels_text as levels_text
from nap.charts.lists import (
    Square as Square,
    concerns as concerns,
    indicators as indicators,
    standing as standing,
)
from nap.charts.look import DARK as DARK, LIGHT as LIGHT, SIGNS as SIGNS
from nap.charts.method import method as method
from nap.charts.multiples import multiples as multiples
from nap.charts.multiples_periods import Row as Row, side_by_side as side_by_side
from nap.charts.multiples_scene import Side as Side
from nap.charts.outline import outline_map as outline_map
from nap.charts.reference import (
    SheetEntry as SheetEntry,
    SheetTeller as SheetTeller,
    reference_sheet as reference_sheet,
)
from nap.charts.regions import by_region as by_region
from nap.charts.series import series as series
from nap.charts.texts import (
    amount_text as amount_text,
    coverage_text as coverage_text,
    goals as goals,
    status_word as status_word,
    value_cell as value_cell,
    value_text as value_text,
)
from nap.charts.tiles import tile_map as tile_map
