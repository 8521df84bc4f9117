# Made by tests/monitor/exported_stub.py of nap/monitor/exported.py; write there, not here.

from nap.beginning.answers import (
    ASKED as ASKED,
    BEGINNING_FAULTS as BEGINNING_FAULTS,
    AnswerFault as AnswerFault,
    answer_fault_text as answer_fault_text,
    answers_in as answers_in,
    answers_of as answers_of,
    judged as judged,
    wrong_with as wrong_with,
)
from nap.beginning.folder import PLAN as BEGUN_PLAN, READ_ME as BEGUN_READ_ME, Begun as Begun, begun as begun
from nap.beginning.knowing import (
    country_name as country_name,
    currency_of as currency_of,
    languages_of as languages_of,
    timezone_of as timezone_of,
)
from nap.beginning.plan_file import HERE as TRANSLATE
from nap.finding_texts import FindingText as FindingText, finding_text as finding_text
from nap.foreign.anchors import hinted as hinted
from nap.foreign.applying import Applied as Applied, Recognised as Recognised
from nap.foreign.as_json import blocks_json as blocks_json, exact as exact, in_language as in_language, remark_json as remark_json
from nap.foreign.drawing import draw as draw
from nap.foreign.making import joined as joined, mapping_of as mapping_of
from nap.foreign.mapping import Mapping as TableMapping
from nap.foreign.mapping_yaml import mapping_fault_text as mapping_fault_text
from nap.foreign.model import (
    Axis as Axis,
    Block as Block,
    Choice as Choice,
    Given as Given,
    Hint as Hint,
    Line as Line,
    Remark as Remark,
    Role as TableRole,
    Sure as Sure,
    Understood as Understood,
)
from nap.foreign.remark_texts import remark_text as remark_text
from nap.matrix.faults import MatrixFault as MatrixFault, matrix_fault_text as matrix_fault_text
from nap.matrix.reading import MatrixRead as MatrixRead
from nap.monitor.accepting_many import Accepted as Accepted, accept_clean as accept_clean
from nap.monitor.account_views import (
    Account as Account,
    AccountState as AccountState,
    Bidden as Bidden,
    Link as Link,
    NewPerson as NewPerson,
    Purpose as Purpose,
    SessionLine as SessionLine,
    Trace as Trace,
)
from nap.monitor.adding import CountedOnce as CountedOnce
from nap.monitor.adopting import (
    LONGEST_ADOPTION_REASON as LONGEST_ADOPTION_REASON,
    Adoption as Adoption,
    Compared as Compared,
    PlanUpload as PlanUpload,
    adopt_plan as adopt_plan,
    adoptions as adoptions,
    compare_plan as compare_plan,
    goal_history as goal_history,
)
from nap.monitor.alone import Checker as Checker, checking as checking, try_files as try_files
from nap.monitor.answered import Said as Said, said_to as said_to
from nap.monitor.answering import CORRECTION as CORRECTION, LONGEST_ANSWER as LONGEST_ANSWER
from nap.monitor.backing_up import (
    BackupMade as BackupMade,
    LastBackup as LastBackup,
    backup as backup,
    last_backup as last_backup,
)
from nap.monitor.backup_file import NOT_READ as NOT_READ, BackupProblem as BackupProblem
from nap.monitor.briefing import LIVE as LIVE_FIGURES, region_brief as region_brief
from nap.monitor.bringing_back import (
    BackupRead as BackupRead,
    Restored as Restored,
    look_backup as look_backup,
    restore as restore,
)
from nap.monitor.browsing import Shelf as Shelf, browse as browse, due_days as due_days, next_due as next_due
from nap.monitor.calendars import due_calendar as due_calendar
from nap.monitor.changing import (
    Cause as Cause,
    Lookback as Lookback,
    board_of as board_of,
    causes_since as causes_since,
    lookbacks as lookbacks,
)
from nap.monitor.checklist import (
    BY_HAND as BY_HAND,
    LONGEST_NOTE as LONGEST_NOTE,
    Item as SetupItem,
    Step as SetupStep,
    first_day as first_day,
    say_done as say_done,
    setting_up as setting_up,
    take_back_done as take_back_done,
)
from nap.monitor.closing import close_period as close_period, reopen_period as reopen_period
from nap.monitor.comparing import Step as Step, difference as difference, last_period as last_period
from nap.monitor.confirmed import Confirmation as Confirmation
from nap.monitor.consenting import (
    LONGEST_CONSENT as LONGEST_CONSENT,
    answer_consent as answer_consent,
    consent_asked as consent_asked,
    consents_of as consents_of,
    figures_held as figures_held,
    free_figures as free_figures,
    hold_figures as hold_figures,
)
from nap.monitor.covering import (
    Coverage as Coverage,
    Expected as Expected,
    PeriodCoverage as PeriodCoverage,
    Square as Square,
    coverage as coverage,
    expected_of as expected_of,
)
from nap.monitor.covering_parts import Came as Came, CoverageParts as CoverageParts, coverage_parts as coverage_parts
from nap.monitor.demo import fill_demo as fill_demo, wants_demo as wants_demo
from nap.monitor.describing import (
    DataDescribed as DataDescribed,
    Norm as Norm,
    Stood as Stood,
    data_described as data_described,
    stood_in_release as stood_in_release,
)
from nap.monitor.disks import refuse_thrown_away as refuse_thrown_away, thrown_away as thrown_away
from nap.monitor.distributing import FEWEST as FEWEST, Band as Band
from nap.monitor.doctor.examining import examine as examine, gravity_of as gravity_of, wrong_settings as wrong_settings
from nap.monitor.doctor.told import Diagnosis as Diagnosis, Gravity as Gravity
from nap.monitor.effects import Effect as Effect, effect_of as effect_of, effect_of_all as effect_of_all
from nap.monitor.erasing import (
    Asked as ErasureAsked,
    Erased as Erased,
    ask_erasure as ask_erasure,
    confirm_erasure as confirm_erasure,
    drop_erasure as drop_erasure,
    erasures_asked as erasures_asked,
    purge as purge,
)
from nap.monitor.explained_json import explained_json as explained_json
from nap.monitor.explaining import (
    Asked as Asked,
    Evidence as Evidence,
    Explained as Explained,
    explain as explain,
    explain_for_audience as explain_for_audience,
    explain_of as explain_of,
)
from nap.monitor.exporting import Exported as Exported, export as export
from nap.monitor.handing_over import HandingOver as HandingOver, Seat as Seat, handover as handover
from nap.monitor.hiding_now import (
    anything_hidden as anything_hidden,
    drawn_upon as drawn_upon,
    hidden_since as hidden_since,
    hide_now as hide_now,
    hidings_of as hidings_of,
    show_again as show_again,
)
from nap.monitor.history_csv import (
    HistoryPart as HistoryPart,
    HistoryRead as HistoryRead,
    import_history as import_history,
    look_history as look_history,
)
from nap.monitor.holding_back import (
    LONGEST_WHY as LONGEST_WHY,
    decline as decline,
    hold_back as hold_back,
    take_back_hold as take_back_hold,
    undecline as undecline,
)
from nap.monitor.house import (
    House as House,
    Installation as Installation,
    close as close,
    installation as installation,
    open_house as open_house,
    start_empty as start_empty,
)
from nap.monitor.inviting_many import (
    invitation_texts as invitation_texts,
    people_sheet as people_sheet,
    read_people as read_people,
)
from nap.monitor.joint import (
    JOINT_REFUSALS as JOINT_REFUSALS,
    LONGEST_JOINT_REASON as LONGEST_JOINT_REASON,
    JointActivity as JointActivity,
    JointCandidate as JointCandidate,
    JointRefused as JointRefused,
    joint_activities as joint_activities,
    joint_candidates as joint_candidates,
    lift_joint as lift_joint,
    mark_joint as mark_joint,
)
from nap.monitor.keeping import audit_verify as audit_verify, health as health
from nap.monitor.knowing import as_known as as_known
from nap.monitor.letters import (
    OUTCOMES as OUTCOMES,
    is_for_here_only as is_for_here_only,
    link_address as link_address,
    link_letter as link_letter,
    mail_is_set_up as mail_is_set_up,
    post as post,
)
from nap.monitor.links import bidden as bidden, forgot_password as forgot_password, set_password as set_password
from nap.monitor.listing import Entry as Entry, entries as entries
from nap.monitor.looking import look_alone as look_alone
from nap.monitor.looking_up import (
    capacity_scores as capacity_scores,
    directory as directory,
    distributions as distributions,
    organisation_history as organisation_history,
    own_scores as own_scores,
)
from nap.monitor.mail_trial import try_mail as try_mail
from nap.monitor.mappings import (
    MAPPING_REFUSALS as MAPPING_REFUSALS,
    KnownMapping as KnownMapping,
    MappingRefused as MappingRefused,
    delete_mapping as delete_mapping,
    import_mapping as import_mapping,
    mapping_history as mapping_history,
    recognise_table as recognise_table,
    save_mapping as save_mapping,
    table_mapping as table_mapping,
    table_mappings as table_mappings,
)
from nap.monitor.marking import marked_copy as marked_copy, marked_name as marked_name
from nap.monitor.mending import (
    LONGEST_VALUE as LONGEST_VALUE,
    Mended as Mended,
    ToMend as ToMend,
    mend as mend,
    open_drafts as open_drafts,
    to_mend as to_mend,
)
from nap.monitor.moving_house import Moved as Moved, move as move
from nap.monitor.nothing import (
    LONGEST_NOT_SAFE as LONGEST_NOT_SAFE,
    report_not_safe as report_not_safe,
    report_nothing as report_nothing,
)
from nap.monitor.on_behalf import (
    LONGEST_SAID as LONGEST_SAID,
    LONGEST_WHOM as LONGEST_WHOM,
    WAYS as WAYS,
    ConfirmLink as ConfirmLink,
    ToConfirm as ToConfirm,
    asked_to_confirm as asked_to_confirm,
    confirm as confirm,
    confirm_own as confirm_own,
    confirmation_link as confirmation_link,
    receive_on_behalf as receive_on_behalf,
)
from nap.monitor.opening_periods import (
    ZIP as ZIP,
    PeriodState as PeriodState,
    Reporting as Reporting,
    partner_languages as partner_languages,
    period_states as period_states,
    templates_zip as templates_zip,
)
from nap.monitor.organisation_kinds import OrganisationCodes as OrganisationCodes, organisation_codes as organisation_codes
from nap.monitor.organisation_lists import (
    LIST_COLUMNS as LIST_COLUMNS,
    LIST_FAULTS as LIST_FAULTS,
    ListFault as ListFault,
    OrganisationList as OrganisationList,
    bring_in as bring_in,
    read_organisations as read_organisations,
)
from nap.monitor.organisation_views import (
    ORGANISATION_REFUSALS as ORGANISATION_REFUSALS,
    CapacityScore as CapacityScore,
    Directory as Directory,
    NewOrganisation as NewOrganisation,
    Organisation as Organisation,
    OrganisationRefused as OrganisationRefused,
    OrganisationStep as OrganisationStep,
    OwnScores as OwnScores,
    Spread as Spread,
    Unnamed as Unnamed,
)
from nap.monitor.organisations import (
    LONGEST_ORGANISATION as LONGEST_ORGANISATION,
    LONGEST_WORD as LONGEST_WORD,
    archive_organisation as archive_organisation,
    give_scores as give_scores,
    keep_organisation as keep_organisation,
    note_consent as note_consent,
    set_organisation_people as set_organisation_people,
)
from nap.monitor.orphaned import Orphan as Orphan
from nap.monitor.outlining import outline_fault_text as outline_fault_text, region_outlines as region_outlines
from nap.monitor.overriding import (
    LONGEST_REASON as LONGEST_REASON,
    REFUSALS as REFUSALS,
    Override as Override,
    OverrideRefused as OverrideRefused,
    ToJudge as ToJudge,
    lapsed_overrides as lapsed_overrides,
    lift_override as lift_override,
    override_status as override_status,
    overrides as overrides,
    to_judge as to_judge,
)
from nap.monitor.own_password import change_password as change_password
from nap.monitor.own_work import OwnFigure as OwnFigure, own_figures as own_figures, own_workbook as own_workbook
from nap.monitor.partner_texts import (
    partner_changes as partner_changes,
    partner_fault_text as partner_fault_text,
    partner_fault_texts as partner_fault_texts,
    partner_owing as partner_owing,
    partner_time as partner_time,
)
from nap.monitor.partner_views import (
    PARTNER_STATES as PARTNER_STATES,
    Owing as Owing,
    PartnerEntry as PartnerEntry,
    PartnerLine as PartnerLine,
    partner_history as partner_history,
    partner_line as partner_line,
    partner_lines as partner_lines,
)
from nap.monitor.partners import (
    LONGEST_PARTNER_REASON as LONGEST_PARTNER_REASON,
    PARTNER_FAULTS as PARTNER_FAULTS,
    PartnerRefused as PartnerRefused,
    PartnerTyped as PartnerTyped,
    add_partner as add_partner,
    bring_back as bring_back,
    change_partner as change_partner,
    end_partner as end_partner,
    remove_partner as remove_partner,
)
from nap.monitor.people_read import MOST_PEOPLE as MOST_PEOPLE, PeopleFault as PeopleFault, PeopleList as PeopleList
from nap.monitor.permission import COMMAND_LINE as COMMAND_LINE, operator as operator
from nap.monitor.persons import (
    change_person as change_person,
    disable_person as disable_person,
    enable_person as enable_person,
    end_sessions as end_sessions,
    invite as invite,
    invite_together as invite_together,
    new_link as new_link,
    new_links as new_links,
    people as people,
)
from nap.monitor.plan_files import plan_file as plan_file, plan_from_matrix as plan_from_matrix, plan_matrix as plan_matrix
from nap.monitor.planned import (
    AskedOtherwise as AskedOtherwise,
    ChangedResult as ChangedResult,
    PlanEffects as PlanEffects,
    UnderWay as UnderWay,
    Veiled as Veiled,
    plan_effects as plan_effects,
)
from nap.monitor.plans_beside import (
    continued_in as continued_in,
    continues_from as continues_from,
    plan_house as plan_house,
    plans_beside as other_plans,
)
from nap.monitor.problems import (
    LINK_REFUSALS as LINK_REFUSALS,
    NOT_ADOPTED as NOT_ADOPTED,
    NOT_MENDED as NOT_MENDED,
    NOT_NOW as NOT_NOW,
    PASSWORD_REFUSALS as PASSWORD_REFUSALS,
    PERSON_REFUSALS as PERSON_REFUSALS,
    SIGN_IN_REFUSALS as SIGN_IN_REFUSALS,
    Denied as Denied,
    LinkRefused as LinkRefused,
    NotAdopted as NotAdopted,
    NotKept as NotKept,
    NotMended as NotMended,
    NotNow as NotNow,
    PasswordRefused as PasswordRefused,
    PersonRefused as PersonRefused,
    PlanProblem as PlanProblem,
    SignInRefused as SignInRefused,
    Unknown as Unknown,
)
from nap.monitor.program import program_version as program_version
from nap.monitor.promised import DUE as DUE, MeasureReport as MeasureReport, Promise as Promise, promises as promises
from nap.monitor.published import (
    LONGEST_NOTICE as LONGEST_NOTICE,
    release as release,
    releases as releases,
    set_visibility as set_visibility,
    withdraw_release as withdraw_release,
)
from nap.monitor.publishing import (
    check_release as check_release,
    explain_figure as explain_figure,
    files_of as release_files_made,
    preview as preview,
    publish as publish,
    rebuild as rebuild,
    release_data as release_data,
    release_files as release_files,
    would_be as would_be,
)
from nap.monitor.queueing import Waiting as Waiting, queue as queue
from nap.monitor.reading import (
    all_returns as all_returns,
    due_returns as due_returns,
    marked_return as marked_return,
    my_returns as my_returns,
    original as original,
    refused_file as refused_file,
    refused_uploads as refused_uploads,
    return_detail as return_detail,
    waiting_returns as waiting_returns,
)
from nap.monitor.reasons import LONGEST as LONGEST_DECISION
from nap.monitor.recording import DOWNLOADS as DOWNLOADS, downloaded as downloaded
from nap.monitor.release_alone import build_alone as build_alone, last_over as last_over, usual_title as usual_title
from nap.monitor.release_counts import ReadCount as ReadCount, count_read as count_read, reads_of_release as reads_of_release
from nap.monitor.release_drafts import (
    LONGEST_BECAUSE as LONGEST_BECAUSE,
    LONGEST_TEXT as LONGEST_TEXT,
    LONGEST_TITLE as LONGEST_TITLE,
    TIME_TO_ANSWER as TIME_TO_ANSWER,
    begin_release as begin_release,
    change_draft as change_draft,
    draft_of as draft_of,
    drafts as drafts,
    drop_draft as drop_draft,
)
from nap.monitor.release_front import NewestRelease as NewestRelease, newest_front as newest_front
from nap.monitor.release_previews import previewed_file as previewed_file
from nap.monitor.release_reading import (
    Standing as ReleaseStanding,
    file_at_hand as file_at_hand,
    listed_releases as listed_releases,
    newest_release as newest_release,
    released_file as released_file,
    shared_file as shared_file,
    standings as release_standings,
)
from nap.monitor.release_views import (
    RELEASE_PROBLEMS as RELEASE_PROBLEMS,
    VISIBLE as RELEASE_VISIBLE,
    ConsentAsked as ConsentAsked,
    ConsentRow as ConsentRow,
    ConsentState as ConsentState,
    DraftContent as DraftContent,
    HeldFigures as HeldFigures,
    PartnerConsent as PartnerConsent,
    PublishedRelease as PublishedRelease,
    ReleaseDraft as ReleaseDraft,
    ReleaseProblem as ReleaseProblem,
    Weight as Weight,
    Withdrawal as Withdrawal,
)
from nap.monitor.released_board import released_house as released_house, shown_releases as shown_releases
from nap.monitor.remarking import LONGEST_REMARK as LONGEST_REMARK, at_cell as at_cell, remark as remark, remarks_of as remarks_of
from nap.monitor.reminding import (
    REMINDED as REMINDED,
    Reminded as Reminded,
    pass_reminder_on as pass_reminder_on,
    reminded as reminded,
    reminders_due as reminders_due,
    reminders_unheard as reminders_unheard,
    send_reminders as send_reminders,
)
from nap.monitor.reminding_found import Reminder as Reminder, Thing as Thing
from nap.monitor.reminding_letters import reminder_letter as reminder_letter
from nap.monitor.reminding_steps import STEPS as STEPS
from nap.monitor.responding import OpenAlert as OpenAlert, Responses as Responses, responses as responses
from nap.monitor.retention import (
    GoneFile as GoneFile,
    KeptFile as KeptFile,
    apply_retention as apply_retention,
    gone_files_of as gone_files,
    kept_files as kept_files,
    tidy as tidy_files,
    tidy_at_start as tidy_at_start,
)
from nap.monitor.reviewing import accept as accept, send_back as send_back, undo as undo
from nap.monitor.row_views import (
    BesideReturn as BesideReturn,
    RowState as RowState,
    rows_of as rows_of,
    waivable_of as waivable_of,
)
from nap.monitor.searching import Searched as Searched, reference as reference, search_indicators as search_indicators
from nap.monitor.sending import check as check, receive as receive, send as send, submit as submit
from nap.monitor.served import NOT_SERVED as NOT_SERVED, Notice as Notice, NotServed as NotServed, ServedFile as ServedFile
from nap.monitor.sessions import (
    demo_people as demo_people,
    my_sessions as my_sessions,
    person_viewer as person_viewer,
    sign_in_demo as sign_in_demo,
    sign_out as sign_out,
    sign_out_everywhere as sign_out_everywhere,
    viewer_of as viewer_of,
)
from nap.monitor.settings_noted import note_settings as note_settings
from nap.monitor.share_links import (
    LONGEST_FOR_WHOM as LONGEST_FOR_WHOM,
    LONGEST_LINK as LONGEST_LINK,
    SharedLink as SharedLink,
    ShareLink as ShareLink,
    links_of as links_of,
    make_share_link as make_share_link,
    take_back_link as take_back_link,
)
from nap.monitor.showing import (
    last_closed as last_closed,
    plan_of as plan_of,
    results_for as results_for,
    results_for_audience as results_for_audience,
    results_of as results_of,
)
from nap.monitor.signing_in import sign_in as sign_in, sign_in_identity as sign_in_identity
from nap.monitor.starting import START_REFUSALS as START_REFUSALS, is_loopback as is_loopback, start_refusal as start_refusal
from nap.monitor.table_stored import return_beside as return_beside
from nap.monitor.table_views import Beside as Beside, Looked as Looked, Stored as Stored, TableDrawn as TableDrawn
from nap.monitor.tables import draw_table as draw_table, look_table as look_table, send_table as send_table
from nap.monitor.taking_up import current as current
from nap.monitor.telling_partners import (
    confirm_address as confirm_address,
    confirm_letters as confirm_letters,
    post_confirmation as post_confirmation,
)
from nap.monitor.templates import template as template
from nap.monitor.tracked import TrackingAsked as TrackingAsked, tracking_file as tracking_file
from nap.monitor.trail_texts import (
    act_name as act_name,
    event_text as event_text,
    origin_text as origin_text,
    person_text as person_text,
    return_text as return_text,
)
from nap.monitor.trailing import GROUPS as GROUPS, chain as chain, trail as trail, trail_people as trail_people
from nap.monitor.trying import (
    MOST_BYTES as MOST_BYTES,
    MOST_FILES as MOST_FILES,
    marked_try as marked_try,
    try_file as try_file,
    within_limits as within_limits,
)
from nap.monitor.views import (
    XLSX as XLSX,
    Difference as Difference,
    Download as Download,
    DueReturn as DueReturn,
    Event as Event,
    Incident as Incident,
    Receipt as Receipt,
    Received as Received,
    ReturnDetail as ReturnDetail,
    ReturnLine as ReturnLine,
)
from nap.monitor.waiving import unwaive as unwaive, waive as waive
from nap.monitor.watching import UNFIT as UNFIT, Watched as Watched, readiness as readiness, watched as watched
from nap.monitor.withdrawing import WITHDRAWABLE as WITHDRAWABLE, reactivate as reactivate, withdraw as withdraw
from nap.monitor.worked import Worked as Worked, worked_examples as worked_examples
from nap.people import Role as Role, Verb as Verb, Viewer as Viewer, may as may
from nap.people.emails import LONGEST_EMAIL as LONGEST_EMAIL, LONGEST_NAME as LONGEST_NAME
from nap.people.passwords import SHORTEST as SHORTEST_PASSWORD
from nap.plan import (
    LARGEST_PLAN as LARGEST_PLAN,
    Fault as Fault,
    Indicator as Indicator,
    Partner as Partner,
    Plan as Plan,
    fault_text as fault_text,
    load_plan as load_plan,
    reporters as reporters,
    return_periods as return_periods,
)
from nap.plan.entering import REGISTER_FAULTS as REGISTER_FAULTS, RegisterFault as RegisterFault
from nap.plan.outlines import Outlines as Outlines
from nap.plan.parts import breakdown_name as breakdown_name
from nap.plan.responsible import bodies as bodies, measure_of as measure_of, responsible as responsible
from nap.plan.revisions import Revision as Revision
from nap.post import Letter as Letter
from nap.releases.answer import Answer as AnswerSheet
from nap.releases.brief_html import brief_body as brief_body, brief_page as brief_page, brief_style as brief_style
from nap.releases.brief_pdf import brief_pdf as brief_pdf
from nap.releases.brief_told import Brief as Brief
from nap.releases.elsewhere import period_told as elsewhere_period, value_told as elsewhere_value
from nap.releases.frameworks import Reference as Reference, framework_name as framework_name
from nap.releases.release import METHOD as METHOD, Kind as Kind, Release as Release
from nap.releases.summary import Front as ReleaseFront, Part as ReleasePart
from nap.releases.verifying import Fault as ReleaseFault, verify as verify_release
from nap.results import (
    Audience as Audience,
    Board as Board,
    Change as Change,
    Concern as Concern,
    Tally as Tally,
    csv_fault_text as csv_fault_text,
    read_observations as read_observations,
    to_json as result_json,
)
from nap.results.answers import Answers as Answers
from nap.results.beside import is_share as is_share, moved as moved
from nap.results.breaks import break_day as break_day, predecessor as predecessor, successors as successors
from nap.results.comparing import compare_periods as compare_periods
from nap.results.movements import movements as movements
from nap.results.shifting import Shift as Shift
from nap.results.tracking import Track as Track
from nap.returns.book import Book as Book, Sheet as Sheet, column_letters as column_letters, position as position
from nap.returns.check import Checked as Checked
from nap.returns.choices import fold as folded, yes_no as yes_no
from nap.returns.differences import Amendment as Amendment
from nap.returns.explaining import explanations as explanations
from nap.returns.fields import Field as Field, counted as counted
from nap.returns.gate import ZIPPED_LIMIT as LARGEST_FILE
from nap.returns.options import meant as meant, options as options
from nap.returns.report import region_names as region_names, to_json as report
from nap.returns.several import (
    Tried as Tried,
    gravest as gravest,
    own_names as own_names,
    partner_of as partner_of,
    remarks as remarks,
    rivals as rivals,
    twins as twins,
    why_left_out as why_left_out,
)
from nap.returns.summing_up import summary as summary
from nap.returns.understanding import way_of as way_of
from nap.sealing import (
    NOT_SEALED as NOT_SEALED,
    Key as SealingKey,
    NotSealed as NotSealed,
    key_for as sealing_key,
    key_of as unsealing_key,
)
from nap.search.documents import Document as SearchDocument
from nap.search.finding import MOST_LETTERS as MOST_LETTERS, Answer as SearchAnswer, Hit as SearchHit, Problem as SearchProblem
from nap.search.showing import Marked as Marked, marked as marked, snippet as snippet
from nap.store.answers import Answer as Answer, spot as spot
from nap.store.canonical import Counted as Counted
from nap.store.chain import Chain as Chain
from nap.store.closings import Closing as Closing, Reopening as Reopening
from nap.store.handovers import Handover as Handover
from nap.store.hidings import Hiding as Hiding
from nap.store.left_out import LeftOut as LeftOut
from nap.store.mends import Mend as Mend
from nap.store.moving import NOT_COPIED as NOT_COPIED, NotCopied as NotCopied
from nap.store.remarks import Word as Word
from nap.wording.entries import language as language_texts
from nap.wording.faults import WORDS_FAULTS as WORDS_FAULTS, WordsFault as WordsFault, words_fault_text as words_fault_text
from nap.wording.keeping import WordsKept as WordsKept, keep_words as keep_words
from nap.wording.reading import WordsRead as WordsRead, open_words as open_words
from nap.wording.writing import write_words as write_words

__all__ = [
    "BEGUN_PLAN",
    "BEGUN_READ_ME",
    "LARGEST_FILE",
    "LIVE_FIGURES",
    "LONGEST_DECISION",
    "RELEASE_VISIBLE",
    "SHORTEST_PASSWORD",
    "TRANSLATE",
    "AnswerSheet",
    "ErasureAsked",
    "ReleaseFault",
    "ReleaseFront",
    "ReleasePart",
    "ReleaseStanding",
    "SealingKey",
    "SearchAnswer",
    "SearchDocument",
    "SearchHit",
    "SearchProblem",
    "SetupItem",
    "SetupStep",
    "TableMapping",
    "TableRole",
    "elsewhere_period",
    "elsewhere_value",
    "folded",
    "gone_files",
    "language_texts",
    "other_plans",
    "release_files_made",
    "release_standings",
    "report",
    "result_json",
    "sealing_key",
    "tidy_files",
    "unsealing_key",
    "verify_release",
]
