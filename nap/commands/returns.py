"""`template`, `check`, `submit`: a partner's way by command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from nap.commands.checking import EXIT, print_findings
from nap.commands.edge import in_words, lang_of, period_in, print_json, read_file, the_house, the_person
from nap.monitor import (
    House,
    Receipt,
    Received,
    Viewer,
    operator,
    receive,
    receive_on_behalf,
    submit as submit_return,
    template as make_template,
)
from nap.words import say


@in_words
def template(options: Namespace) -> int:
    """Write the workbook of a partner for a period and print its name."""
    lang = lang_of(options)
    with the_house() as house:
        period = period_in(house.plan, options.period, lang)
        chosen = options.lang or house.plan.languages[0]
        made = make_template(operator(), house, options.partner, period, chosen)
    file = options.output or Path(made.name)
    file.write_bytes(made.data)
    print(file)
    return 0


@in_words
def submit(options: Namespace) -> int:
    """Receive a file and, if it has no errors, submit it; prints the receipt."""
    data = read_file(options.file, lang_of(options))
    with the_house() as house:
        viewer = the_person(house, options)
        received = _received(viewer, house, data, options)
        receipt = received.receipt
        if receipt is not None and receipt.verdict != "errors" and receipt.status == "draft":
            receipt = submit_return(viewer, house, receipt.id, options.because)
    return print_receipt(received, receipt, data, options)


def _received(viewer: Viewer, house: House, data: bytes, options: Namespace) -> Received:
    """As the person's own upload or, where it is said from whom or how the file came, on behalf of its partner."""
    name, because = options.file.name, options.because
    if not (options.from_whom or options.by_way or options.came):
        return receive(viewer, house, data, name, because=because)
    came = options.came or house.today()
    how = {"whom": options.from_whom, "way": options.by_way, "because": because}
    return receive_on_behalf(viewer, house, data, name, came=came, **how)


def print_receipt(received: Received, receipt: Receipt | None, data: bytes, options: Namespace) -> int:
    """What was found and the receipt, or the number of the refused file; returns the exit status."""
    lang = options.lang or received.checked.language
    if options.json:
        print_json(receipt_json(receipt) if receipt else _incident_json(received, data))
    else:
        print_findings(received.checked, lang)
        print(_receipt_line(receipt, received, lang))
    return EXIT[received.checked.verdict]


def receipt_json(receipt: Receipt) -> dict[str, object]:
    """The receipt as JSON, by names that stay."""
    return {
        "id": receipt.id,
        "verdict": receipt.verdict,
        "sha256": receipt.sha256,
        "partner": receipt.partner,
        "period": str(receipt.period),
        "version": receipt.version,
        "status": receipt.status,
        "received": receipt.received.isoformat(),
        "by": receipt.by,
        "no_second_pair_of_eyes": receipt.no_second_pair,
        **({"mapping": receipt.mapping} if receipt.mapping else {}),
    }


def _incident_json(received: Received, data: bytes) -> dict[str, object]:
    from hashlib import sha256

    empty = dict.fromkeys(("partner", "period", "version"))
    return {"id": received.incident, "verdict": "refused", "sha256": sha256(data).hexdigest(), **empty, "status": "refused"}


def _receipt_line(receipt: Receipt | None, received: Received, lang: str) -> str:
    return say(lang, "cli.incident", id=received.incident) if receipt is None else receipt_line(receipt, lang)


def receipt_line(receipt: Receipt, lang: str) -> str:
    """The receipt in one line."""
    status = say(lang, f"common.return_status.{receipt.status}")
    by = f" ({say(lang, 'receipt.by_table', mapping=receipt.mapping)})" if receipt.mapping else ""
    told = say(
        lang,
        "cli.receipt",
        id=receipt.id,
        partner=receipt.partner,
        period=receipt.period,
        version=receipt.version,
        status=status,
        sha256=receipt.sha256,
    )
    return told + by
