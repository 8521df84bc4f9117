"""Tables in a layout of their own: other people's sheets are understood, mapped to an indicator and read as a return.

Bytes enter (xlsx, ods, xls, csv); what was understood leaves, cell by cell, with how sure it is and what has to be asked.
Nothing is stored here, nothing is guessed between two places of one name.
"""

from nap.foreign.model import (
    Axis,
    Block,
    Choice,
    Choices,
    Given,
    Hint,
    Label,
    Line,
    Meaning,
    Remark,
    Role,
    Sure,
    Understood,
)
from nap.foreign.understanding import understand

__all__ = [
    "Axis",
    "Block",
    "Choice",
    "Choices",
    "Given",
    "Hint",
    "Label",
    "Line",
    "Meaning",
    "Remark",
    "Role",
    "Sure",
    "Understood",
    "understand",
]
