"""Copies that are handed out name nobody whom a program wrote in; a sheet of an impossible name gets the list alone."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from nap.returns.marks import only_list, without_marks
from nap.returns.zipcopy import CannotEdit
from tests.returns.marking import differing, mark, parts, told, wrong
from tests.returns.reader_files import hand_parts, opened, saved, unzipped, zipped
from tests.returns.test_marks import book

PEOPLE = (
    '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<person displayName="Айгүл Асанова" id="{A1}" userId="S::aigul@ngo.example::1" providerId="AD"/>'
    '<person displayName="" id="{B2}" providerId="None"/></personList>'
)
PERSON = "http://schemas.microsoft.com/office/2017/10/relationships/person"


def peopled() -> bytes:
    """A workbook with an author of comments, a stand-in for a conversation, its person, a manager and a word on the archive."""
    made = book(B2="x")
    sheet = made.worksheets[0]
    sheet["D9"].comment, sheet["D8"].comment = Comment("моё", "Бакыт"), Comment("[Threaded comment]", "tc={7}")
    found = unzipped(saved(made))
    link = f'<Relationship Id="rIdP" Type="{PERSON}" Target="persons/person.xml"/></Relationships>'
    found["xl/_rels/workbook.xml.rels"] = found["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", link.encode())
    found["xl/persons/person.xml"] = PEOPLE.encode()
    found["docProps/app.xml"] = found["docProps/app.xml"].replace(
        b"</Properties>", "<Manager>Нурлан</Manager></Properties>".encode()
    )
    stream = io.BytesIO(zipped(found))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = "Жылдыз, +996 555 123456".encode()
    return stream.getvalue()


@pytest.mark.parametrize("cells", [("B2",), ("B2", "D9", "D8")])
def test_a_marked_copy_names_nobody(cells: tuple[str, ...]) -> None:
    data = mark(peopled(), wrong("Data", *cells))
    everything = b"".join(parts(data).values()) + data
    names = ("Айгүл", "aigul", "Бакыт", "Нурлан", "Жылдыз", "555 123456")
    assert [name for name in names if name.encode() in everything] == []
    assert all(name.encode() in b"".join(parts(peopled()).values()) + peopled() for name in names)


def test_words_and_conversations_stay_and_are_found_again() -> None:
    data = mark(peopled(), wrong("Data", "B2"))
    sheet = load_workbook(io.BytesIO(data))["Data"]
    assert sheet["D9"].comment is not None
    assert sheet["D9"].comment.text == "моё"
    assert sheet["D8"].comment is not None
    assert sheet["D8"].comment.author == "tc={7}"
    assert b'id="{A1}"' in parts(data)["xl/persons/person.xml"]
    assert sheet["B2"].comment is not None
    assert sheet["B2"].comment.author == "NAP"


def test_everything_else_comes_back_as_it_was() -> None:
    data = peopled()
    named = {"docProps/core.xml", "docProps/app.xml", "xl/persons/person.xml", "xl/comments/comment1.xml"}
    again = without_marks(mark(data, wrong("Data", "B2", "D9")))
    assert differing(data, again) <= named
    assert parts(again)["xl/comments/comment1.xml"].replace(b"<author></author>", b"<author/>") == parts(data)[
        "xl/comments/comment1.xml"
    ].replace("<author>Бакыт</author>".encode(), b"<author/>")


@pytest.mark.parametrize("name", ["a]b", "", "javascript:alert(1)", "a*b", "a/b", "б" * 32])
def test_a_sheet_named_as_none_can_be_is_read_but_gets_the_list_alone(name: str) -> None:
    made = hand_parts('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
    made["xl/workbook.xml"] = str(made["xl/workbook.xml"]).replace('name="Data"', f'name="{name}"')
    assert opened(zipped(made)).sheets[0].name == name
    with pytest.raises(CannotEdit):
        mark(zipped(made), wrong(name, "A1"))
    assert load_workbook(io.BytesIO(only_list(told(wrong(name, "A1")), "ru"))).sheetnames


@pytest.mark.parametrize("name", ["б" * 31, "a'b", "План (1) & Ко", "Ө|<"])
def test_a_sheet_of_an_unusual_but_possible_name_is_marked(name: str) -> None:
    made = book(B2="x")
    made.worksheets[0].title = name
    assert load_workbook(io.BytesIO(mark(saved(made), wrong(name, "B2")))).sheetnames[1] == name
