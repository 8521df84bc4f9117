"""Every key of the plan file with its shape, meaning and default (docs/plan-file.md); adding a key starts here."""

from __future__ import annotations

from decimal import Decimal

from nap.plan.shapes import Choice, Code, Day, Key, ListOf, MapOf, Number, Regex, Section, Text, Words, YesNo, Zone

FREQUENCIES = ("month", "quarter", "half_year", "year")
TYPES = (
    "count",
    "stock",
    "percentage",
    "rate",
    "ratio",
    "money",
    "index",
    "milestone",
    "ordinal",
    "list",
    "narrative",
    "cascade",
)
STEP = "step"
"""The breakdown name that the steps of a cascade use, so that no breakdown can be called so."""

CODE = Code("code", r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
PARTNER = Code("partner-code", r"[A-Z0-9]+(?:[_-][A-Z0-9]+)*")
CATEGORY = Code("category", r"[A-Z_][A-Z0-9_]*")
SPLIT = Code("breakdown", r"[a-z][a-z0-9]*", reserved=(STEP,))
REFERENCE = Text()

_WHOLE, _POSITIVE = Number(whole=True, low=Decimal(0)), Number(whole=True, low=Decimal(1))
_YEAR = Number(whole=True, low=Decimal(1900), high=Decimal(2200))
_MONTH = Number(whole=True, low=Decimal(1), high=Decimal(12))
_SHARE = Number(low=Decimal(0), high=Decimal(1))

CALENDAR = Section(
    (
        Key("frequency", Choice(FREQUENCIES), "How often partners send a return.", default="half_year"),
        Key("due_days", _WHOLE, "Days after the end of the period by which the return is due.", default="15"),
        Key("timezone", Zone(), "Time zone of due dates, from the IANA list.", default="UTC"),
        Key("year_begins", _MONTH, "Month in which years begin; 4 for a fiscal year from April.", default="1"),
    )
)
THRESHOLDS = Section(
    (
        Key("on_track", _SHARE, "From this pace on an indicator is on track.", default="0.95"),
        Key("behind", _SHARE, "From this pace on it is behind; below it is off track.", default="0.60"),
        Key("too_early", _SHARE, "Share of the way before which it is too early to tell.", default="0.10"),
        Key("coverage", _SHARE, "Share of expected figures below which a total is partial and not rated.", default="0.80"),
        Key("cell_people", _POSITIVE, "Smallest number of people shown where sensitivity is people.", default="5"),
        Key("cell_sensitive", _POSITIVE, "Smallest number shown where sensitivity is sensitive.", default="10"),
        Key("contributors_sensitive", _POSITIVE, "Fewest partners behind a sensitive figure that is shown.", default="3"),
    )
)
_PRIVACY_LEVEL = "block refuses the file, ask asks the sender, strip takes it out of the texts that others read."
PRIVACY = Section(
    (
        Key("name", Text(), "Name of the pattern, shown in messages.", required=True),
        Key("pattern", Regex(), "Regular expression, best in single quotes.", required=True),
        Key("level", Choice(("block", "ask", "strip")), _PRIVACY_LEVEL, default="block"),
        Key("note", Text(), "A remark for the next editor."),
    )
)
PLAN = Section(
    (
        Key("id", Code("plan-id", r"[a-z0-9]+(?:-[a-z0-9]+)*"), "Name of the plan in every key and address.", required=True),
        Key("version", _POSITIVE, "Whole number, raised with every change of the file.", required=True),
        Key("status", Choice(("illustrative", "draft", "official")), "Shown as a banner unless official.", required=True),
        Key("title", Words(), "Title of the plan.", required=True),
        Key("country", REFERENCE, "Code of the country in the table of regions.", required=True),
        Key("years", ListOf(_YEAR, length=2), "First and last year, [2025, 2027].", required=True),
        Key("history_from", _YEAR, "First year of earlier figures that are accepted.", default="the first year of the plan"),
        Key(
            "languages", ListOf(Code("language", r"[a-z]{2,3}"), least=1, distinct=True), "Languages of the plan.", required=True
        ),
        Key("currency", Code("currency", r"[A-Z]{3}"), "Currency of money indicators that name none."),
        Key("calendar", CALENDAR, "When returns are sent.", default="half-years, due after 15 days, UTC"),
        Key("thresholds", THRESHOLDS, "Lines of the assessment and of the protection of people.", default="as listed below"),
        Key("retention_months", _POSITIVE, "Months for which original files are kept after acceptance.", default="12"),
        Key("privacy", ListOf(PRIVACY), "Patterns that find personal data in returns.", default="none"),
    )
)
PARTNERS = Section(
    (
        Key("code", PARTNER, "Short code in capital letters.", required=True),
        Key("name", Words(), "Name of the organisation.", required=True),
        Key("regions", ListOf(REFERENCE, least=1, distinct=True), "Codes of the places it reports for.", required=True),
    )
)
OBJECTIVES = Section(
    (
        Key("code", CODE, "Code of the objective, also the name of its sheet.", required=True),
        Key("title", Words(), "Title of the objective.", required=True),
    )
)
MEASURES = Section(
    (
        Key("code", CODE, "Code of the measure.", required=True),
        Key("objective", REFERENCE, "Code of the objective it serves.", required=True),
        Key("title", Words(), "What is done.", required=True),
        Key("task", Text(), "Number of the task in the official matrix."),
        Key("lead", REFERENCE, "Code of the partner in charge."),
        Key("with", ListOf(REFERENCE, distinct=True), "Codes of partners that help.", default="none"),
        Key("deadline", Day(words=("continuous",)), "Last day, or continuous."),
        Key("form", Text(), "Form of the work, for instance training."),
        Key("funding", Text(), "Where the money comes from."),
    )
)
BREAKDOWN = Section(
    (
        Key("by", SPLIT, "What is told apart: sex, age, origin …", required=True),
        Key("categories", ListOf(CATEGORY, least=1, distinct=True), "Codes of the parts, [F, M, _U].", required=True),
        Key("required", YesNo(), "Whether partners have to fill the parts.", default="false"),
        Key("disjoint", YesNo(), "Whether nobody can stand in two parts.", default="true"),
        Key("complete", YesNo(), "Whether the parts together make the total.", default="false"),
    )
)
BASELINE = Section(
    (
        Key("value", Number(), "Where the indicator stood.", required=True),
        Key("date", Day(), "On which day.", required=True),
        Key("source", Text(), "Who says so."),
    )
)
TARGET = Section(
    (
        Key("date", Day(), "By which day.", required=True),
        Key("value", Number(), "What is promised.", required=True),
        Key(
            "over",
            Choice(("year", "plan")),
            "For figures that add up: the year of the plan that ends on the date, or everything since the baseline.",
            default="year for accumulation flow and ytd, else the value as it stands",
        ),
        Key("hypothetical", YesNo(), "Whether the target is an example nobody has promised.", default="false"),
    )
)
LEVEL = Section(
    (
        Key("code", CATEGORY, "Code in capital letters.", required=True),
        Key("title", Words(), "Words for it.", required=True),
    )
)
INDICATORS = Section(
    (
        Key("code", CODE, "Code of the indicator, best in quotes: '1.10'.", required=True),
        Key("objective", REFERENCE, "Code of the objective it belongs to.", required=True),
        Key("title", Words(), "What is measured.", required=True),
        Key("type", Choice(TYPES), "What sort of figure it is.", required=True),
        Key("definition", Words(), "How it is counted, shown to partners."),
        Key("unit", Words(), "Unit of the value."),
        Key("counts", Choice(("people", "events", "documents", "organisations", "money", "places")), "What is counted."),
        Key("numerator", Words(), "What stands above the line; percentage, rate and ratio only."),
        Key("denominator", Words(), "What stands below the line; percentage, rate and ratio only."),
        Key(
            "multiplier",
            Number(low=Decimal("0.000001")),
            "A rate is per so many, 100000; a percentage always per 100.",
            default="1",
        ),
        Key(
            "partners",
            Choice(("sum", "max", "lead_only", "list", "none")),
            "How figures of several partners meet.",
            default="sum",
        ),
        Key("lead", REFERENCE, "Code of the partner in charge."),
        Key(
            "reported_by",
            ListOf(REFERENCE, least=1, distinct=True),
            "Codes of the partners that report it.",
            default="the lead alone where partners is lead_only, else every partner",
        ),
        Key(
            "levels",
            ListOf(Choice(("country", "region", "district")), least=1, distinct=True),
            "For which of a partner's places it is reported.",
            default="all three",
        ),
        Key(
            "regions",
            Choice(("sum", "pooled", "none", "national_row")),
            "How figures of regions make the country.",
            default="pooled for percentage, rate and ratio; none for index, ordinal and narrative; sum for the others",
        ),
        Key(
            "accumulation",
            Choice(("flow", "ytd", "since_start", "snapshot")),
            "What a reported number covers: the period, the year so far, everything since the start, or the last day.",
            default="flow for count, money, list and cascade; snapshot for the others",
        ),
        Key("direction", Choice(("increase", "decrease", "maintain", "none")), "Which way is good.", default="increase"),
        Key("breakdowns", ListOf(BREAKDOWN), "How the total is split.", default="none"),
        Key("scale", ListOf(LEVEL), "Levels of an ordinal indicator, lowest first."),
        Key("steps", ListOf(LEVEL), "Steps of a cascade, first step first."),
        Key("baseline", BASELINE, "Where the indicator stood before the plan.", default="none: progress cannot be assessed"),
        Key(
            "regional_baselines", MapOf(BASELINE), "Where single regions stood, by region code.", default="the national baseline"
        ),
        Key("targets", ListOf(TARGET), "What is promised for the country.", default="none: progress cannot be assessed"),
        Key("regional_targets", MapOf(ListOf(TARGET)), "What is promised for single regions, by region code.", default="none"),
        Key("range", ListOf(Number(), length=2), "Lowest and highest possible value, [0, 100]."),
        Key("tolerance", Number(low=Decimal(0)), "How far a maintained value may stray from its target.", default="0"),
        Key("frequency", Choice(FREQUENCIES), "How often it is reported.", default="that of the plan's calendar"),
        Key(
            "precision",
            Number(whole=True, low=Decimal(0), high=Decimal(6)),
            "Decimals shown.",
            default="1 for percentage, rate, ratio, index and narrative; 0 for the others",
        ),
        Key("currency", Code("currency", r"[A-Z]{3}"), "Currency of a money indicator.", default="that of the plan"),
        Key("sensitivity", Choice(("public", "people", "sensitive")), "How strictly small numbers are hidden.", default="public"),
        Key("rules", ListOf(Text()), "Comparisons of figures, '3.2.REPORTED <= 3.1' or '4.1.A + 4.1.B = 100'.", default="none"),
        Key("maps_to", ListOf(Text(), distinct=True), "Codes in international sets, SDG:5.5.1.", default="none"),
        Key("verification", Words(), "Where the figure can be verified."),
        Key("measure", REFERENCE, "Code of the measure it follows."),
        Key("successor_of", REFERENCE, "Indicator it continues: a code of this plan, or plan-id:code of another."),
        Key("comparable", YesNo(), "Whether it can be compared with the one it continues.", default="true"),
        Key("valid_from", Day(), "First day it is reported for."),
        Key("valid_to", Day(), "Last day it is reported for."),
        Key("kind", Choice(("output", "outcome", "impact", "context")), "Its place in the chain of results."),
    )
)
FILE = Section(
    (
        Key("plan", PLAN, "What the plan is.", required=True),
        Key("regions", Text(), "File with the table of regions, from the folder of this file or of the monitor.", required=True),
        Key("partners", ListOf(PARTNERS, least=1), "Organisations that send returns.", required=True),
        Key("objectives", ListOf(OBJECTIVES, least=1), "Goals of the plan.", required=True),
        Key("measures", ListOf(MEASURES), "Tasks of the plan.", default="none"),
        Key("indicators", ListOf(INDICATORS, least=1), "What is measured.", required=True),
    )
)
