"""What goes wrong in the light lane: every time one clear page, nothing half done, nothing typed lost, nothing foreign run."""

from __future__ import annotations

import io

import openpyxl
import pytest

from nap.monitor import House, NotNow, all_returns, mend, operator, refused_uploads, return_detail, send_back, sign_out
from nap.words import say
from tests.houses import reading_here
from tests.monitor.building import COORDINATOR, H1, WPN, a_draft, a_submission, a_workbook
from tests.web.light import XLSX, browser, press, sent_id, upload, words

__all__ = ["reading_here"]

SHOT = "<img src=x onerror=alert(1)>"


def wrong(house: House, value: object = "a dozen") -> bytes:
    """A workbook with words where a number belongs."""
    book = openpyxl.load_workbook(io.BytesIO(a_workbook(house, "WPN", H1)))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == 21:
                    cell.value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def fields(page: str) -> list[str]:
    return [part.partition('"')[0] for part in page.split('name="v:')[1:]]


def test_the_cell_the_advice_and_what_stands_there_are_text(house: House) -> None:
    client = browser(house, "wpn@demo")
    answer = client.get(f"/light/return/{sent_id(upload(client, wrong(house, SHOT)))}")
    assert "&lt;img src=x" in answer.text
    assert "<img" not in answer.text
    assert "<script" not in answer.text
    assert fields(answer.text)


def test_what_is_mended_here_is_the_next_version_however_often_it_is_sent(house: House) -> None:
    client = browser(house, "wpn@demo")
    id = sent_id(upload(client, wrong(house)))
    typed = {f"v:{name}": "20" for name in fields(client.get(f"/light/return/{id}").text)}
    first, second = (press(client, f"/light/return/{id}/mend", **typed) for _ in range(2))
    assert (sent_id(first), first.headers["location"]) == (sent_id(second), second.headers["location"])
    assert return_detail(WPN, house, sent_id(first)).receipt.version == 2
    assert len(all_returns(operator(), house)) == 2


def test_an_offer_is_taken_by_one_click(house: House) -> None:
    client = browser(house, "wpn@demo")
    id = sent_id(upload(client, wrong(house, "> 18")))
    assert "Take 18" in words(client.get(f"/light/return/{id}"))
    made = return_detail(WPN, house, sent_id(press(client, f"/light/return/{id}/mend", all="1", page="1")))
    assert {one.after for one in made.mends} >= {"18"}
    assert made.receipt.verdict != "errors"


def test_when_a_later_version_came_between_what_was_typed_stands_in_its_fields(house: House) -> None:
    client = browser(house, "wpn@demo")
    id = sent_id(upload(client, wrong(house)))
    names = fields(client.get(f"/light/return/{id}").text)
    cell, _, sheet = names[0].partition(":")
    later = mend(WPN, house, id, {(sheet, cell): "twenty"}).receipt
    answer = press(client, f"/light/return/{id}/mend", **{f"v:{names[0]}": "19"})
    assert answer.status_code == 409
    assert "A later version came in meanwhile" in words(answer)
    assert f"/light/return/{later.id}/mend" in answer.text
    assert 'value="19"' in answer.text
    assert len(all_returns(operator(), house)) == 2


def test_a_value_that_is_refused_stands_there_with_its_reason(house: House) -> None:
    client = browser(house, "wpn@demo")
    id = sent_id(upload(client, wrong(house)))
    name = fields(client.get(f"/light/return/{id}").text)[0]
    answer = press(client, f"/light/return/{id}/mend", **{f"v:{name}": "1" * 501})
    assert (answer.status_code, "1" * 501 in answer.text) == (422, True)
    assert "too long" in words(answer)


def test_when_the_session_has_ended_what_was_typed_is_shown_again_and_taken_after_signing_in(house: House) -> None:
    client = browser(house, "wpn@demo")
    id = sent_id(upload(client, wrong(house)))
    name = fields(client.get(f"/light/return/{id}").text)[0]
    sign_out(house, client.cookies["nap_session"])
    answer = press(client, f"/light/return/{id}/mend", **{f"v:{name}": "20"})
    assert (answer.status_code, "Nothing is lost" in words(answer)) == (401, True)
    assert f'name="v:{name}" value="20"' in answer.text
    client.post("/sign-in", data={"person": "wpn@demo", "form": client.cookies["nap_form"]})
    assert press(client, f"/light/return/{id}/mend", **{f"v:{name}": "20"}).status_code == 303


def test_nothing_of_a_forged_form_is_done_or_shown(house: House) -> None:
    receipt, client = a_draft(house), browser(house, "wpn@demo")
    answer = client.post(f"/light/return/{receipt.id}/submit", data={"form": "not ours"})
    foreign = client.post(f"/light/return/{receipt.id}/submit", headers={"origin": "https://evil.example"})
    assert (answer.status_code, foreign.status_code) == (403, 403)
    assert return_detail(WPN, house, receipt.id).receipt.status == "draft"
    file = {"file": ("return.xlsx", a_workbook(house, "WPN", H1), XLSX)}
    assert client.post("/light/send", data={"form": "not ours"}, files=file).status_code == 403
    assert len(all_returns(operator(), house)) == 1


@pytest.mark.parametrize("path", ["", "/figures", "/marked", "/original", "/mend", "/submit", "/accept", "/send-back"])
@pytest.mark.parametrize("person", ["mia@demo", "forum@demo", "donor@demo"])
def test_a_foreign_number_looks_like_one_that_does_not_exist(house: House, person: str, path: str) -> None:
    receipt, client = a_submission(house), browser(house, person)
    ask = client.get if path in {"", "/figures", "/marked", "/original"} else lambda path: press(client, path)
    answer, unknown = (ask(f"/light/return/{id}{path}") for id in (receipt.id, "kg-example.WPN.2026-H1.99"))
    assert (answer.status_code, unknown.status_code) == (404, 404)
    assert answer.text.replace(receipt.id, "X") == unknown.text.replace("kg-example.WPN.2026-H1.99", "X")


@pytest.mark.parametrize("path", ["/light/template/MIA/2026-H1", "/light/template/XXX/2026-H1", "/light/template/WPN/never"])
def test_a_template_that_is_not_owed_or_not_ones_own_is_not_there(house: House, path: str) -> None:
    assert browser(house, "wpn@demo").get(path).status_code == 404


@pytest.mark.parametrize("person", ["forum@demo", "donor@demo"])
@pytest.mark.parametrize("path", ["/light", "/light/send", "/light/review"])
def test_who_sends_no_returns_finds_nothing_here(house: House, person: str, path: str) -> None:
    assert browser(house, person).get(path).status_code == 404


def test_a_refused_file_says_why_and_under_which_number(house: House) -> None:
    answer = upload(browser(house, "wpn@demo"), b"no workbook at all", "<b>.xlsx")
    incident = refused_uploads(operator(), house)[0]
    assert (answer.status_code, incident.id in answer.text) == (422, True)
    assert "<b>.xlsx" not in answer.text


def test_a_table_of_ones_own_is_led_to_its_page(house: House) -> None:
    book = openpyxl.Workbook()
    for row in [["Region", "2024", "2025"], ["Osh", 3, 4], ["Naryn", 5, 6]]:
        book.active.append(row)
    saved = io.BytesIO()
    book.save(saved)
    answer = upload(browser(house, "wpn@demo"), saved.getvalue())
    assert answer.status_code == 422
    assert 'href="/tables"' in answer.text


FORM = "multipart/form-data; boundary=x"
PART = '--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\nbytes\r\n'


@pytest.mark.parametrize(
    ("kind", "body", "status", "told"),
    [
        ("text/plain", "bytes", 400, "could not be read"),
        ("multipart/form-data", "bytes", 400, "could not be read"),
        (FORM, "bytes", 400, "could not be read"),
        (FORM, PART.format(name="a.xlsx"), 422, "No file was chosen"),
        (FORM, PART.format(name="a") + PART.format(name="b") + "--x--\r\n", 422, "one workbook at a time"),
        (FORM, '--x\r\nContent-Disposition: form-data; name="form"\r\n\r\nx\r\n--x--\r\n', 422, "No file was chosen"),
    ],
)
def test_what_is_no_form_with_one_file_is_told_so(house: House, kind: str, body: str, status: int, told: str) -> None:
    answer = browser(house, "wpn@demo").post("/light/send", content=body, headers={"content-type": kind})
    assert (answer.status_code, told in words(answer)) == (status, True)
    assert (all_returns(operator(), house), refused_uploads(operator(), house)) == ((), ())


def test_nothing_to_report_needs_no_workbook_and_comes_once(house: House) -> None:
    client = browser(house, "wpn@demo")
    assert "Nothing to report" in words(client.get("/light"))
    first, again = (press(client, "/light/nothing", partner="WPN", period="2026-H1") for _ in range(2))
    assert sent_id(first) == sent_id(again)
    assert press(client, f"/light/return/{sent_id(first)}/submit").headers["location"].endswith("said=submitted")
    assert press(client, "/light/nothing", partner="MIA", period="2026-H1").status_code == 404


def test_who_reports_nothing_is_told_that_it_is_not_submitted_yet_and_the_receipt_says_it(house: House) -> None:
    client = browser(house, "wpn@demo")
    answer = press(client, "/light/nothing", partner="WPN", period="2026-H1")
    told = words(client.get(answer.headers["location"]))
    assert "It is not submitted yet: press" in told
    assert "Your file has arrived" not in told
    assert "There is nothing to report for this period." in told
    assert "There is nothing to report for this period." in words(client.get(f"/receipt/{sent_id(answer)}"))
    assert "There is nothing to report" not in words(client.get(f"/receipt/{a_submission(house).id}"))


def test_a_coordinator_sends_back_with_a_reason_and_never_without(house: House) -> None:
    receipt, client = a_submission(house), browser(house, "coordinator@demo")
    here = f"/light/return/{receipt.id}"
    bare = press(client, f"{here}/send-back", reason=" ")
    assert (bare.status_code, "write the reason" in words(bare)) == (409, True)
    assert press(client, f"{here}/send-back", reason=SHOT).headers["location"] == f"{here}?said=sent_back"
    assert press(client, f"{here}/send-back", reason="twice").headers["location"] == f"{here}?said=sent_back"
    front = browser(house, "wpn@demo").get("/light").text
    assert "&lt;img src=x" in front
    assert "<img" not in front


def test_what_has_to_wait_says_so_and_keeps_what_was_typed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser(house, "wpn@demo")
    id = sent_id(upload(client, wrong(house)))
    name = fields(client.get(f"/light/return/{id}").text)[0]

    def busy(*_: object) -> None:
        raise NotNow("busy")

    monkeypatch.setattr("web.light.mend_form.mend", busy)
    answer = press(client, f"/light/return/{id}/mend", **{f"v:{name}": "20"})
    assert (answer.status_code, 'value="20"' in answer.text) == (503, True)


@pytest.mark.parametrize("code", ["store_unavailable", "store_unanswered"])
def test_a_submit_that_meets_a_store_out_of_reach_has_only_to_wait(
    house: House, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    client, id = browser(house, "wpn@demo"), a_draft(house).id

    def gone(*_: object) -> None:
        raise NotNow(code)

    monkeypatch.setattr("web.light.deciding.submit", gone)
    answer = press(client, f"/light/return/{id}/submit")
    assert (answer.status_code, said := say("en", f"pages.not_now.{code}")) == (503, said)
    assert said in words(answer)


def test_a_page_only_asked_for_never_says_that_what_was_typed_is_still_there(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(house, "wpn@demo")

    def gone(*_: object, **__: object) -> None:
        raise NotNow("store_unavailable")

    monkeypatch.setattr("web.light.one.return_detail", gone)
    answer = client.get(f"/light/return/{a_draft(house).id}")
    assert (answer.status_code, say("en", "web.not_shown") in words(answer)) == (503, True)


def test_what_stands_in_the_way_of_a_mending_is_no_waiting(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser(house, "wpn@demo")
    id = sent_id(upload(client, wrong(house)))
    name = fields(client.get(f"/light/return/{id}").text)[0]

    def closed(*_: object) -> None:
        raise NotNow("period_closed")

    monkeypatch.setattr("web.light.mend_form.mend", closed)
    assert press(client, f"/light/return/{id}/mend", **{f"v:{name}": "20"}).status_code == 409


def test_a_warning_is_answered_in_one_line(house: House) -> None:
    client = browser(house, "wpn@demo")
    id = sent_id(upload(client, a_workbook(house, "WPN", H1)))
    page = client.get(f"/light/return/{id}").text
    name = page.split('name="a:')[1].partition('"')[0]
    answer = press(client, f"/light/return/{id}/mend", **{f"a:{name}": "=1+1 it is right"})
    assert answer.headers["location"] == f"/light/return/{id}?said=answered"
    assert press(client, f"/light/return/{id}/mend", **{f"a:{name}": "=1+1 it is right"}).headers == answer.headers
    assert "=1+1 it is right" in client.get(f"/light/return/{id}").text


def test_a_line_typed_and_not_saved_goes_along_when_submit_is_pressed(house: House) -> None:
    client = browser(house, "wpn@demo")
    id = sent_id(upload(client, a_workbook(house, "WPN", H1)))
    name = client.get(f"/light/return/{id}").text.split('name="a:')[1].partition('"')[0]
    form = {f"a:{name}": "It is right", "submit": "1"}
    answers = [press(client, f"/light/return/{id}/mend", **form).headers["location"] for _ in range(2)]
    assert answers == [f"/light/return/{id}?said=submitted", f"/light/return/{id}?said=submitted_before"]
    assert "It is right" in client.get(f"/light/return/{id}").text


def test_a_figure_typed_and_not_saved_is_saved_and_looked_at_before_it_is_submitted(house: House) -> None:
    client = browser(house, "wpn@demo")
    id = sent_id(upload(client, a_workbook(house, "WPN", H1)))
    page = client.get(f"/light/return/{id}").text
    form = page.split(f'action="/light/return/{id}/mend')[1].partition("</form>")[0]
    assert 'name="submit"' in form
    assert "/submit" not in page
    answer = press(client, f"/light/return/{id}/mend", **{f"v:{fields(form)[0]}": "22", "submit": "1"})
    made = return_detail(WPN, house, sent_id(answer)).receipt
    assert (made.version, made.status) == (2, "draft")
    assert "not submitted yet" in words(client.get(answer.headers["location"]))


def test_what_came_back_reads_the_reason_then_what_to_do_and_never_that_it_can_be_submitted_as_it_is(house: House) -> None:
    receipt = a_submission(house)
    send_back(COORDINATOR, house, receipt.id, "Are these 21 women?")
    told = words(browser(house, "wpn@demo").get(f"/light/return/{receipt.id}"))
    assert "submit it as it is" not in told
    assert told.index("Are these 21 women?") < told.index("Do what the reason asks for")


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_template_in_the_readers_own_language_stands_first(house: House, lang: str) -> None:
    page = browser(house, "wpn@demo").get(f"/light?lang={lang}").text
    assert page.split("/light/template/")[1].startswith(f"WPN/2026-H2?in={lang}")


@pytest.mark.parametrize("person", ["forum@demo", "donor@demo"])
def test_who_neither_sends_nor_reviews_is_led_to_her_own_pages(house: House, person: str) -> None:
    answer = browser(house, person).get("/light")
    assert (answer.status_code, "for sending returns" in words(answer)) == (404, True)
    assert '<p><a href="/">' in answer.text
