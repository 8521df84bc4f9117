"""Every verb of the monitor, asked by every role and by nobody, keeps the table of roles."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from nap import monitor
from nap.facts import Period, Status
from nap.foreign.mapping_yaml import write_mapping
from nap.monitor import (
    Denied,
    House,
    JointRefused,
    LinkRefused,
    NotAdopted,
    NotMended,
    NotNow,
    OverrideRefused,
    PartnerRefused,
    PasswordRefused,
    Unknown,
    Verb,
    Viewer,
)
from nap.people import Role
from nap.returns.book import Book
from tests.monitor.building import CLOCK, COORDINATOR, DONOR, FORUM, H1, MIA, WPN, a_draft, somebody
from tests.monitor.tables_made import mapping

PEOPLE = {Role.PARTNER: WPN, Role.FORUM: FORUM, Role.DONOR: DONOR, Role.COORDINATOR: COORDINATOR}
EVERYBODY = frozenset(Role)
READERS = EVERYBODY - {Role.DONOR}
SENDERS = frozenset({Role.PARTNER, Role.COORDINATOR})
REVIEWERS = frozenset({Role.COORDINATOR})

BATKEN = monitor.Asked("2.2", "KG-B", H1)
TRACKED = monitor.TrackingAsked("KG", H1, ("2.2",), "do not quote")

NEW = monitor.NewPerson("new@example.org", "New", frozenset({"forum"}))
AS_TYPED: dict[str, Any] = {"name": "New", "roles": frozenset({"donor"}), "partner": "", "language": ""}
SEEN = monitor.Account(NEW.email, "New", frozenset({Role.FORUM}), None, None, monitor.AccountState.INVITED, password=False)
REMINDER = monitor.Reminder("wpn@demo", "WPN", "ky", ())

ROW = ("2.2", "KG-B", H1)
PLACE = ("", "O2", "F12", "", "")

SPRING = monitor.NewOrganisation({"en": "Spring"}, "KG-B", "NGO")
Ask = Callable[[Any, House, str], object]
OF_WPN = mapping(partner="WPN")
NOTHING_READ = monitor.Checked("refused", None, None, None, "ky")
A_LINK = monitor.ConfirmLink("kg-example.WPN.2026-H1.1", "WPN", "none", CLOCK)


def beside(house: House) -> House:
    """The house with its data beside its store, where there is room for files in the making."""
    return replace(house, settings=replace(house.settings, data=new_place(house).parent))


def new_place(house: House) -> Path:
    """Where nothing stands yet."""
    file = house.store.file()
    assert file is not None
    return file.with_name(uuid4().hex)


VERBS: dict[str, tuple[Verb, frozenset[Role], Ask]] = {
    "plan_of": (Verb.READ_PLAN, EVERYBODY, lambda v, h, id: monitor.plan_of(v, h)),
    "results_for": (Verb.BROWSE_RESULTS, READERS, lambda v, h, id: monitor.results_for(v, h, indicators=["2.2"])),
    "data_described": (Verb.READ_PLAN, EVERYBODY, lambda v, h, id: monitor.data_described(v, h)),
    "worked_examples": (Verb.READ_PLAN, EVERYBODY, lambda v, h, id: monitor.worked_examples(v, h)),
    "stood_in_release": (
        Verb.BROWSE_RESULTS,
        READERS,
        lambda v, h, id: monitor.stood_in_release(v, h, "2.2", "KG", Period(2026)),
    ),
    "browse": (Verb.BROWSE_RESULTS, READERS, lambda v, h, id: monitor.browse(v, h)),
    "region_outlines": (Verb.BROWSE_RESULTS, READERS, lambda v, h, id: monitor.region_outlines(v, h)),
    "promises": (Verb.BROWSE_RESULTS, READERS, lambda v, h, id: monitor.promises(v, h)),
    "tracking_file": (Verb.BROWSE_RESULTS, READERS, lambda v, h, id: monitor.tracking_file(v, h, "en", TRACKED)),
    "shown_releases": (Verb.BROWSE_RESULTS, READERS, lambda v, h, id: monitor.shown_releases(v, h)),
    "released_house": (Verb.BROWSE_RESULTS, READERS, lambda v, h, id: monitor.released_house(v, h)),
    "search_indicators": (Verb.READ_PLAN, EVERYBODY, lambda v, h, id: monitor.search_indicators(v, h, "women")),
    "other_plans": (Verb.READ_PLAN, EVERYBODY, lambda v, h, id: monitor.other_plans(v, h)),
    "plan_house": (Verb.READ_PLAN, EVERYBODY, lambda v, h, id: monitor.plan_house(v, h, h.plan.id)),
    "continued_in": (Verb.READ_PLAN, EVERYBODY, lambda v, h, id: monitor.continued_in(v, h, "2.2")),
    "continues_from": (Verb.READ_PLAN, EVERYBODY, lambda v, h, id: monitor.continues_from(v, h, h.plan.indicators[0])),
    "newest_front": (Verb.READ_RELEASES, EVERYBODY, lambda v, h, id: monitor.newest_front(v, h, "en")),
    "backup": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.backup(v, beside(h), new_place(h))),
    "last_backup": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.last_backup(v, h)),
    "export": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.export(v, h, new_place(h))),
    "move": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.move(v, h, f"sqlite:///{new_place(h)}")),
    "reads_of_release": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.reads_of_release(v, h, 1)),
    "links_of": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.links_of(v, h, 1)),
    "make_share_link": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.make_share_link(v, h, 1, CLOCK.date(), "Ministry")),
    "take_back_link": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.take_back_link(v, h, "none")),
    "coverage": (Verb.READ_SUMMARY, EVERYBODY, lambda v, h, id: monitor.coverage(v, h)),
    "expected_of": (Verb.SEE_RETURNS, SENDERS, lambda v, h, id: monitor.expected_of(v, h, "WPN")),
    "results_for_audience": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.results_for_audience(v, h, "forum")),
    "explain": (Verb.BROWSE_RESULTS, READERS, lambda v, h, id: monitor.explain(v, h, BATKEN)),
    "explain_for_audience": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.explain_for_audience(v, h, "forum", BATKEN)),
    "entries": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.entries(v, h, "2.2")),
    "region_brief": (Verb.BROWSE_RESULTS, READERS, lambda v, h, id: monitor.region_brief(v, h, "KG-B", "ky")),
    "coverage_parts": (Verb.BROWSE_RESULTS, READERS, lambda v, h, id: monitor.coverage_parts(v, h, H1)),
    "responses": (Verb.BROWSE_RESULTS, READERS, lambda v, h, id: monitor.responses(v, h)),
    "causes_since": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.causes_since(v, h, H1.end)),
    "template": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.template(v, h, "WPN", H1, "ru")),
    "check": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.check(v, h, b"PK")),
    "receive": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.receive(v, h, b"PK", "a.xlsx")),
    "send": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.send(v, h, b"PK", "a.xlsx")),
    "submit": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.submit(v, h, id, "asked by telephone")),
    "report_nothing": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.report_nothing(v, h, "WPN", H1, "ru", "asked")),
    "report_not_safe": (
        Verb.SEND_RETURN,
        SENDERS,
        lambda v, h, id: monitor.report_not_safe(v, h, "WPN", H1, "ru", "the road was closed", "asked"),
    ),
    "withdraw": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.withdraw(v, h, id)),
    "confirm_own": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.confirm_own(v, h, id, "yes")),
    "receive_on_behalf": (
        Verb.REVIEW,
        REVIEWERS,
        lambda v, h, id: monitor.receive_on_behalf(v, h, b"PK", "a.xlsx", whom="Osh", came=H1.start, way="paper"),
    ),
    "confirmation_link": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.confirmation_link(v, h, id)),
    "confirm_letters": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.confirm_letters(v, h, A_LINK)),
    "to_mend": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.to_mend(v, h, id)),
    "open_drafts": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.open_drafts(v, h, "WPN")),
    "mend": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.mend(v, h, id, {("O2", "F12"): "5"}, because="by telephone")),
    "try_file": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.try_file(v, h, "a.xlsx", b"PK")),
    "marked_try": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.marked_try(v, b"PK", NOTHING_READ, "ky")),
    "look_table": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.look_table(v, h, b"a;b", "a.csv")),
    "draw_table": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.draw_table(v, h, b"a;b", "a.csv", {}, partner="WPN")),
    "send_table": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.send_table(v, h, b"a;b", "a.csv", OF_WPN)),
    "table_mappings": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.table_mappings(v, h)),
    "table_mapping": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.table_mapping(v, h, "nsc-5.5.1")),
    "save_mapping": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.save_mapping(v, h, OF_WPN)),
    "import_mapping": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.import_mapping(v, h, write_mapping(OF_WPN).encode())),
    "delete_mapping": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.delete_mapping(v, h, "poverty")),
    "mapping_history": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.mapping_history(v, h, "poverty")),
    "recognise_table": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.recognise_table(v, h, Book(()))),
    "due_returns": (Verb.SEE_RETURNS, SENDERS, lambda v, h, id: monitor.due_returns(v, h)),
    "my_returns": (Verb.SEE_RETURNS, SENDERS, lambda v, h, id: monitor.my_returns(v, h)),
    "return_detail": (Verb.SEE_RETURNS, SENDERS, lambda v, h, id: monitor.return_detail(v, h, id)),
    "last_period": (Verb.SEE_RETURNS, SENDERS, lambda v, h, id: monitor.last_period(v, h, id)),
    "difference": (Verb.SEE_RETURNS, SENDERS, lambda v, h, id: monitor.difference(v, h, id)),
    "marked_return": (Verb.SEE_RETURNS, SENDERS, lambda v, h, id: monitor.marked_return(v, h, id, "ky")),
    "said_to": (Verb.SEE_RETURNS, SENDERS, lambda v, h, id: monitor.said_to(v, h, id)),
    "original": (Verb.SEE_RETURNS, SENDERS, lambda v, h, id: monitor.original(v, h, id)),
    "return_beside": (Verb.SEE_RETURNS, SENDERS, lambda v, h, id: monitor.return_beside(v, h, id)),
    "rows_of": (Verb.SEE_RETURNS, SENDERS, lambda v, h, id: monitor.rows_of(v, h, id)),
    "own_figures": (Verb.SEE_RETURNS, SENDERS, lambda v, h, id: monitor.own_figures(v, h, "WPN")),
    "own_workbook": (Verb.SEE_RETURNS, SENDERS, lambda v, h, id: monitor.own_workbook(v, h, "WPN", "ky")),
    "due_calendar": (Verb.SEE_RETURNS, SENDERS, lambda v, h, id: monitor.due_calendar(v, h, "WPN", "ky")),
    "waiting_returns": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.waiting_returns(v, h)),
    "all_returns": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.all_returns(v, h)),
    "accept": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.accept(v, h, id)),
    "queue": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.queue(v, h)),
    "effect_of": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.effect_of(v, h, id)),
    "effect_of_all": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.effect_of_all(v, h, [id])),
    "accept_clean": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.accept_clean(v, h, {id: "1"})),
    "send_back": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.send_back(v, h, id, "why")),
    "begin_release": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.begin_release(v, h, H1)),
    "change_draft": (
        Verb.PUBLISH,
        REVIEWERS,
        lambda v, h, id: monitor.change_draft(v, h, 1, monitor.DraftContent(H1), seen="1.1"),
    ),
    "drop_draft": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.drop_draft(v, h, 1, seen="1.1")),
    "drafts": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.drafts(v, h)),
    "draft_of": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.draft_of(v, h, 1)),
    "consents_of": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.consents_of(v, h, 1)),
    "check_release": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.check_release(v, h, 1)),
    "preview": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.preview(v, h, 1)),
    "would_be": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.would_be(v, h, monitor.DraftContent(H1))),
    "publish": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.publish(v, h, 1, seen="1.1")),
    "release_files": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.release_files(v, h, 1)),
    "releases": (Verb.READ_RELEASES, EVERYBODY, lambda v, h, id: monitor.releases(v, h)),
    "release": (Verb.READ_RELEASES, EVERYBODY, lambda v, h, id: monitor.release(v, h, 1)),
    "explain_figure": (Verb.READ_RELEASES, EVERYBODY, lambda v, h, id: monitor.explain_figure(v, h, 1, "R1-1", "en")),
    "withdraw_release": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.withdraw_release(v, h, 1, "why")),
    "set_visibility": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.set_visibility(v, h, 1, "link")),
    "consent_asked": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.consent_asked(v, h, "WPN")),
    "answer_consent": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.answer_consent(v, h, 1, "hold", partner="WPN")),
    "hold_figures": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.hold_figures(v, h, "why", "WPN")),
    "free_figures": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.free_figures(v, h)),
    "figures_held": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.figures_held(v, h, "WPN")),
    "hide_now": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.hide_now(v, h, "why", indicator="2.2")),
    "show_again": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.show_again(v, h, "why", indicator="2.2")),
    "hidings_of": (Verb.PUBLISH, REVIEWERS, lambda v, h, id: monitor.hidings_of(v, h)),
    "hidden_since": (Verb.READ_PLAN, EVERYBODY, lambda v, h, id: monitor.hidden_since(v, h, 0)),
    "anything_hidden": (Verb.READ_SUMMARY, EVERYBODY, lambda v, h, id: monitor.anything_hidden(v, h)),
    "hold_back": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.hold_back(v, h, id, {ROW}, "why")),
    "take_back_hold": (Verb.SEND_RETURN, SENDERS, lambda v, h, id: monitor.take_back_hold(v, h, id, {ROW})),
    "decline": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.decline(v, h, id, {ROW}, "why")),
    "undecline": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.undecline(v, h, id, {ROW})),
    "waive": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.waive(v, h, id, PLACE, "why")),
    "unwaive": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.unwaive(v, h, id, PLACE)),
    "remark": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.remark(v, h, id, PLACE, "well")),
    "remarks_of": (Verb.SEE_RETURNS, SENDERS, lambda v, h, id: monitor.remarks_of(v, h, id)),
    "undo": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.undo(v, h, id, "why")),
    "reactivate": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.reactivate(v, h, id, "why")),
    "override_status": (
        Verb.OVERRIDE,
        REVIEWERS,
        lambda v, h, id: monitor.override_status(v, h, "2.2", "KG-B", H1, Status.BEHIND, "why"),
    ),
    "lift_override": (Verb.OVERRIDE, REVIEWERS, lambda v, h, id: monitor.lift_override(v, h, "2.2", "KG-B", H1, "why")),
    "overrides": (Verb.OVERRIDE, REVIEWERS, lambda v, h, id: monitor.overrides(v, h)),
    "lapsed_overrides": (Verb.OVERRIDE, REVIEWERS, lambda v, h, id: monitor.lapsed_overrides(v, h)),
    "to_judge": (Verb.OVERRIDE, REVIEWERS, lambda v, h, id: monitor.to_judge(v, h, "2.2", "KG-B", H1)),
    "directory": (Verb.READ_DIRECTORY, EVERYBODY, lambda v, h, id: monitor.directory(v, h)),
    "own_scores": (Verb.READ_DIRECTORY, EVERYBODY, lambda v, h, id: monitor.own_scores(v, h)),
    "distributions": (Verb.READ_DIRECTORY, EVERYBODY, lambda v, h, id: monitor.distributions(v, h)),
    "capacity_scores": (Verb.READ_DIRECTORY, EVERYBODY, lambda v, h, id: monitor.capacity_scores(v, h, "W-1")),
    "organisation_history": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.organisation_history(v, h, "W-1")),
    "keep_organisation": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.keep_organisation(v, h, SPRING)),
    "note_consent": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.note_consent(v, h, "W-1", False)),
    "archive_organisation": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.archive_organisation(v, h, "W-1")),
    "give_scores": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.give_scores(v, h, "W-1", H1.end, {"STAFF": Decimal(5)})),
    "set_organisation_people": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.set_organisation_people(v, h, "W-1", [])),
    "read_organisations": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.read_organisations(v, h, b"a;b")),
    "bring_in": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.bring_in(v, h, monitor.OrganisationList())),
    "mark_joint": (
        Verb.REVIEW,
        REVIEWERS,
        lambda v, h, id: monitor.mark_joint(v, h, "2.6", "KG-B", H1, "WPN", "MIA", {"": Decimal(1)}, "why"),
    ),
    "lift_joint": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.lift_joint(v, h, 1, "why")),
    "joint_activities": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.joint_activities(v, h)),
    "joint_candidates": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.joint_candidates(v, h, id)),
    "refused_uploads": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.refused_uploads(v, h)),
    "period_states": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.period_states(v, h)),
    "templates_zip": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.templates_zip(v, h, H1)),
    "close_period": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.close_period(v, h, H1)),
    "reopen_period": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.reopen_period(v, h, H1, "WPN", "why")),
    "look_history": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.look_history(v, h, b"a;b")),
    "import_history": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.import_history(v, h, b"a;b", "a.csv", "why")),
    "ask_erasure": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.ask_erasure(v, h, id, "why")),
    "confirm_erasure": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.confirm_erasure(v, h, id)),
    "drop_erasure": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.drop_erasure(v, h, id, "why")),
    "purge": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.purge(v, h, id, "why")),
    "erasures_asked": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.erasures_asked(v, h)),
    "kept_files": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.kept_files(v, h)),
    "tidy_files": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.tidy_files(v, h)),
    "gone_files": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.gone_files(v, h)),
    "compare_plan": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.compare_plan(v, h)),
    "adopt_plan": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.adopt_plan(v, h, "decided")),
    "plan_effects": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.plan_effects(v, h, h.plan)),
    "plan_file": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.plan_file(v, h)),
    "plan_matrix": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.plan_matrix(v, h, "en")),
    "plan_from_matrix": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.plan_from_matrix(v, h, b"none")),
    "adoptions": (Verb.READ_PLAN, EVERYBODY, lambda v, h, id: monitor.adoptions(v, h)),
    "goal_history": (Verb.READ_PLAN, EVERYBODY, lambda v, h, id: monitor.goal_history(v, h, "2.2", "KG")),
    "partner_lines": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.partner_lines(v, h)),
    "partner_line": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.partner_line(v, h, "WPN")),
    "partner_history": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.partner_history(v, h)),
    "add_partner": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.add_partner(v, h, monitor.PartnerTyped("NEW"), "why")),
    "change_partner": (
        Verb.ADMINISTER,
        REVIEWERS,
        lambda v, h, id: monitor.change_partner(v, h, monitor.PartnerTyped("WPN"), "why"),
    ),
    "end_partner": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.end_partner(v, h, "WPN", str(H1), "why")),
    "remove_partner": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.remove_partner(v, h, "WPN", "why")),
    "bring_back": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.bring_back(v, h, "WPN", "why")),
    "refused_file": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.refused_file(v, h, "I-0001")),
    "reminders_due": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.reminders_due(v, h)),
    "reminders_unheard": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.reminders_unheard(v, h)),
    "reminded": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.reminded(v, h)),
    "send_reminders": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.send_reminders(v, h)),
    "pass_reminder_on": (Verb.REVIEW, REVIEWERS, lambda v, h, id: monitor.pass_reminder_on(v, h, REMINDER)),
    "people": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.people(v, h)),
    "invite": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.invite(v, h, NEW)),
    "invite_together": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.invite_together(v, h, [NEW])),
    "people_sheet": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.people_sheet(v, h, "ky")),
    "read_people": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.read_people(v, h, b"PK")),
    "invitation_texts": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.invitation_texts(v, h, [], [], "ky")),
    "new_links": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.new_links(v, h, [NEW.email])),
    "handover": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.handover(v, h)),
    "first_day": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.first_day(v, h)),
    "setting_up": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.setting_up(v, h)),
    "say_done": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.say_done(v, h, "backup")),
    "take_back_done": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.take_back_done(v, h, "backup")),
    "try_mail": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.try_mail(v, h)),
    "change_person": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.change_person(v, h, NEW.email, seen=SEEN, **AS_TYPED)),
    "disable_person": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.disable_person(v, h, NEW.email, "left")),
    "enable_person": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.enable_person(v, h, NEW.email)),
    "new_link": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.new_link(v, h, NEW.email)),
    "end_sessions": (Verb.ADMINISTER, REVIEWERS, lambda v, h, id: monitor.end_sessions(v, h, NEW.email)),
    "my_sessions": (Verb.OWN_ACCOUNT, EVERYBODY, lambda v, h, id: monitor.my_sessions(v, h, "token")),
    "sign_out_everywhere": (Verb.OWN_ACCOUNT, EVERYBODY, lambda v, h, id: monitor.sign_out_everywhere(v, h, "token")),
    "change_password": (Verb.OWN_ACCOUNT, EVERYBODY, lambda v, h, id: monitor.change_password(v, h, "token", "a", "b", "b")),
    "trail": (Verb.OWN_ACCOUNT, EVERYBODY, lambda v, h, id: monitor.trail(v, h)),
    "trail_people": (Verb.OWN_ACCOUNT, EVERYBODY, lambda v, h, id: monitor.trail_people(v, h)),
    "chain": (Verb.READ_AUDIT, REVIEWERS, lambda v, h, id: monitor.chain(v, h)),
    "downloaded": (Verb.OWN_ACCOUNT, EVERYBODY, lambda v, h, id: monitor.downloaded(v, h, "trail")),
}
OF_ONE_PARTNER = (
    "consent_asked",
    "answer_consent",
    "hold_figures",
    "figures_held",
    "report_not_safe",
    "withdraw",
    "confirm_own",
    "expected_of",
    "due_calendar",
    "own_figures",
    "rows_of",
    "own_workbook",
    "template",
    "report_nothing",
    "submit",
    "to_mend",
    "open_drafts",
    "mend",
    "draw_table",
    "send_table",
    "save_mapping",
    "import_mapping",
    "return_detail",
    "return_beside",
    "difference",
    "last_period",
    "original",
    "marked_return",
    "said_to",
    "hold_back",
    "take_back_hold",
    "remarks_of",
)
QUESTIONS = [(name, role) for name in VERBS for role in Role]


def asks_for_a_viewer(name: str) -> bool:
    found = getattr(monitor, name)
    return inspect.isfunction(found) and next(iter(inspect.signature(found).parameters), "") == "viewer"


def test_every_function_that_is_given_a_viewer_stands_here() -> None:
    assert {name for name in dir(monitor) if asks_for_a_viewer(name)} == {*VERBS, "may"}


@pytest.mark.parametrize("name", VERBS)
def test_nobody_is_denied_everything(quick_house: House, name: str) -> None:
    verb, _, ask = VERBS[name]
    id = a_draft(quick_house).id
    for nobody in (None, somebody(), somebody(Role.PARTNER)) if verb not in NOT_OWN else (None, somebody()):
        with pytest.raises(Denied) as caught:
            ask(nobody, quick_house, id)
        assert caught.value.verb is verb


NOT_OWN = (Verb.READ_PLAN, Verb.READ_RELEASES, Verb.READ_SUMMARY, Verb.BROWSE_RESULTS, Verb.OWN_ACCOUNT, Verb.READ_DIRECTORY)


@pytest.mark.parametrize(("name", "role"), QUESTIONS)
def test_each_role_gets_what_the_table_gives_it(quick_house: House, name: str, role: Role) -> None:
    verb, allowed, ask = VERBS[name]
    id = a_draft(quick_house).id
    before = quick_house.store.version()
    if role in allowed:
        assert not denied(ask, PEOPLE[role], quick_house, id)
        return
    with pytest.raises(Denied) as caught:
        ask(PEOPLE[role], quick_house, id)
    assert caught.value.verb is verb
    assert quick_house.store.version() == before


@pytest.mark.parametrize("name", OF_ONE_PARTNER)
def test_a_partner_is_denied_what_belongs_to_another(quick_house: House, name: str) -> None:
    verb, _, ask = VERBS[name]
    with pytest.raises(Denied) as caught:
        ask(MIA, quick_house, a_draft(quick_house).id)
    assert caught.value.verb is verb


@pytest.mark.parametrize("name", ["due_returns", "my_returns"])
def test_a_partner_sees_its_own_alone(quick_house: House, name: str) -> None:
    a_draft(quick_house)
    a_draft(quick_house, MIA, partner="MIA")
    lines = VERBS[name][2](MIA, quick_house, "")
    assert lines
    assert {getattr(line, "receipt", line).partner for line in lines} == {"MIA"}  # type: ignore[attr-defined]


def denied(ask: Ask, viewer: Viewer, house: House, id: str) -> bool:
    try:
        ask(viewer, house, id)
    except Denied:
        return True
    except (
        JointRefused,
        monitor.OrganisationRefused,
        LinkRefused,
        NotAdopted,
        NotMended,
        NotNow,
        OverrideRefused,
        PartnerRefused,
        PasswordRefused,
        Unknown,
    ):
        return False
    return False
