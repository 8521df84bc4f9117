"""How a return differs from the version that counts, else from the one sent before; never from another partner's or period's."""

from __future__ import annotations

from decimal import Decimal

from nap import monitor
from nap.facts import Observation
from nap.monitor import House, Receipt, Step
from tests.monitor.building import COORDINATOR, H1, H2, MIA, WPN, a_draft, a_submission, an_acceptance


def compared(house: House, receipt: Receipt) -> tuple[int, list[tuple[Decimal | None, ...]]]:
    found = monitor.difference(WPN, house, receipt.id)
    assert found is not None
    values = [tuple(one.value if one else None for one in (each.before, each.after)) for each in found.amendments]
    return found.against.version, values


def test_a_first_version_has_nothing_to_differ_from(quick_house: House) -> None:
    a_draft(quick_house, period=H2)
    a_draft(quick_house, MIA, partner="MIA")
    first = a_draft(quick_house)
    a_draft(quick_house, data=b"two", value=22)
    assert monitor.difference(WPN, quick_house, first.id) is None
    assert monitor.difference(COORDINATOR, quick_house, first.id) is None


def test_among_trials_alone_the_latest_earlier_one_is_compared_whatever_was_wrong_with_it(quick_house: House) -> None:
    a_draft(quick_house, value=21)
    a_draft(quick_house, data=b"two", value=22, verdict="errors")
    third = a_draft(quick_house, data=b"three", value=23)
    a_draft(quick_house, data=b"four", value=24)
    assert compared(quick_house, third) == (2, [(Decimal(22), Decimal(23))])


def test_a_trial_between_hides_neither_what_counts_nor_what_was_sent(quick_house: House) -> None:
    sent = a_submission(quick_house, value=21)
    a_draft(quick_house, data=b"two", value=22)
    third = a_draft(quick_house, data=b"three", value=23)
    assert compared(quick_house, third) == (1, [(Decimal(21), Decimal(23))])
    monitor.accept(COORDINATOR, quick_house, sent.id)
    assert compared(quick_house, third) == (1, [(Decimal(21), Decimal(23))])


def test_what_was_sent_back_is_compared_before_a_trial(quick_house: House) -> None:
    sent = a_submission(quick_house, value=21)
    monitor.send_back(COORDINATOR, quick_house, sent.id, "Osh looks wrong")
    a_draft(quick_house, data=b"two", value=22)
    assert compared(quick_house, a_draft(quick_house, data=b"three", value=23)) == (1, [(Decimal(21), Decimal(23))])


def test_a_later_version_is_compared_with_the_one_that_counts(quick_house: House) -> None:
    an_acceptance(quick_house, value=21)
    a_draft(quick_house, data=b"two", value=22)
    third = a_submission(quick_house, data=b"three", value=23)
    assert compared(quick_house, third) == (1, [(Decimal(21), Decimal(23))])


def test_with_the_version_that_counted_before_it_once_it_is_accepted(quick_house: House) -> None:
    an_acceptance(quick_house, value=21)
    a_draft(quick_house, data=b"two", value=22)
    third = an_acceptance(quick_house, data=b"three", value=23)
    assert compared(quick_house, third) == (1, [(Decimal(21), Decimal(23))])


def test_with_the_version_before_where_none_was_accepted(quick_house: House) -> None:
    first = a_submission(quick_house, value=21)
    monitor.send_back(COORDINATOR, quick_house, first.id, "Osh looks wrong")
    second = a_submission(quick_house, data=b"two", value=21)
    assert compared(quick_house, second) == (1, [])


def stepped(house: House, receipt: Receipt) -> list[tuple[Decimal | None, Decimal | None]]:
    steps = monitor.last_period(WPN, house, receipt.id)
    return [(one.before.value if one.before else None, one.now.value if one.now else None) for one in steps]


def test_beside_the_period_before_stands_what_counts_of_it(quick_house: House) -> None:
    earlier = an_acceptance(quick_house, value=20)
    assert stepped(quick_house, earlier) == [(None, Decimal(20))]
    waiting = a_submission(quick_house, b"two", value=30, period=H2)
    assert stepped(quick_house, waiting) == [(Decimal(20), Decimal(30))]
    monitor.undo(COORDINATOR, quick_house, earlier.id, "by mistake")
    assert stepped(quick_house, waiting) == [(None, Decimal(30))]


def test_the_period_before_of_another_partner_is_none_of_its_own(quick_house: House) -> None:
    an_acceptance(quick_house, value=20)
    of_mia = a_draft(quick_house, MIA, b"mia", partner="MIA", period=H2)
    steps = monitor.last_period(MIA, quick_house, of_mia.id)
    assert [one.before for one in steps] == [None]


def test_the_largest_change_stands_first(quick_house: House) -> None:
    def of(value: int | None, **facts: str) -> Observation:
        return Observation("WPN", "2.2", "KG-B", H1, value=None if value is None else Decimal(value), **facts)

    small, large = Step(of(100), of(110)), Step(of(10), of(100))
    gone, answered = Step(of(10), None), Step(of(None, state="no_data"), of(None, state="no_data"))
    jumps = [one.jump for one in (answered, small, large, gone)]
    assert jumps == sorted(jumps)
    assert Step(of(0), of(0)).jump == 0
    assert gone.amounts is None
