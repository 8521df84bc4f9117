"""What the monitor gives away, by the module it stands in: read by `nap.monitor`, which loads each when it is first asked for.

`nap/monitor/__init__.pyi` says the same to the type checker; `python -m tests.monitor.exported_stub` makes it of this.
"""

ROOMS = {
    "nap.finding_texts": "FindingText finding_text",
    "nap.foreign.anchors": "hinted",
    "nap.foreign.applying": "Applied Recognised",
    "nap.foreign.as_json": "blocks_json exact in_language remark_json",
    "nap.foreign.drawing": "draw",
    "nap.foreign.making": "joined mapping_of",
    "nap.foreign.mapping": "TableMapping=Mapping",
    "nap.foreign.mapping_yaml": "mapping_fault_text",
    "nap.foreign.model": "Axis Block Choice Given Hint Line Remark TableRole=Role Sure Understood",
    "nap.matrix.faults": "MatrixFault matrix_fault_text",
    "nap.matrix.reading": "MatrixRead",
    "nap.monitor.account_views": "Account AccountState Bidden Link NewPerson Purpose SessionLine Trace",
    "nap.monitor.adding": "CountedOnce",
    "nap.monitor.adopting": "LONGEST_ADOPTION_REASON Adoption Compared PlanUpload adopt_plan adoptions compare_plan goal_history",
    "nap.monitor.alone": "Checker checking try_files",
    "nap.monitor.answered": "Said said_to",
    "nap.monitor.answering": "CORRECTION LONGEST_ANSWER",
    "nap.monitor.briefing": "LIVE_FIGURES=LIVE region_brief",
    "nap.monitor.browsing": "Shelf browse due_days next_due",
    "nap.monitor.calendars": "due_calendar",
    "nap.monitor.changing": "Cause Lookback board_of causes_since lookbacks",
    "nap.monitor.accepting_many": "Accepted accept_clean",
    "nap.monitor.comparing": "Step difference last_period",
    "nap.monitor.checklist": "BY_HAND LONGEST_NOTE SetupItem=Item SetupStep=Step first_day say_done setting_up take_back_done",
    "nap.monitor.closing": "close_period reopen_period",
    "nap.monitor.backing_up": "BackupMade LastBackup backup last_backup",
    "nap.monitor.backup_file": "NOT_READ BackupProblem",
    "nap.monitor.bringing_back": "BackupRead Restored look_backup restore",
    "nap.monitor.exporting": "Exported export",
    "nap.monitor.moving_house": "Moved move",
    "nap.sealing": "NOT_SEALED NotSealed SealingKey=Key sealing_key=key_for unsealing_key=key_of",
    "nap.store.canonical": "Counted",
    "nap.store.moving": "NOT_COPIED NotCopied",
    "nap.monitor.covering": "Coverage Expected PeriodCoverage Square coverage expected_of",
    "nap.monitor.covering_parts": "Came CoverageParts coverage_parts",
    "nap.monitor.disks": "refuse_thrown_away thrown_away",
    "nap.monitor.demo": "fill_demo wants_demo",
    "nap.monitor.erasing": "Erased ErasureAsked=Asked ask_erasure confirm_erasure drop_erasure erasures_asked purge",
    "nap.monitor.doctor.examining": "examine gravity_of wrong_settings",
    "nap.monitor.doctor.told": "Diagnosis Gravity",
    "nap.monitor.effects": "Effect effect_of effect_of_all",
    "nap.monitor.explained_json": "explained_json",
    "nap.monitor.explaining": "Asked Evidence Explained explain explain_for_audience explain_of",
    "nap.monitor.hiding_now": "anything_hidden drawn_upon hidden_since hide_now hidings_of show_again",
    "nap.monitor.holding_back": "LONGEST_WHY decline hold_back take_back_hold undecline",
    "nap.monitor.history_csv": "HistoryPart HistoryRead import_history look_history",
    "nap.monitor.house": "House Installation close installation open_house start_empty",
    "nap.monitor.joint": """
        JOINT_REFUSALS LONGEST_JOINT_REASON JointActivity JointCandidate JointRefused joint_activities joint_candidates lift_joint
        mark_joint
    """,
    "nap.monitor.keeping": "audit_verify health",
    "nap.foreign.remark_texts": "remark_text",
    "nap.monitor.mappings": """
        MAPPING_REFUSALS KnownMapping MappingRefused delete_mapping import_mapping mapping_history recognise_table save_mapping
        table_mapping table_mappings
    """,
    "nap.monitor.mail_trial": "try_mail",
    "nap.monitor.marking": "marked_copy marked_name",
    "nap.monitor.mending": "LONGEST_VALUE Mended ToMend mend open_drafts to_mend",
    "nap.monitor.nothing": "LONGEST_NOT_SAFE report_not_safe report_nothing",
    "nap.monitor.telling_partners": "confirm_address confirm_letters post_confirmation",
    "nap.monitor.confirmed": "Confirmation",
    "nap.monitor.on_behalf": """
        LONGEST_SAID LONGEST_WHOM WAYS ConfirmLink ToConfirm asked_to_confirm confirm confirm_own confirmation_link
        receive_on_behalf
    """,
    "nap.monitor.withdrawing": "WITHDRAWABLE reactivate withdraw",
    "nap.store.handovers": "Handover",
    "nap.store.hidings": "Hiding",
    "nap.monitor.opening_periods": "PeriodState Reporting ZIP partner_languages period_states templates_zip",
    "nap.monitor.looking_up": "capacity_scores directory distributions organisation_history own_scores",
    "nap.monitor.distributing": "Band FEWEST",
    "nap.monitor.outlining": "outline_fault_text region_outlines",
    "nap.plan.outlines": "Outlines",
    "nap.monitor.organisation_kinds": "OrganisationCodes organisation_codes",
    "nap.monitor.organisation_lists": "LIST_COLUMNS LIST_FAULTS ListFault OrganisationList bring_in read_organisations",
    "nap.monitor.organisation_views": """
        ORGANISATION_REFUSALS CapacityScore Directory NewOrganisation Organisation
        OrganisationRefused OrganisationStep OwnScores Spread Unnamed
    """,
    "nap.monitor.organisations": """
        LONGEST_ORGANISATION LONGEST_WORD archive_organisation
        give_scores keep_organisation note_consent set_organisation_people
    """,
    "nap.monitor.overriding": """
        LONGEST_REASON REFUSALS Override OverrideRefused ToJudge lapsed_overrides lift_override override_status
        overrides to_judge
    """,
    "nap.monitor.knowing": "as_known",
    "nap.monitor.looking": "look_alone",
    "nap.monitor.links": "bidden forgot_password set_password",
    "nap.monitor.letters": "OUTCOMES is_for_here_only link_address link_letter mail_is_set_up post",
    "nap.monitor.listing": "Entry entries",
    "nap.monitor.own_work": "OwnFigure own_figures own_workbook",
    "nap.monitor.own_password": "change_password",
    "nap.monitor.handing_over": "HandingOver Seat handover",
    "nap.monitor.inviting_many": "invitation_texts people_sheet read_people",
    "nap.monitor.people_read": "MOST_PEOPLE PeopleFault PeopleList",
    "nap.monitor.partner_texts": """
        partner_changes partner_fault_text partner_fault_texts partner_owing partner_time
    """,
    "nap.monitor.partner_views": """
        PARTNER_STATES Owing PartnerEntry PartnerLine partner_history partner_line partner_lines
    """,
    "nap.monitor.partners": """
        LONGEST_PARTNER_REASON PARTNER_FAULTS PartnerRefused PartnerTyped add_partner bring_back change_partner end_partner
        remove_partner
    """,
    "nap.monitor.persons": """
        change_person disable_person enable_person end_sessions invite invite_together new_link new_links people
    """,
    "nap.monitor.orphaned": "Orphan",
    "nap.monitor.permission": "COMMAND_LINE operator",
    "nap.monitor.plan_files": "plan_file plan_from_matrix plan_matrix",
    "nap.monitor.planned": "AskedOtherwise ChangedResult PlanEffects UnderWay Veiled plan_effects",
    "nap.monitor.problems": """
        LINK_REFUSALS NOT_ADOPTED NOT_MENDED NOT_NOW PASSWORD_REFUSALS PERSON_REFUSALS SIGN_IN_REFUSALS Denied LinkRefused
        NotAdopted NotKept NotMended NotNow PasswordRefused PersonRefused PlanProblem SignInRefused Unknown
    """,
    "nap.monitor.queueing": "Waiting queue",
    "nap.monitor.reading": """
        all_returns due_returns marked_return my_returns original refused_file refused_uploads return_detail waiting_returns
    """,
    "nap.monitor.release_counts": "ReadCount count_read reads_of_release",
    "nap.monitor.release_front": "NewestRelease newest_front",
    "nap.monitor.release_previews": "previewed_file",
    "nap.monitor.release_reading": """
        ReleaseStanding=Standing file_at_hand listed_releases newest_release release_standings=standings released_file shared_file
    """,
    "nap.monitor.served": "NOT_SERVED Notice NotServed ServedFile",
    "nap.monitor.share_links": "LONGEST_FOR_WHOM LONGEST_LINK ShareLink SharedLink links_of make_share_link take_back_link",
    "nap.monitor.reasons": "LONGEST_DECISION=LONGEST",
    "nap.monitor.recording": "DOWNLOADS downloaded",
    "nap.monitor.reminding": """
        REMINDED Reminded pass_reminder_on reminded reminders_due reminders_unheard send_reminders
    """,
    "nap.monitor.reminding_found": "Reminder Thing",
    "nap.monitor.reminding_letters": "reminder_letter",
    "nap.monitor.reminding_steps": "STEPS",
    "nap.monitor.responding": "OpenAlert Responses responses",
    "nap.monitor.retention": """
        GoneFile KeptFile apply_retention gone_files=gone_files_of kept_files tidy_at_start tidy_files=tidy
    """,
    "nap.monitor.release_views": """
        RELEASE_PROBLEMS RELEASE_VISIBLE=VISIBLE ConsentAsked ConsentRow ConsentState DraftContent HeldFigures PartnerConsent
        PublishedRelease ReleaseDraft ReleaseProblem Weight Withdrawal
    """,
    "nap.monitor.release_drafts": """
        LONGEST_BECAUSE LONGEST_TEXT LONGEST_TITLE TIME_TO_ANSWER begin_release change_draft draft_of drafts drop_draft
    """,
    "nap.monitor.consenting": """
        LONGEST_CONSENT answer_consent consent_asked consents_of figures_held free_figures hold_figures
    """,
    "nap.monitor.promised": "DUE MeasureReport Promise promises",
    "nap.monitor.publishing": """
        check_release explain_figure preview publish rebuild release_data release_files release_files_made=files_of
        would_be
    """,
    "nap.monitor.release_alone": "build_alone last_over usual_title",
    "nap.releases.frameworks": "Reference framework_name",
    "nap.search.finding": "MOST_LETTERS SearchAnswer=Answer SearchHit=Hit SearchProblem=Problem",
    "nap.search.documents": "SearchDocument=Document",
    "nap.search.showing": "Marked marked snippet",
    "nap.releases.elsewhere": "elsewhere_period=period_told elsewhere_value=value_told",
    "nap.releases.summary": "ReleaseFront=Front ReleasePart=Part",
    "nap.releases.answer": "AnswerSheet=Answer",
    "nap.releases.brief_html": "brief_body brief_page brief_style",
    "nap.releases.brief_pdf": "brief_pdf",
    "nap.releases.brief_told": "Brief",
    "nap.releases.release": "METHOD Kind Release",
    "nap.releases.verifying": "ReleaseFault=Fault verify_release=verify",
    "nap.monitor.published": "LONGEST_NOTICE release releases set_visibility withdraw_release",
    "nap.monitor.released_board": "released_house shown_releases",
    "nap.monitor.plans_beside": "continued_in continues_from plan_house other_plans=plans_beside",
    "nap.monitor.remarking": "LONGEST_REMARK at_cell remark remarks_of",
    "nap.monitor.reviewing": "accept send_back undo",
    "nap.monitor.row_views": "BesideReturn RowState rows_of waivable_of",
    "nap.monitor.settings_noted": "note_settings",
    "nap.monitor.searching": "Searched reference search_indicators",
    "nap.monitor.sending": "check receive send submit",
    "nap.monitor.sessions": "demo_people my_sessions person_viewer sign_in_demo sign_out sign_out_everywhere viewer_of",
    "nap.monitor.showing": "last_closed plan_of results_for results_for_audience results_of",
    "nap.monitor.signing_in": "sign_in sign_in_identity",
    "nap.monitor.starting": "START_REFUSALS is_loopback start_refusal",
    "nap.monitor.table_stored": "return_beside",
    "nap.monitor.table_views": "Beside Looked Stored TableDrawn",
    "nap.monitor.tables": "draw_table look_table send_table",
    "nap.monitor.taking_up": "current",
    "nap.monitor.templates": "template",
    "nap.monitor.trail_texts": "act_name event_text origin_text person_text return_text",
    "nap.monitor.trailing": "GROUPS chain trail trail_people",
    "nap.monitor.trying": "MOST_BYTES MOST_FILES marked_try try_file within_limits",
    "nap.monitor.views": "Difference XLSX Download DueReturn Event Incident Receipt Received ReturnDetail ReturnLine",
    "nap.monitor.describing": "DataDescribed Norm Stood data_described stood_in_release",
    "nap.monitor.worked": "Worked worked_examples",
    "nap.monitor.waiving": "unwaive waive",
    "nap.monitor.watching": "UNFIT Watched readiness watched",
    "nap.monitor.program": "program_version",
    "nap.monitor.tracked": "TrackingAsked tracking_file",
    "nap.people": "Role Verb Viewer may",
    "nap.people.emails": "LONGEST_EMAIL LONGEST_NAME",
    "nap.people.passwords": "SHORTEST_PASSWORD=SHORTEST",
    "nap.plan": "LARGEST_PLAN Fault Indicator Partner Plan fault_text load_plan reporters return_periods",
    "nap.plan.entering": "REGISTER_FAULTS RegisterFault",
    "nap.plan.parts": "breakdown_name",
    "nap.plan.responsible": "bodies measure_of responsible",
    "nap.plan.revisions": "Revision",
    "nap.results": "Audience Board Change Concern Tally csv_fault_text read_observations result_json=to_json",
    "nap.results.answers": "Answers",
    "nap.results.tracking": "Track",
    "nap.results.breaks": "break_day predecessor successors",
    "nap.results.beside": "is_share moved",
    "nap.results.comparing": "compare_periods",
    "nap.results.movements": "movements",
    "nap.results.shifting": "Shift",
    "nap.post": "Letter",
    "nap.returns.book": "Book Sheet column_letters position",
    "nap.returns.check": "Checked",
    "nap.returns.choices": "folded=fold yes_no",
    "nap.returns.differences": "Amendment",
    "nap.returns.explaining": "explanations",
    "nap.returns.fields": "Field counted",
    "nap.returns.gate": "LARGEST_FILE=ZIPPED_LIMIT",
    "nap.returns.options": "meant options",
    "nap.returns.report": "region_names report=to_json",
    "nap.returns.several": "Tried gravest own_names partner_of remarks rivals twins why_left_out",
    "nap.returns.summing_up": "summary",
    "nap.returns.understanding": "way_of",
    "nap.store.answers": "Answer spot",
    "nap.store.chain": "Chain",
    "nap.store.closings": "Closing Reopening",
    "nap.store.left_out": "LeftOut",
    "nap.store.mends": "Mend",
    "nap.store.remarks": "Word",
    "nap.beginning.answers": "ASKED BEGINNING_FAULTS AnswerFault answer_fault_text answers_in answers_of judged wrong_with",
    "nap.beginning.folder": "BEGUN_PLAN=PLAN BEGUN_READ_ME=READ_ME Begun begun",
    "nap.beginning.knowing": "country_name currency_of languages_of timezone_of",
    "nap.beginning.plan_file": "TRANSLATE=HERE",
    "nap.wording.entries": "language_texts=language",
    "nap.wording.faults": "WORDS_FAULTS WordsFault words_fault_text",
    "nap.wording.keeping": "WordsKept keep_words",
    "nap.wording.reading": "WordsRead open_words",
    "nap.wording.writing": "write_words",
}
"""What each module gives; `name=other` where it is called otherwise there."""
