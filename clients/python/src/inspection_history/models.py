# Written by generate.py from the OpenAPI document. Do not edit it: `make clients` writes it anew.
"""What the API sends: a class for each shape, and the words of each vocabulary."""

import datetime
from typing import Any, Literal

from .grouped import Grouped
from .model import Model
from .partial_date import PartialDate

Absence = Literal[
    "not_judged_under_framework",
    "judgement_not_yet_introduced",
    "not_yet_published",
    "not_found",
    "not_judged",
    "withdrawn",
]
"""Why a judgement has no grade."""

Aspect = Literal[
    "overall",
    "leadership",
    "help_and_protection",
    "care",
    "care_leavers",
    "care_and_care_leavers",
    "adoption",
    "fostering",
    "private_fostering",
    "safeguarding",
    "safeguarding_board",
    "quality_of_practice",
    "capacity_to_improve",
]
"""What a domain is about, in the same word for all frameworks."""

Basis = Literal["stated", "inferred", "derived"]
"""How a cited value follows from its source."""

Cause = Literal["source_event", "source_correction", "our_correction", "reorganisation", "withdrawal"]
"""Why the dataset was changed: something happened, a source was corrected, or we had made a mistake."""

Censoring = Literal["still_held", "council_abolished", "not_graded_next", "same_grade_again"]
"""Why the end of a spell is not seen as a change of grade."""

ChangeType = Literal["added", "removed", "changed"]
"""What a change of the dataset did to a row."""

Standing = Literal["preferred", "alternative", "rejected"]
"""How the value in a citation relates to the value in the record."""

RecordKind = Literal[
    "sources",
    "councils",
    "council_codes",
    "neighbours",
    "successions",
    "frameworks",
    "domains",
    "inspections",
    "judgements",
    "monitoring_visits",
    "focused_visits",
    "joint_inspections",
    "send_inspections",
    "interventions",
    "meetings",
    "context_events",
    "findings",
    "figures",
    "citations",
    "gaps",
    "changes",
]
"""A kind of record, by the name of its table."""

Clock = Literal["inspection", "publication"]
"""What makes a grade begin to count."""

Comparator = Literal["=", "<", ">", ">=", "<=", "about"]
"""How a reported number relates to the true one."""

ContextType = Literal[
    "peer_review",
    "government_review",
    "commissioner_report",
    "ministerial_decision",
    "independent_review",
    "court_judgment",
    "financial_notice",
    "forecast",
]
"""What else happened that explains the history."""

Grade = Literal["outstanding", "good", "requires_improvement", "adequate", "inadequate"]
"""How good a domain was judged to be, best first."""

OutcomeStatus = Literal["in_force", "no_inspection_recorded", "none_published", "not_yet_established", "abolished"]
"""Whether a council has a judgement in force on a day, or why it has none."""

Extent = Literal["whole", "part"]
"""How much of a council's area a successor took over."""

CouncilType = Literal["county", "unitary", "metropolitan", "london_borough", "sui_generis"]
"""What kind of authority runs the children's services."""

Region = Literal[
    "North East",
    "North West",
    "Yorkshire and The Humber",
    "East Midlands",
    "West Midlands",
    "East of England",
    "London",
    "South East",
    "South West",
]
"""The nine regions of England, as the Office for National Statistics names them."""

FindingType = Literal["finding", "area_for_improvement", "discussion", "decision", "vote", "next_step"]
"""The kinds of finding."""

Polarity = Literal["strength", "improvement", "concern", "neutral"]
"""Whether a finding is positive or negative."""

Theme = Literal[
    "front_door",
    "assessment",
    "planning",
    "practice",
    "protection",
    "early_help",
    "care",
    "permanence",
    "placements",
    "care_leavers",
    "homelessness",
    "missing",
    "exploitation",
    "education",
    "disability",
    "asylum",
    "private_fostering",
    "voice",
    "oversight",
    "quality_assurance",
    "leadership",
    "governance",
    "workforce",
    "partnership",
    "funding",
    "improvement_plan",
    "inspection",
    "other",
]
"""What a finding is about."""

Precision = Literal["day", "month", "year", "range"]
"""How exactly a date is known."""

Publisher = Literal["ofsted", "council"]
"""Who made a letter or a report public."""

Licence = Literal["ogl-3.0", "facts-only"]
"""The terms on which a source may be used."""

SourceType = Literal[
    "ofsted_report",
    "ofsted_letter",
    "official_record",
    "council_minutes",
    "council_page",
    "government",
    "news",
    "compilation",
]
"""The kinds of source, most trusted first."""

CouncilInclude = Literal["visits", "meetings", "sources", "predecessors"]
"""What a request can include of what belongs to a council."""

Direction = Literal["improved", "same", "declined", "not_comparable"]
"""Whether a grade improved from one full inspection to the next."""

EventInclude = Literal["findings", "figures", "sources"]
"""What a request can include of what belongs to another dated record."""

EventKind = Literal[
    "inspections",
    "monitoring_visits",
    "focused_visits",
    "joint_inspections",
    "send_inspections",
    "interventions",
    "meetings",
    "context_events",
]
"""The dated kinds of record, which stand in timelines."""

Every = Literal["month", "quarter", "year"]
"""The periods whose last days a series shows."""

FieldName = Literal[
    "abolished_on",
    "absence",
    "actor",
    "after",
    "area",
    "as_of",
    "aspect",
    "basis",
    "before",
    "body",
    "cause",
    "change",
    "code",
    "comparator",
    "council_code",
    "decision",
    "domain_code",
    "due_on",
    "ended_on",
    "established_on",
    "extent",
    "field",
    "file_name",
    "focus",
    "focused_visit_code",
    "framework_code",
    "full_inspection",
    "grade",
    "grade_printed",
    "grade_scale",
    "gss_code",
    "happened_on",
    "held_on",
    "holder",
    "inferred",
    "inspection_code",
    "inspectorate",
    "inspectors",
    "instrument",
    "introduced_by",
    "introduced_on",
    "issued_by",
    "item_number",
    "judged_from",
    "judged_to",
    "la_code",
    "lead_inspector",
    "letter_on",
    "licence",
    "limiting",
    "locator",
    "measure",
    "monitoring_visit_code",
    "name",
    "neighbour_code",
    "note",
    "official_name",
    "ofsted_urn",
    "ordinal",
    "outcome",
    "partners",
    "polarity",
    "position",
    "predecessor_code",
    "previous_ended_on",
    "previous_started_on",
    "priority_action",
    "published_by",
    "published_on",
    "publisher",
    "rank",
    "reason",
    "record_code",
    "record_kind",
    "recorded_on",
    "region",
    "sequence",
    "sha256",
    "short_name",
    "source_code",
    "standing",
    "started_on",
    "stated_value",
    "successor_code",
    "summary",
    "theme",
    "title",
    "topic",
    "type",
    "unit",
    "url",
    "valid_from",
    "valid_to",
    "value",
    "withdrawn_on",
]
"""A field that a record of some kind has."""

FocusedVisitArea = Literal[
    "front_door",
    "children_in_need_and_child_protection",
    "extra_familial_risk",
    "children_in_care",
    "permanence",
    "care_leavers",
    "placement_decisions",
    "covid_19",
]
"""What part of the service a focused visit is to: the seven areas of the ILACS framework, and the pandemic."""

Format = Literal["json", "csv", "ndjson"]
"""The formats of a list."""

GradeScale = Literal[
    "outstanding_to_inadequate_with_requires_improvement", "outstanding_to_inadequate_with_adequate", "narrative"
]
"""Which grades a framework awards."""

GroupBy = Literal["none", "region", "council_type", "framework"]
"""The groups that councils are counted in."""

InspectionType = Literal["standard", "short", "full", "reinspection", "board_review", "joint"]
"""Which form of its framework an inspection took."""

InspectionInclude = Literal["findings", "figures", "visits", "meetings", "sources"]
"""What a request can include of what belongs to an inspection."""

Measure = Literal[
    "end_to_publication",
    "start_to_publication",
    "inadequate_to_first_monitoring_visit",
    "publication_to_first_meeting",
    "between_inspections",
]
"""What an interval is measured between. Only full inspections count."""

IntervalsBy = Literal["none", "framework", "year", "region", "council_type"]
"""The groups that intervals are counted in."""

Undated = Literal[
    "from_not_known", "from_not_exact", "to_not_recorded", "to_not_known", "to_not_exact", "first_not_certain"
]
"""Why days cannot be counted between two dates."""

InterventionType = Literal[
    "improvement_notice",
    "statutory_direction",
    "commissioner",
    "improvement_adviser",
    "improvement_partner",
    "improvement_board",
]
"""The kinds of intervention."""

JointTheme = Literal[
    "exploitation_and_missing",
    "domestic_abuse",
    "neglect",
    "exploitation_gangs_and_missing",
    "family_sexual_abuse",
    "child_exploitation",
    "mental_health",
    "front_door",
    "criminal_exploitation",
    "early_help",
    "youth_violence",
]
"""What a joint targeted area inspection looked at."""

Match = Literal["overlaps", "within"]
"""Which dated records a period finds."""

Order = Literal["asc", "desc"]
"""The order of a list of dated records."""

OutcomeBasis = Literal["latest", "first"]
"""Which inspection of a council counts."""

OutcomeShape = Literal["long", "wide"]
"""What a row of the outcomes is."""

RankWithin = Literal["nation", "region"]
"""The councils among which a council is ranked."""

RecordInclude = Literal["sources"]
"""What a request can include of what belongs to a record that is not dated."""

SearchKind = Literal[
    "councils",
    "inspections",
    "monitoring_visits",
    "focused_visits",
    "joint_inspections",
    "send_inspections",
    "interventions",
    "meetings",
    "context_events",
    "findings",
    "sources",
]
"""A kind of record that a search can find, by the name of its list."""

SendOutcome = Literal["typically_positive", "inconsistent", "systemic_failings"]
"""How an area SEND inspection ended. These three outcomes are not grades."""

Unit = Literal["council-year"]
"""What a row of a panel is."""

VisitInclude = Literal["findings", "figures", "meetings", "sources"]
"""What a request can include of what belongs to a monitoring visit or a focused visit."""


class AbsenceCounts(Model):
    """How many councils have an inspection in force that gives no grade, by the reason."""

    __slots__ = ()

    judgement_not_yet_introduced: int
    """The framework did not judge the aspect yet."""
    not_found: int
    """A grade was given, but no source that we have read states it."""
    not_judged: int
    """The report says that inspectors made no judgement."""
    not_judged_under_framework: int
    """The framework did not judge the aspect."""
    not_yet_published: int
    """The report was not out when the dataset was made."""
    withdrawn: int
    """The grade was withdrawn."""


class AbsencesHeld(Model):
    """Why the inspection in force gives no grade in an aspect."""

    __slots__ = ()

    adoption: Absence | None
    """Adoption: why the inspection in force gives no grade; null if it gives one, or if none is in force."""
    care: Absence | None
    """Children in care: why the inspection in force gives no grade; null if it gives one, or if none is in force."""
    care_and_care_leavers: Absence | None
    """Children in care and care leavers: why the inspection in force gives no grade; null if it gives one, or if none
    is in force.
    """
    care_leavers: Absence | None
    """Care leavers: why the inspection in force gives no grade; null if it gives one, or if none is in force."""
    help_and_protection: Absence | None
    """Help and protection: why the inspection in force gives no grade; null if it gives one, or if none is in force."""
    leadership: Absence | None
    """Leadership: why the inspection in force gives no grade; null if it gives one, or if none is in force."""
    overall: Absence | None
    """Overall effectiveness: why the inspection in force gives no grade; null if it gives one, or if none is in force."""
    safeguarding: Absence | None
    """Safeguarding: why the inspection in force gives no grade; null if it gives one, or if none is in force."""
    safeguarding_board: Absence | None
    """Local Safeguarding Children Board: why the inspection in force gives no grade; null if it gives one, or if none
    is in force.
    """


class ChangePublic(Model):
    """A change as the API sends it."""

    __slots__ = ()

    after: str | None
    """Its value after, as text; null if there is none."""
    before: str | None
    """Its value before, as text; null if there was none."""
    cause: Cause
    """Why."""
    change: ChangeType
    """What happened to it."""
    code: str
    """Stable, readable key, made from facts."""
    field: str | None
    """The field that changed; null if the row was added or removed."""
    record_code: str
    """The code of the record."""
    record_kind: str
    """The kind of the record."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    sequence: int
    """Its number in the change log, from 1; later changes have higher numbers."""


class ChangePage(Model):
    """ChangePage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[ChangePublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class CitationPublic(Model):
    """A citation as the API sends it."""

    __slots__ = ()

    basis: Basis
    """How the value follows from the source."""
    code: str
    """Stable, readable key, made from facts."""
    field: str | None
    """The field; null where the whole record is taken from the source."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    note: str | None
    """Why it stands as it does."""
    record_code: str
    """The code of the record."""
    record_kind: str
    """The kind of the record."""
    record_url: str | None
    """Where the record is; null for kinds that are sent out inside others."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    source_code: str
    """The source that the record is taken from."""
    standing: Standing
    """What the value is worth."""
    stated_value: str | None
    """The value as the source has it, in the field's own form; null for a whole record, or if the source is silent."""


class CitationPage(Model):
    """CitationPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[CitationPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class CitedRecord(Model):
    """A record, or a field of it, that rests on a source."""

    __slots__ = ()

    code: str
    """The code of the record."""
    field: str | None
    """The field; null where the whole record is taken from the source."""
    kind: RecordKind
    """The kind of the record."""
    locator: str
    """Where in the source to look."""
    url: str | None
    """Where the record is; null for kinds that are sent out inside others."""


class CouncilLatest(Model):
    """The full inspection of a council that was in force on the day that the data reach, and what it gave."""

    __slots__ = ()

    adoption: Grade | None
    """Adoption: the grade; null if there is none."""
    care: Grade | None
    """Children in care: the grade; null if there is none."""
    care_and_care_leavers: Grade | None
    """Children in care and care leavers: the grade; null if there is none."""
    care_leavers: Grade | None
    """Care leavers: the grade; null if there is none."""
    date_text: str | None
    """Its dates in words; null if there is none."""
    ended_on: PartialDate | None
    """Its last day on site; null if there is none or it is not known."""
    framework_code: str | None
    """Its framework; null if there is none."""
    help_and_protection: Grade | None
    """Help and protection: the grade; null if there is none."""
    inspection_code: str | None
    """The inspection; null if there is none."""
    known_to: datetime.date
    """The day that the data reach, as at which this is true."""
    last_overall: Grade | None
    """The last overall grade that a full inspection gave, this one or an earlier one; null if none did. It is history
    where this inspection gave none.
    """
    last_overall_ended_on: PartialDate | None
    """That inspection's last day on site; null if none did or it is not known."""
    last_overall_inspection_code: str | None
    """The inspection that gave it; null if none did."""
    leadership: Grade | None
    """Leadership: the grade; null if there is none."""
    overall: Grade | None
    """Overall effectiveness: the grade; null if there is none."""
    overall_absence: Absence | None
    """Why it gave no overall grade; null if it gave one, or if there is no inspection. Since April 2026 inspections
    give none, and the aspects stand in its place.
    """
    published_on: PartialDate | None
    """When its report became public; null if there is none or it is not known."""
    report_url: str | None
    """The address of its own report; null if there is none or we do not hold its address."""
    safeguarding: Grade | None
    """Safeguarding: the grade; null if there is none."""
    safeguarding_board: Grade | None
    """Local Safeguarding Children Board: the grade; null if there is none."""
    started_on: PartialDate | None
    """Its first day on site; null if there is none."""
    status: OutcomeStatus
    """Whether an inspection is in force, and if not, why."""


class CouncilLink(Model):
    """A council before or after another."""

    __slots__ = ()

    code: str
    """The other council's code."""
    extent: Extent
    """How much of the area went over."""
    happened_on: datetime.date
    """The first day of the new arrangement."""
    name: str
    """The other council's name."""
    url: str
    """Where that council is."""


class CouncilLinks(Model):
    """Where what belongs to a council is."""

    __slots__ = ()

    figures: str
    """What was counted."""
    findings: str
    """What was found."""
    focused_visits: str
    """Its focused visits."""
    inspections: str
    """Its inspections."""
    interventions: str
    """The interventions."""
    judgements: str
    """Their judgements."""
    meetings: str
    """Its meetings."""
    monitoring_visits: str
    """Its monitoring visits."""
    neighbours: str
    """Its statistical neighbours."""
    outcomes: str
    """What is in force now, in every aspect."""
    source: str
    """The source that the council's own row is taken from."""
    timeline: str
    """Everything dated."""


class GssCode(Model):
    """A GSS code that a council has or had, with its dates."""

    __slots__ = ()

    gss_code: str
    """The nine-character ONS code."""
    valid_from: PartialDate | None
    """The first day on which it was this council's; null if it is the first code that the council had."""
    valid_to: PartialDate | None
    """The last day on which it was this council's; null while it is."""


class CouncilPublic(Model):
    """A council as the API sends it. Successors inherit no judgement: each has a history of its own."""

    __slots__ = ()

    abolished_on: datetime.date | None
    """The first day on which it no longer existed; null while it exists."""
    code: str
    """Stable, readable key, made from facts."""
    established_on: PartialDate | None
    """When it took on its powers in its present form; null if no source that we have read gives it."""
    gss_code: str
    """Its nine-character ONS code, the latest of `gss_codes`."""
    gss_codes: list[GssCode]
    """Every GSS code that it has had, oldest first."""
    la_code: str
    """Its three-digit DfE code."""
    latest: CouncilLatest
    """Its latest full inspection, as at the day that the data reach."""
    links: CouncilLinks
    """Where what belongs to it is."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    name: str
    """Its short name."""
    official_name: str
    """Its full name."""
    ofsted_url: str | None
    """Its page on Ofsted's site, made from its number with Ofsted; null without one."""
    ofsted_urn: str | None
    """Its number with Ofsted; null if no source that we have read gives it."""
    predecessors: list[CouncilLink]
    """The councils whose area it took over."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The region of England in which it lies."""
    source_code: str
    """The source that the record is taken from."""
    successors: list[CouncilLink]
    """The councils that took over its area."""
    type: CouncilType
    """What kind of authority it is."""


class FigurePublic(Model):
    """A figure as the API sends it."""

    __slots__ = ()

    as_of: PartialDate | None
    """The time that it speaks of; null if not stated."""
    code: str
    """Stable, readable key, made from facts."""
    comparator: Comparator
    """How the number relates to the true one."""
    context_event_code: str | None
    """The context event it belongs to; null if to something else."""
    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    focused_visit_code: str | None
    """The focused visit it belongs to; null if to something else."""
    gss_code: str
    """The council's nine-character ONS code."""
    inspection_code: str | None
    """The inspection it belongs to; null if to something else."""
    intervention_code: str | None
    """The intervention it belongs to; null if to something else."""
    la_code: str
    """The council's three-digit DfE code."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    measure: str
    """What was measured, in snake_case."""
    meeting_code: str | None
    """The meeting it belongs to; null if to something else."""
    monitoring_visit_code: str | None
    """The monitoring visit it belongs to; null if to something else."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    record_code: str
    """The code of the record it belongs to."""
    record_kind: str
    """The kind of the record it belongs to."""
    record_url: str
    """Where the record is."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    source_code: str
    """The source that the record is taken from."""
    summary: str
    """The figure in a sentence of our own."""
    unit: str
    """What the number counts."""
    value: float
    """The number."""


class FindingPublic(Model):
    """A finding as the API sends it."""

    __slots__ = ()

    code: str
    """Stable, readable key, made from facts."""
    context_event_code: str | None
    """The context event it belongs to; null if to something else."""
    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    due_on: PartialDate | None
    """By when it is to be done; null if not stated."""
    focused_visit_code: str | None
    """The focused visit it belongs to; null if to something else."""
    gss_code: str
    """The council's nine-character ONS code."""
    inspection_code: str | None
    """The inspection it belongs to; null if to something else."""
    intervention_code: str | None
    """The intervention it belongs to; null if to something else."""
    la_code: str
    """The council's three-digit DfE code."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    meeting_code: str | None
    """The meeting it belongs to; null if to something else."""
    monitoring_visit_code: str | None
    """The monitoring visit it belongs to; null if to something else."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    polarity: Polarity
    """Which way it points."""
    position: int
    """Its place among the findings of its record, from 1."""
    record_code: str
    """The code of the record it belongs to."""
    record_kind: str
    """The kind of the record it belongs to."""
    record_url: str
    """Where the record is."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    source_code: str
    """The source that the record is taken from."""
    summary: str | None
    """The statement, in our own words; null if not written yet."""
    theme: Theme
    """What it is about."""
    type: FindingType
    """What sort of statement it is."""


class MeetingPublic(Model):
    """A meeting as the API sends it."""

    __slots__ = ()

    body: str
    """Which body met."""
    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council it belongs to."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    decision: str | None
    """What was resolved, in our own words; null if the source does not show it."""
    earliest: datetime.date
    """The first day on which it can have begun."""
    focused_visit_code: str | None
    """The focused visit considered; null if none."""
    gss_code: str
    """The council's nine-character ONS code."""
    held_on: PartialDate
    """When it met."""
    inferred: list[str]
    """The fields that are inferred rather than stated, by name; their citations say why. In CSV, the names are
    separated by spaces.
    """
    inspection_code: str | None
    """The inspection considered; null if none."""
    introduced_by: str | None
    """Who introduced the item or attended for it, by role; null if not stated."""
    item_number: str | None
    """The number of the item; null if not known."""
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which it can have ended."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    monitoring_visit_code: str | None
    """The monitoring visit considered; null if none."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    precision: Precision
    """How exactly its dates are known."""
    published_on: PartialDate | None
    """When it became public; null if not known."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of the document that it is taken from; null if we hold only the file."""
    source_code: str
    """The source that the record is taken from."""
    summary: str | None
    """What it was about, in our own words; null if not written."""
    title: str
    """The title of the item."""


class MonitoringVisitPublic(Model):
    """A monitoring visit as the API sends it."""

    __slots__ = ()

    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council it belongs to."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    earliest: datetime.date
    """The first day on which it can have begun."""
    ended_on: PartialDate | None
    """The last day of the visit; null if not known."""
    focus: str | None
    """What it looked at; null if not known."""
    gss_code: str
    """The council's nine-character ONS code."""
    inferred: list[str]
    """The fields that are inferred rather than stated, by name; their citations say why. In CSV, the names are
    separated by spaces.
    """
    inspection_code: str
    """The inspection it follows."""
    inspectors: str | None
    """The inspectors' names, separated by `; `; null if not known."""
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which it can have ended."""
    letter_on: PartialDate | None
    """The date that the letter bears; null if not known."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    ordinal: int | None
    """Its number since that inspection, from 1; null if not known."""
    precision: Precision
    """How exactly its dates are known."""
    published_by: Publisher | None
    """Who made the letter public; null if not known."""
    published_on: PartialDate | None
    """When it became public; null if not known."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of the document that it is taken from; null if we hold only the file."""
    source_code: str
    """The source that the record is taken from."""
    started_on: PartialDate
    """The first day of the visit."""
    summary: str | None
    """What it found, in our own words; null if not written."""


class SourcePublic(Model):
    """A source as the API sends it, with the council that all it is cited for belongs to, if that is one council."""

    __slots__ = ()

    code: str
    """Stable, readable key, made from facts."""
    council_code: str | None
    """The council that it is about; null if it is about several or none."""
    council_name: str | None
    """That council's name; null if there is none."""
    file_name: str | None
    """The name of the file that we read; null if we read it on the web."""
    gss_code: str | None
    """That council's nine-character ONS code; null if there is none."""
    la_code: str | None
    """That council's three-digit DfE code; null if there is none."""
    licence: Licence
    """On what terms it may be used again."""
    note: str | None
    """What a reader must know of it; null if nothing."""
    ofsted_urn: str | None
    """That council's number with Ofsted; null if there is none or not known."""
    published_on: PartialDate | None
    """When it was published; null if it does not say."""
    publisher: str
    """Who published it."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region | None
    """That council's region; null if there is none."""
    sha256: str | None
    """The SHA-256 of that file, in hexadecimal."""
    title: str
    """Its title, or what its page is headed."""
    type: SourceType
    """What sort of document it is."""
    url: str | None
    """Where it stands or stood on the web; null if we hold only the file."""


class Included(Model):
    """What belongs to a record, as the lists have it; null where it was not asked for."""

    __slots__ = ()

    figures: list[FigurePublic] | None
    """Its figures, by code; null unless included."""
    findings: list[FindingPublic] | None
    """Its findings, in order; null unless included."""
    meetings: list[MeetingPublic] | None
    """The meetings that considered it, or those of the council; null unless included."""
    predecessors: list[CouncilPublic] | None
    """The councils whose area it took over; null unless included."""
    sources: list[SourcePublic] | None
    """The sources of the record, of its citations and of all that is included; null unless included."""
    visits: list[MonitoringVisitPublic] | None
    """The monitoring visits that followed it, or those of the council; null unless included."""


class Links(Model):
    """Where what belongs to a record is; null where nothing can."""

    __slots__ = ()

    citations: str
    """What every source says of it."""
    council: str | None
    """Its council."""
    figures: str | None
    """Its figures."""
    findings: str | None
    """Its findings."""
    inspection: str | None
    """The inspection that it follows, considers or belongs to."""
    meetings: str | None
    """The meetings that considered it."""
    source: str | None
    """The source that it is taken from."""
    visits: str | None
    """The monitoring visits that followed it."""


class ContextEventDetail(Model):
    """A context event with its citations."""

    __slots__ = ()

    actor: str | None
    """Who made it, by office or body; null if not stated."""
    citations: list[CitationPublic]
    """What every source says of the record and of its judgements, alternatives and rejected values included."""
    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council it belongs to."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    earliest: datetime.date
    """The first day on which it can have begun."""
    ended_on: PartialDate | None
    """When it ended; null if it took a day or the end is not known."""
    gss_code: str
    """The council's nine-character ONS code."""
    included: Included | None
    """What `include` asked for; null if it asked for nothing."""
    inferred: list[str]
    """The fields that are inferred rather than stated, by name; their citations say why. In CSV, the names are
    separated by spaces.
    """
    inspection_code: str | None
    """The inspection that it followed or explains; null if none."""
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which it can have ended."""
    links: Links
    """Where what belongs to it is."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    precision: Precision
    """How exactly its dates are known."""
    published_on: PartialDate | None
    """When it became public; null if not known."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of the document that it is taken from; null if we hold only the file."""
    source_code: str
    """The source that the record is taken from."""
    started_on: PartialDate
    """When it happened or began."""
    summary: str | None
    """What it said, in our own words; null if not written."""
    title: str
    """What it is called."""
    type: ContextType
    """What it was."""


class ContextEventPublic(Model):
    """A context event as the API sends it."""

    __slots__ = ()

    actor: str | None
    """Who made it, by office or body; null if not stated."""
    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council it belongs to."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    earliest: datetime.date
    """The first day on which it can have begun."""
    ended_on: PartialDate | None
    """When it ended; null if it took a day or the end is not known."""
    gss_code: str
    """The council's nine-character ONS code."""
    inferred: list[str]
    """The fields that are inferred rather than stated, by name; their citations say why. In CSV, the names are
    separated by spaces.
    """
    inspection_code: str | None
    """The inspection that it followed or explains; null if none."""
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which it can have ended."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    precision: Precision
    """How exactly its dates are known."""
    published_on: PartialDate | None
    """When it became public; null if not known."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of the document that it is taken from; null if we hold only the file."""
    source_code: str
    """The source that the record is taken from."""
    started_on: PartialDate
    """When it happened or began."""
    summary: str | None
    """What it said, in our own words; null if not written."""
    title: str
    """What it is called."""
    type: ContextType
    """What it was."""


class ContextEventPage(Model):
    """ContextEventPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[ContextEventPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class CouncilCodeDetail(Model):
    """A council code with its citations."""

    __slots__ = ()

    citations: list[CitationPublic]
    """What every source says of the record and of its judgements, alternatives and rejected values included."""
    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    gss_code: str
    """The nine-character ONS code."""
    included: Included | None
    """What `include` asked for; null if it asked for nothing."""
    la_code: str
    """The council's three-digit DfE code."""
    links: Links
    """Where what belongs to it is."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    source_code: str
    """The source that the record is taken from."""
    valid_from: PartialDate | None
    """The first day on which it was this council's; null if it is the first code that the council had."""
    valid_to: PartialDate | None
    """The last day on which it was this council's; null while it is."""


class CouncilCodePublic(Model):
    """A code as the API sends it. `gss_code` is this code, which the council need not have any more."""

    __slots__ = ()

    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    gss_code: str
    """The nine-character ONS code."""
    la_code: str
    """The council's three-digit DfE code."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    source_code: str
    """The source that the record is taken from."""
    valid_from: PartialDate | None
    """The first day on which it was this council's; null if it is the first code that the council had."""
    valid_to: PartialDate | None
    """The last day on which it was this council's; null while it is."""


class CouncilCodePage(Model):
    """CouncilCodePage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[CouncilCodePublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class CouncilDetail(Model):
    """A council with its citations."""

    __slots__ = ()

    abolished_on: datetime.date | None
    """The first day on which it no longer existed; null while it exists."""
    citations: list[CitationPublic]
    """What every source says of the record and of its judgements, alternatives and rejected values included."""
    code: str
    """Stable, readable key, made from facts."""
    established_on: PartialDate | None
    """When it took on its powers in its present form; null if no source that we have read gives it."""
    gss_code: str
    """Its nine-character ONS code, the latest of `gss_codes`."""
    gss_codes: list[GssCode]
    """Every GSS code that it has had, oldest first."""
    included: Included | None
    """What `include` asked for; null if it asked for nothing."""
    la_code: str
    """Its three-digit DfE code."""
    latest: CouncilLatest
    """Its latest full inspection, as at the day that the data reach."""
    links: CouncilLinks
    """Where what belongs to it is."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    name: str
    """Its short name."""
    official_name: str
    """Its full name."""
    ofsted_url: str | None
    """Its page on Ofsted's site, made from its number with Ofsted; null without one."""
    ofsted_urn: str | None
    """Its number with Ofsted; null if no source that we have read gives it."""
    predecessors: list[CouncilLink]
    """The councils whose area it took over."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The region of England in which it lies."""
    source_code: str
    """The source that the record is taken from."""
    successors: list[CouncilLink]
    """The councils that took over its area."""
    type: CouncilType
    """What kind of authority it is."""


class CouncilPage(Model):
    """CouncilPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[CouncilPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class GapPublic(Model):
    """A gap as the API sends it, with the names and codes of its council."""

    __slots__ = ()

    code: str
    """Stable, readable key, made from facts."""
    council_code: str | None
    """The council; null if of all."""
    council_name: str | None
    """That council's name; null if there is none."""
    gss_code: str | None
    """That council's nine-character ONS code; null if there is none."""
    happened_on: PartialDate | None
    """When it must have happened; null if not known."""
    la_code: str | None
    """That council's three-digit DfE code; null if there is none."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """That council's number with Ofsted; null if there is none or not known."""
    reason: Absence
    """Why it is missing."""
    record_code: str | None
    """The record that is incomplete; null if it is missing as a whole."""
    record_kind: str
    """The kind of record that is missing or incomplete."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region | None
    """That council's region; null if there is none."""
    source_code: str
    """The source that the record is taken from."""
    summary: str
    """What is missing, and what was tried."""


class YearCount(Model):
    """How many records of a kind a council has in a year."""

    __slots__ = ()

    kind: str
    """The kind of record."""
    records: int
    """How many."""
    year: int
    """The year in which they began."""


class CoveragePublic(Model):
    """What the dataset holds for a council, and what is known to be missing."""

    __slots__ = ()

    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    first: datetime.date | None
    """The first day of the earliest; null if it has none."""
    gaps: list[GapPublic]
    """What is known to be missing, of this council and then of all, and why."""
    gss_code: str
    """The council's nine-character ONS code."""
    la_code: str
    """The council's three-digit DfE code."""
    last: datetime.date | None
    """The last day of the latest; null if it has none."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    records: int
    """How many dated records it has."""
    region: Region
    """The council's region."""
    years: list[YearCount]
    """How many records there are of each kind in each year."""


class CoveragePage(Model):
    """A page of the coverage, with the day up to which the sources reach."""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[CoveragePublic]
    """The items of this page, in the order of the list."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class CrosstabGroup(Model):
    """Inspections that gave one grade in the aspect of the rows and one in that of the columns."""

    __slots__ = ()

    col_grade: Grade | None
    """The grade in the aspect of the columns; null if there is none."""
    councils: int
    """Of how many different councils they are."""
    count: int
    """How many there are."""
    row_grade: Grade | None
    """The grade in the aspect of the rows; null if there is none."""


class DomainPublic(Model):
    """A domain as the API sends it."""

    __slots__ = ()

    aspect: Aspect
    """What it speaks to, across frameworks."""
    code: str
    """Stable, readable key, made from facts."""
    framework_code: str
    """The framework."""
    judged_from: datetime.date | None
    """Judged in inspections that start on this day or later; null if from the framework's beginning."""
    judged_to: datetime.date | None
    """Judged in inspections that start on this day or earlier; null if to the framework's end."""
    limiting: bool
    """Whether inadequate here caps overall effectiveness at inadequate."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    name: str
    """Its printed wording."""
    position: int
    """Its place among the framework's domains, from 1."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    source_code: str
    """The source that the record is taken from."""


class DownloadPublic(Model):
    """A file that can be downloaded, whole."""

    __slots__ = ()

    bytes: int
    """Its size."""
    media_type: str
    """Its media type."""
    name: str
    """Its name."""
    rows: int | None
    """How many rows it has; null if it is not one table."""
    sha256: str
    """The SHA-256 of its bytes, in hexadecimal. Its ETag is the same, in quotes."""
    title: str
    """What is in it."""
    url: str
    """Where it is, of this release."""


class DownloadPage(Model):
    """DownloadPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[DownloadPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class FigureDetail(Model):
    """A figure with its citations."""

    __slots__ = ()

    as_of: PartialDate | None
    """The time that it speaks of; null if not stated."""
    citations: list[CitationPublic]
    """What every source says of the record and of its judgements, alternatives and rejected values included."""
    code: str
    """Stable, readable key, made from facts."""
    comparator: Comparator
    """How the number relates to the true one."""
    context_event_code: str | None
    """The context event it belongs to; null if to something else."""
    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    focused_visit_code: str | None
    """The focused visit it belongs to; null if to something else."""
    gss_code: str
    """The council's nine-character ONS code."""
    included: Included | None
    """What `include` asked for; null if it asked for nothing."""
    inspection_code: str | None
    """The inspection it belongs to; null if to something else."""
    intervention_code: str | None
    """The intervention it belongs to; null if to something else."""
    la_code: str
    """The council's three-digit DfE code."""
    links: Links
    """Where what belongs to it is."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    measure: str
    """What was measured, in snake_case."""
    meeting_code: str | None
    """The meeting it belongs to; null if to something else."""
    monitoring_visit_code: str | None
    """The monitoring visit it belongs to; null if to something else."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    record_code: str
    """The code of the record it belongs to."""
    record_kind: str
    """The kind of the record it belongs to."""
    record_url: str
    """Where the record is."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    source_code: str
    """The source that the record is taken from."""
    summary: str
    """The figure in a sentence of our own."""
    unit: str
    """What the number counts."""
    value: float
    """The number."""


class FigurePage(Model):
    """FigurePage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[FigurePublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class FindingDetail(Model):
    """A finding with its citations."""

    __slots__ = ()

    citations: list[CitationPublic]
    """What every source says of the record and of its judgements, alternatives and rejected values included."""
    code: str
    """Stable, readable key, made from facts."""
    context_event_code: str | None
    """The context event it belongs to; null if to something else."""
    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    due_on: PartialDate | None
    """By when it is to be done; null if not stated."""
    focused_visit_code: str | None
    """The focused visit it belongs to; null if to something else."""
    gss_code: str
    """The council's nine-character ONS code."""
    included: Included | None
    """What `include` asked for; null if it asked for nothing."""
    inspection_code: str | None
    """The inspection it belongs to; null if to something else."""
    intervention_code: str | None
    """The intervention it belongs to; null if to something else."""
    la_code: str
    """The council's three-digit DfE code."""
    links: Links
    """Where what belongs to it is."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    meeting_code: str | None
    """The meeting it belongs to; null if to something else."""
    monitoring_visit_code: str | None
    """The monitoring visit it belongs to; null if to something else."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    polarity: Polarity
    """Which way it points."""
    position: int
    """Its place among the findings of its record, from 1."""
    record_code: str
    """The code of the record it belongs to."""
    record_kind: str
    """The kind of the record it belongs to."""
    record_url: str
    """Where the record is."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    source_code: str
    """The source that the record is taken from."""
    summary: str | None
    """The statement, in our own words; null if not written yet."""
    theme: Theme
    """What it is about."""
    type: FindingType
    """What sort of statement it is."""


class FindingGroup(Model):
    """Findings that are alike in what is counted by."""

    __slots__ = ()

    council_type: CouncilType | None
    """The type of council; null if not counted by it."""
    councils: int
    """Of how many different councils they are."""
    count: int
    """How many there are."""
    region: Region | None
    """The region; null if not counted by it."""
    theme: Theme | None
    """The theme; null if not counted by it."""
    type: FindingType | None
    """The type of finding; null if not counted by it."""
    year: int | None
    """The year of the last day that its dates can mean; null if not counted by year."""


class FindingPage(Model):
    """FindingPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[FindingPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class FindingSummary(Grouped):
    """Findings, counted."""

    __slots__ = ()

    by: list[str]
    """What is counted by. The other fields of a group are null."""
    groups: list[FindingGroup]
    """The groups, each finding in exactly one of them."""
    release: str
    """The release that the answer comes from."""
    total: int
    """How many there are in all groups together."""


class FocusedVisitDetail(Model):
    """A focused visit with its citations."""

    __slots__ = ()

    area: FocusedVisitArea | None
    """Which area of the framework that is; null if not known or if it is none or several of them."""
    citations: list[CitationPublic]
    """What every source says of the record and of its judgements, alternatives and rejected values included."""
    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council it belongs to."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    earliest: datetime.date
    """The first day on which it can have begun."""
    ended_on: PartialDate | None
    """The last day of the visit; null if not known."""
    gss_code: str
    """The council's nine-character ONS code."""
    included: Included | None
    """What `include` asked for; null if it asked for nothing."""
    inferred: list[str]
    """The fields that are inferred rather than stated, by name; their citations say why. In CSV, the names are
    separated by spaces.
    """
    inspectors: str | None
    """The inspectors' names, separated by `; `; null if not known."""
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which it can have ended."""
    letter_on: PartialDate | None
    """The date that the letter bears; null if not known."""
    links: Links
    """Where what belongs to it is."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    precision: Precision
    """How exactly its dates are known."""
    priority_action: bool | None
    """Whether it demanded priority action; null if not known."""
    published_by: Publisher | None
    """Who made the letter public; null if not known."""
    published_on: PartialDate | None
    """When it became public; null if not known."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of the document that it is taken from; null if we hold only the file."""
    source_code: str
    """The source that the record is taken from."""
    started_on: PartialDate
    """The first day of the visit."""
    summary: str | None
    """What it found, in our own words; null if not written."""
    topic: str | None
    """What it looked at; null if not known."""


class FocusedVisitPublic(Model):
    """A focused visit as the API sends it."""

    __slots__ = ()

    area: FocusedVisitArea | None
    """Which area of the framework that is; null if not known or if it is none or several of them."""
    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council it belongs to."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    earliest: datetime.date
    """The first day on which it can have begun."""
    ended_on: PartialDate | None
    """The last day of the visit; null if not known."""
    gss_code: str
    """The council's nine-character ONS code."""
    inferred: list[str]
    """The fields that are inferred rather than stated, by name; their citations say why. In CSV, the names are
    separated by spaces.
    """
    inspectors: str | None
    """The inspectors' names, separated by `; `; null if not known."""
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which it can have ended."""
    letter_on: PartialDate | None
    """The date that the letter bears; null if not known."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    precision: Precision
    """How exactly its dates are known."""
    priority_action: bool | None
    """Whether it demanded priority action; null if not known."""
    published_by: Publisher | None
    """Who made the letter public; null if not known."""
    published_on: PartialDate | None
    """When it became public; null if not known."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of the document that it is taken from; null if we hold only the file."""
    source_code: str
    """The source that the record is taken from."""
    started_on: PartialDate
    """The first day of the visit."""
    summary: str | None
    """What it found, in our own words; null if not written."""
    topic: str | None
    """What it looked at; null if not known."""


class FocusedVisitPage(Model):
    """FocusedVisitPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[FocusedVisitPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class FrameworkDetail(Model):
    """A framework with its citations."""

    __slots__ = ()

    citations: list[CitationPublic]
    """What every source says of the record and of its judgements, alternatives and rejected values included."""
    code: str
    """Stable, readable key, made from facts."""
    domains: list[DomainPublic]
    """What it judges, in order."""
    full_inspection: bool
    """Whether it judges children's services as a whole, so that its inspections count as full inspections."""
    grade_scale: GradeScale
    """Which grades it awards."""
    included: Included | None
    """What `include` asked for; null if it asked for nothing."""
    inspectorate: str
    """Who inspects under it."""
    introduced_on: PartialDate
    """When inspections under it began."""
    links: Links
    """Where what belongs to it is."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    name: str
    """Its full name."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    short_name: str
    """What people call it."""
    source_code: str
    """The source that the record is taken from."""
    summary: str
    """What it inspects."""
    withdrawn_on: PartialDate | None
    """When inspections under it ended; null while they go on."""


class FrameworkPublic(Model):
    """A framework as the API sends it, with what it judges."""

    __slots__ = ()

    code: str
    """Stable, readable key, made from facts."""
    domains: list[DomainPublic]
    """What it judges, in order."""
    full_inspection: bool
    """Whether it judges children's services as a whole, so that its inspections count as full inspections."""
    grade_scale: GradeScale
    """Which grades it awards."""
    inspectorate: str
    """Who inspects under it."""
    introduced_on: PartialDate
    """When inspections under it began."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    name: str
    """Its full name."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    short_name: str
    """What people call it."""
    source_code: str
    """The source that the record is taken from."""
    summary: str
    """What it inspects."""
    withdrawn_on: PartialDate | None
    """When inspections under it ended; null while they go on."""


class FrameworkPage(Model):
    """FrameworkPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[FrameworkPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class GapDetail(Model):
    """A gap with its citations."""

    __slots__ = ()

    citations: list[CitationPublic]
    """What every source says of the record and of its judgements, alternatives and rejected values included."""
    code: str
    """Stable, readable key, made from facts."""
    council_code: str | None
    """The council; null if of all."""
    council_name: str | None
    """That council's name; null if there is none."""
    gss_code: str | None
    """That council's nine-character ONS code; null if there is none."""
    happened_on: PartialDate | None
    """When it must have happened; null if not known."""
    included: Included | None
    """What `include` asked for; null if it asked for nothing."""
    la_code: str | None
    """That council's three-digit DfE code; null if there is none."""
    links: Links
    """Where what belongs to it is."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """That council's number with Ofsted; null if there is none or not known."""
    reason: Absence
    """Why it is missing."""
    record_code: str | None
    """The record that is incomplete; null if it is missing as a whole."""
    record_kind: str
    """The kind of record that is missing or incomplete."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region | None
    """That council's region; null if there is none."""
    source_code: str
    """The source that the record is taken from."""
    summary: str
    """What is missing, and what was tried."""


class GapPage(Model):
    """GapPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[GapPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class GradeCounts(Model):
    """Councils by the grade that they hold."""

    __slots__ = ()

    adequate: int
    """Councils that hold adequate."""
    good: int
    """Councils that hold good."""
    inadequate: int
    """Councils that hold inadequate."""
    outstanding: int
    """Councils that hold outstanding."""
    requires_improvement: int
    """Councils that hold requires improvement."""


class GradePercents(Model):
    """The percentage of graded councils that hold each grade, to one decimal; null if none is graded."""

    __slots__ = ()

    adequate: float | None
    """The percentage of graded councils that hold adequate."""
    good: float | None
    """The percentage of graded councils that hold good."""
    inadequate: float | None
    """The percentage of graded councils that hold inadequate."""
    outstanding: float | None
    """The percentage of graded councils that hold outstanding."""
    requires_improvement: float | None
    """The percentage of graded councils that hold requires improvement."""


class GradesHeld(Model):
    """Grades by aspect."""

    __slots__ = ()

    adoption: Grade | None
    """Adoption: the grade in force; null if there is none."""
    care: Grade | None
    """Children in care: the grade in force; null if there is none."""
    care_and_care_leavers: Grade | None
    """Children in care and care leavers: the grade in force; null if there is none."""
    care_leavers: Grade | None
    """Care leavers: the grade in force; null if there is none."""
    help_and_protection: Grade | None
    """Help and protection: the grade in force; null if there is none."""
    leadership: Grade | None
    """Leadership: the grade in force; null if there is none."""
    overall: Grade | None
    """Overall effectiveness: the grade in force; null if there is none."""
    safeguarding: Grade | None
    """Safeguarding: the grade in force; null if there is none."""
    safeguarding_board: Grade | None
    """Local Safeguarding Children Board: the grade in force; null if there is none."""


class JudgementLine(Model):
    """A judgement inside its inspection."""

    __slots__ = ()

    absence: Absence | None
    """Why there is no grade; null if there is one."""
    aspect: Aspect
    """What the domain speaks to."""
    code: str
    """The judgement's code."""
    domain_code: str
    """The domain."""
    grade: Grade | None
    """The grade; null if there is none."""
    grade_printed: str | None
    """The grade in the source's own wording."""
    grade_rank: int | None
    """The place of the grade on its scale: 1 outstanding, 2 good, 3 requires improvement or adequate, 4 inadequate.
    Null without a grade. Requires improvement and adequate are third grades of two scales, and not comparable.
    """


class InspectionDetail(Model):
    """An inspection with its citations."""

    __slots__ = ()

    citations: list[CitationPublic]
    """What every source says of the record and of its judgements, alternatives and rejected values included."""
    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council it belongs to."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    earliest: datetime.date
    """The first day on which it can have begun."""
    ended_on: PartialDate | None
    """The last day on site; null if not known."""
    framework_code: str
    """The framework."""
    gss_code: str
    """The council's nine-character ONS code."""
    included: Included | None
    """What `include` asked for; null if it asked for nothing."""
    inferred: list[str]
    """The fields that are inferred rather than stated, by name; their citations say why. In CSV, the names are
    separated by spaces.
    """
    judgements: list[JudgementLine]
    """What it judged, in the framework's order."""
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which it can have ended."""
    lead_inspector: str | None
    """The lead inspector's name, or the names of two, separated by `; `; null if not known."""
    links: Links
    """Where what belongs to it is."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    precision: Precision
    """How exactly its dates are known."""
    published_on: PartialDate | None
    """When it became public; null if not known."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of its own report on Ofsted's file server; null if the dataset does not hold it, for example where a
    later report tells of the inspection.
    """
    source_code: str
    """The source that the record is taken from."""
    started_on: PartialDate
    """The first day on site."""
    summary: str | None
    """What it found, in our own words; null if not written."""
    type: InspectionType
    """Which form of the framework it took."""


class InspectionGroup(Model):
    """Inspections that are alike in what is counted by."""

    __slots__ = ()

    council_type: CouncilType | None
    """The type of council; null if not counted by it."""
    councils: int
    """Of how many different councils they are."""
    count: int
    """How many there are."""
    framework_code: str | None
    """The framework; null if not counted by it."""
    region: Region | None
    """The region; null if not counted by it."""
    type: InspectionType | None
    """The form of the framework; null if not counted by it."""
    year: int | None
    """The year of the last day that its dates can mean; null if not counted by year."""


class InspectionPublic(Model):
    """An inspection as the API sends it, with its judgements in the framework's order."""

    __slots__ = ()

    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council it belongs to."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    earliest: datetime.date
    """The first day on which it can have begun."""
    ended_on: PartialDate | None
    """The last day on site; null if not known."""
    framework_code: str
    """The framework."""
    gss_code: str
    """The council's nine-character ONS code."""
    inferred: list[str]
    """The fields that are inferred rather than stated, by name; their citations say why. In CSV, the names are
    separated by spaces.
    """
    judgements: list[JudgementLine]
    """What it judged, in the framework's order."""
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which it can have ended."""
    lead_inspector: str | None
    """The lead inspector's name, or the names of two, separated by `; `; null if not known."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    precision: Precision
    """How exactly its dates are known."""
    published_on: PartialDate | None
    """When it became public; null if not known."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of its own report on Ofsted's file server; null if the dataset does not hold it, for example where a
    later report tells of the inspection.
    """
    source_code: str
    """The source that the record is taken from."""
    started_on: PartialDate
    """The first day on site."""
    summary: str | None
    """What it found, in our own words; null if not written."""
    type: InspectionType
    """Which form of the framework it took."""


class InspectionPage(Model):
    """InspectionPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[InspectionPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class InspectionSummary(Grouped):
    """Inspections, counted."""

    __slots__ = ()

    by: list[str]
    """What is counted by. The other fields of a group are null."""
    groups: list[InspectionGroup]
    """The groups, each inspection in exactly one of them."""
    release: str
    """The release that the answer comes from."""
    total: int
    """How many there are in all groups together."""


class IntervalPublic(Model):
    """The days of a group of intervals: median, quartiles, least and most."""

    __slots__ = ()

    excluded: int
    """How many have no days, because a date is not known to the day or nothing is recorded."""
    group: str
    """The framework, the year, the region or the type of council; `all` if intervals are not grouped."""
    lower_quartile: float | None
    """The lower quartile of the days; null if there are none."""
    max: int | None
    """The most days; null if there are none."""
    measure: Measure
    """What is measured."""
    median: float | None
    """The median of the days; null if there are none."""
    min: int | None
    """The fewest days; null if there are none."""
    n: int
    """How many intervals have days. The other numbers are computed from these."""
    rows_url: str
    """Where the rows behind the group are, in the same release."""
    upper_quartile: float | None
    """The upper quartile of the days; null if there are none."""


class IntervalPage(Model):
    """A page of groups of intervals, with what is measured and the days that they are about."""

    __slots__ = ()

    as_at: datetime.date
    """The day as at which the answer is true."""
    as_at_beyond_known: bool
    """Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing."""
    by: IntervalsBy
    """How intervals are grouped."""
    cite: str
    """How to cite this answer, in one line."""
    items: list[IntervalPublic]
    """The items of this page, in the order of the list."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    measure: Measure
    """What is measured."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    published_by: datetime.date | None
    """The day by which reports must have been published; null if it does not matter."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class IntervalRowPublic(Model):
    """One interval."""

    __slots__ = ()

    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    council_type: CouncilType
    """What kind of council it is."""
    days: int | None
    """The days between; null if the two dates are not both known to the day."""
    framework_code: str
    """That inspection's framework."""
    from_code: str
    """The record that days are counted from."""
    from_on: PartialDate | None
    """Its date; null if not known."""
    gss_code: str
    """The council's nine-character ONS code."""
    inspection_code: str
    """The inspection that the interval is counted under: between inspections, the later one."""
    la_code: str
    """The council's three-digit DfE code."""
    measure: Measure
    """What is measured."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    region: Region
    """The council's region."""
    to_code: str | None
    """The record that days are counted to; null if none is recorded."""
    to_on: PartialDate | None
    """Its date; null if not known."""
    undated: Undated | None
    """Why there are no days; null if there are."""
    year: int
    """The year in which that inspection ended, by the latest day that its dates can mean."""


class IntervalRowPage(Model):
    """A page of intervals, with the days that they are about."""

    __slots__ = ()

    as_at: datetime.date
    """The day as at which the answer is true."""
    as_at_beyond_known: bool
    """Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing."""
    cite: str
    """How to cite this answer, in one line."""
    items: list[IntervalRowPublic]
    """The items of this page, in the order of the list."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    published_by: datetime.date | None
    """The day by which reports must have been published; null if it does not matter."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class InterventionDetail(Model):
    """An intervention with its citations."""

    __slots__ = ()

    citations: list[CitationPublic]
    """What every source says of the record and of its judgements, alternatives and rejected values included."""
    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council it belongs to."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    earliest: datetime.date
    """The first day on which it can have begun."""
    ended_on: PartialDate | None
    """When it was lifted or ended; null if it goes on or is not known."""
    gss_code: str
    """The council's nine-character ONS code."""
    holder: str | None
    """Who holds the office or is the partner; null if not named."""
    included: Included | None
    """What `include` asked for; null if it asked for nothing."""
    inferred: list[str]
    """The fields that are inferred rather than stated, by name; their citations say why. In CSV, the names are
    separated by spaces.
    """
    inspection_code: str | None
    """The inspection that led to it; null if none did."""
    issued_by: str | None
    """Who issued it or made the appointment."""
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which it can have ended."""
    links: Links
    """Where what belongs to it is."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    precision: Precision
    """How exactly its dates are known."""
    published_on: PartialDate | None
    """When it became public; null if not known."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of the document that it is taken from; null if we hold only the file."""
    source_code: str
    """The source that the record is taken from."""
    started_on: PartialDate
    """When it was served or began."""
    summary: str
    """What it asks or does, in our own words."""
    type: InterventionType
    """By what means."""


class InterventionPublic(Model):
    """An intervention as the API sends it."""

    __slots__ = ()

    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council it belongs to."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    earliest: datetime.date
    """The first day on which it can have begun."""
    ended_on: PartialDate | None
    """When it was lifted or ended; null if it goes on or is not known."""
    gss_code: str
    """The council's nine-character ONS code."""
    holder: str | None
    """Who holds the office or is the partner; null if not named."""
    inferred: list[str]
    """The fields that are inferred rather than stated, by name; their citations say why. In CSV, the names are
    separated by spaces.
    """
    inspection_code: str | None
    """The inspection that led to it; null if none did."""
    issued_by: str | None
    """Who issued it or made the appointment."""
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which it can have ended."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    precision: Precision
    """How exactly its dates are known."""
    published_on: PartialDate | None
    """When it became public; null if not known."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of the document that it is taken from; null if we hold only the file."""
    source_code: str
    """The source that the record is taken from."""
    started_on: PartialDate
    """When it was served or began."""
    summary: str
    """What it asks or does, in our own words."""
    type: InterventionType
    """By what means."""


class InterventionPage(Model):
    """InterventionPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[InterventionPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class JointInspectionDetail(Model):
    """A joint inspection with its citations."""

    __slots__ = ()

    citations: list[CitationPublic]
    """What every source says of the record and of its judgements, alternatives and rejected values included."""
    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council it belongs to."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    earliest: datetime.date
    """The first day on which it can have begun."""
    ended_on: PartialDate | None
    """The last day on site; null if not known."""
    gss_code: str
    """The council's nine-character ONS code."""
    included: Included | None
    """What `include` asked for; null if it asked for nothing."""
    inferred: list[str]
    """The fields that are inferred rather than stated, by name; their citations say why. In CSV, the names are
    separated by spaces.
    """
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which it can have ended."""
    links: Links
    """Where what belongs to it is."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    partners: str
    """The inspectorates, separated by `; `. HMICFRS was HMIC until July 2017."""
    precision: Precision
    """How exactly its dates are known."""
    priority_action: bool | None
    """Whether it demanded priority action; null if not known."""
    published_on: PartialDate | None
    """When it became public; null if not known."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of the document that it is taken from; null if we hold only the file."""
    source_code: str
    """The source that the record is taken from."""
    started_on: PartialDate
    """The first day on site."""
    summary: str | None
    """What it found, in our own words; null if not written."""
    theme: JointTheme
    """What it looked at."""


class JointInspectionPublic(Model):
    """A joint targeted area inspection as it is sent out."""

    __slots__ = ()

    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council it belongs to."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    earliest: datetime.date
    """The first day on which it can have begun."""
    ended_on: PartialDate | None
    """The last day on site; null if not known."""
    gss_code: str
    """The council's nine-character ONS code."""
    inferred: list[str]
    """The fields that are inferred rather than stated, by name; their citations say why. In CSV, the names are
    separated by spaces.
    """
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which it can have ended."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    partners: str
    """The inspectorates, separated by `; `. HMICFRS was HMIC until July 2017."""
    precision: Precision
    """How exactly its dates are known."""
    priority_action: bool | None
    """Whether it demanded priority action; null if not known."""
    published_on: PartialDate | None
    """When it became public; null if not known."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of the document that it is taken from; null if we hold only the file."""
    source_code: str
    """The source that the record is taken from."""
    started_on: PartialDate
    """The first day on site."""
    summary: str | None
    """What it found, in our own words; null if not written."""
    theme: JointTheme
    """What it looked at."""


class JointInspectionPage(Model):
    """JointInspectionPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[JointInspectionPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class JudgementCrosstab(Grouped):
    """The grades of two aspects across."""

    __slots__ = ()

    cols: Aspect
    """The aspect of the columns."""
    groups: list[CrosstabGroup]
    """The cells that are not empty, each inspection in one of them."""
    release: str
    """The release that the answer comes from."""
    rows: Aspect
    """The aspect of the rows."""
    total: int
    """How many inspections judged both."""


class JudgementGroup(Model):
    """Judgements that are alike in what is counted by."""

    __slots__ = ()

    aspect: Aspect | None
    """The aspect; null if not counted by it."""
    council_type: CouncilType | None
    """The type of council; null if not counted by it."""
    councils: int
    """Of how many different councils they are."""
    count: int
    """How many there are."""
    framework_code: str | None
    """The framework; null if not counted by it."""
    grade: Grade | None
    """The grade; null if there is none, or if not counted by it."""
    region: Region | None
    """The region; null if not counted by it."""
    type: InspectionType | None
    """The form of the framework; null if not counted by it."""
    year: int | None
    """The year of the last day that its dates can mean; null if not counted by year."""


class JudgementPublic(Model):
    """A judgement as the API sends it, with what it belongs to."""

    __slots__ = ()

    absence: Absence | None
    """Why there is no grade; null if there is one."""
    aspect: Aspect
    """What the domain speaks to."""
    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    domain_code: str
    """The domain."""
    earliest: datetime.date
    """The first day on which the inspection can have begun."""
    ended_on: PartialDate | None
    """The last day on site; null if not known."""
    framework_code: str
    """The framework."""
    grade: Grade | None
    """The grade; null if there is none."""
    grade_printed: str | None
    """The grade in the source's own wording."""
    grade_rank: int | None
    """The place of the grade on its scale: 1 outstanding, 2 good, 3 requires improvement or adequate, 4 inadequate.
    Null without a grade. Requires improvement and adequate are third grades of two scales, and not comparable.
    """
    gss_code: str
    """The council's nine-character ONS code."""
    inspection_code: str
    """The inspection."""
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which the inspection can have ended."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    precision: Precision
    """How exactly the inspection's dates are known."""
    published_on: PartialDate | None
    """When the report became public; null if not known."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of its own report on Ofsted's file server; null if the dataset does not hold it, for example where a
    later report tells of the inspection.
    """
    source_code: str
    """The source that the record is taken from."""
    started_on: PartialDate
    """The first day on site."""


class JudgementPage(Model):
    """JudgementPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[JudgementPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class JudgementSummary(Grouped):
    """Judgements, counted."""

    __slots__ = ()

    by: list[str]
    """What is counted by. The other fields of a group are null."""
    groups: list[JudgementGroup]
    """The groups, each judgement in exactly one of them."""
    release: str
    """The release that the answer comes from."""
    total: int
    """How many there are in all groups together."""


class KindChanges(Model):
    """How many rows of one kind differ from one release to the next."""

    __slots__ = ()

    added: int
    """How many rows are new."""
    changed: int
    """How many rows have another value in some field."""
    kind: str
    """The kind of record."""
    removed: int
    """How many rows are gone."""


class KeptReleasePublic(Model):
    """A release that `release=` can name."""

    __slots__ = ()

    as_at: datetime.date
    """The latest day on which a row of it was recorded."""
    changes: list[KindChanges] | None
    """What is different from the one before, kind by kind; null if there was none, or if it had other tables. Why, row
    by row, is at /v1/changes.
    """
    code: str
    """The release."""
    counts: Any
    """The number of rows of each kind."""
    current: bool
    """Whether it answers where no release is named."""
    known_to: datetime.date
    """The day up to which its sources reach."""
    previous: str | None
    """The release that was current before it; null if there was none."""
    url: str
    """Where it is described."""


class KeptReleasePage(Model):
    """KeptReleasePage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[KeptReleasePublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class Link(Model):
    """A link to a part of the API."""

    __slots__ = ()

    href: str
    """Its path."""
    rel: str
    """How it relates to this page."""
    title: str
    """What it has."""
    type: str
    """The media type of its answer."""


class Landing(Model):
    """The root of the API."""

    __slots__ = ()

    description: str
    """What the API has, in a sentence."""
    links: list[Link]
    """Links to every list, and to the descriptions of the API."""
    title: str
    """The name of the API."""


class MeetingDetail(Model):
    """A meeting with its citations."""

    __slots__ = ()

    body: str
    """Which body met."""
    citations: list[CitationPublic]
    """What every source says of the record and of its judgements, alternatives and rejected values included."""
    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council it belongs to."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    decision: str | None
    """What was resolved, in our own words; null if the source does not show it."""
    earliest: datetime.date
    """The first day on which it can have begun."""
    focused_visit_code: str | None
    """The focused visit considered; null if none."""
    gss_code: str
    """The council's nine-character ONS code."""
    held_on: PartialDate
    """When it met."""
    included: Included | None
    """What `include` asked for; null if it asked for nothing."""
    inferred: list[str]
    """The fields that are inferred rather than stated, by name; their citations say why. In CSV, the names are
    separated by spaces.
    """
    inspection_code: str | None
    """The inspection considered; null if none."""
    introduced_by: str | None
    """Who introduced the item or attended for it, by role; null if not stated."""
    item_number: str | None
    """The number of the item; null if not known."""
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which it can have ended."""
    links: Links
    """Where what belongs to it is."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    monitoring_visit_code: str | None
    """The monitoring visit considered; null if none."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    precision: Precision
    """How exactly its dates are known."""
    published_on: PartialDate | None
    """When it became public; null if not known."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of the document that it is taken from; null if we hold only the file."""
    source_code: str
    """The source that the record is taken from."""
    summary: str | None
    """What it was about, in our own words; null if not written."""
    title: str
    """The title of the item."""


class MeetingPage(Model):
    """MeetingPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[MeetingPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class MonitoringVisitDetail(Model):
    """A monitoring visit with its citations."""

    __slots__ = ()

    citations: list[CitationPublic]
    """What every source says of the record and of its judgements, alternatives and rejected values included."""
    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council it belongs to."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    earliest: datetime.date
    """The first day on which it can have begun."""
    ended_on: PartialDate | None
    """The last day of the visit; null if not known."""
    focus: str | None
    """What it looked at; null if not known."""
    gss_code: str
    """The council's nine-character ONS code."""
    included: Included | None
    """What `include` asked for; null if it asked for nothing."""
    inferred: list[str]
    """The fields that are inferred rather than stated, by name; their citations say why. In CSV, the names are
    separated by spaces.
    """
    inspection_code: str
    """The inspection it follows."""
    inspectors: str | None
    """The inspectors' names, separated by `; `; null if not known."""
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which it can have ended."""
    letter_on: PartialDate | None
    """The date that the letter bears; null if not known."""
    links: Links
    """Where what belongs to it is."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    ordinal: int | None
    """Its number since that inspection, from 1; null if not known."""
    precision: Precision
    """How exactly its dates are known."""
    published_by: Publisher | None
    """Who made the letter public; null if not known."""
    published_on: PartialDate | None
    """When it became public; null if not known."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of the document that it is taken from; null if we hold only the file."""
    source_code: str
    """The source that the record is taken from."""
    started_on: PartialDate
    """The first day of the visit."""
    summary: str | None
    """What it found, in our own words; null if not written."""


class MonitoringVisitPage(Model):
    """MonitoringVisitPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[MonitoringVisitPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class NeighbourDetail(Model):
    """A neighbour with its citations."""

    __slots__ = ()

    citations: list[CitationPublic]
    """What every source says of the record and of its judgements, alternatives and rejected values included."""
    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    gss_code: str
    """The council's nine-character ONS code."""
    included: Included | None
    """What `include` asked for; null if it asked for nothing."""
    la_code: str
    """The council's three-digit DfE code."""
    links: Links
    """Where what belongs to it is."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    neighbour_code: str
    """Its neighbour."""
    neighbour_name: str
    """The neighbour's name."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    rank: int
    """How like it the neighbour is, from 1 (most alike) to 10."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    source_code: str
    """The source that the record is taken from."""
    valid_from: PartialDate | None
    """Since when it is a neighbour at this rank; null if no source that we have read bounds it."""
    valid_to: PartialDate | None
    """Until when it was; null if it still is."""


class NeighbourOutcomePublic(Model):
    """The judgement in force for a neighbour."""

    __slots__ = ()

    absence: Absence | None
    """Why the inspection in force gives no grade; null if it gives one, or if none is in force."""
    as_at: datetime.date
    """The day as at which the answer is true."""
    as_at_beyond_known: bool
    """Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing."""
    aspect: Aspect
    """The aspect."""
    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    council_type: CouncilType
    """What kind of council it is."""
    ended_on: PartialDate | None
    """The inspection's last day on site; null if there is none or it is not known."""
    framework_code: str | None
    """Its framework; null if there is none."""
    grade: Grade | None
    """The grade in force; null if there is none."""
    grade_rank: int | None
    """The place of the grade on its scale: 1 outstanding, 2 good, 3 requires improvement or adequate, 4 inadequate.
    Null without a grade. Requires improvement and adequate are third grades of two scales, and not comparable.
    """
    gss_code: str
    """The council's nine-character ONS code."""
    held_for_days: int | None
    """Days from the inspection's last day on site to `as_at`; null if there is no grade, or if that day is not known."""
    inspection_code: str | None
    """The inspection in force; null if there is none."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    la_code: str
    """The council's three-digit DfE code."""
    neighbour_of: str
    """The council whose neighbour it is."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    published_by: datetime.date | None
    """The day by which reports must have been published; null if it does not matter."""
    published_on: PartialDate | None
    """When its report became public; null if there is none or it is not known."""
    rank: int
    """How like that council it is, from 1 (most alike) to 10."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of its own report; null if there is none or we do not hold its address."""
    status: OutcomeStatus
    """Whether an inspection is in force, and if not, why."""


class NeighbourOutcomePage(Model):
    """A page of neighbours, with the days that their grades are about."""

    __slots__ = ()

    as_at: datetime.date
    """The day as at which the answer is true."""
    as_at_beyond_known: bool
    """Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing."""
    cite: str
    """How to cite this answer, in one line."""
    items: list[NeighbourOutcomePublic]
    """The items of this page, in the order of the list."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    published_by: datetime.date | None
    """The day by which reports must have been published; null if it does not matter."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class NeighbourPublic(Model):
    """A statistical neighbour as the API sends it."""

    __slots__ = ()

    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    gss_code: str
    """The council's nine-character ONS code."""
    la_code: str
    """The council's three-digit DfE code."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    neighbour_code: str
    """Its neighbour."""
    neighbour_name: str
    """The neighbour's name."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    rank: int
    """How like it the neighbour is, from 1 (most alike) to 10."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    source_code: str
    """The source that the record is taken from."""
    valid_from: PartialDate | None
    """Since when it is a neighbour at this rank; null if no source that we have read bounds it."""
    valid_to: PartialDate | None
    """Until when it was; null if it still is."""


class NeighbourPage(Model):
    """NeighbourPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[NeighbourPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class OutcomePublic(Model):
    """The judgement in force for a council in an aspect on a day, with the days that it is about."""

    __slots__ = ()

    absence: Absence | None
    """Why the inspection in force gives no grade; null if it gives one, or if none is in force."""
    as_at: datetime.date
    """The day as at which the answer is true."""
    as_at_beyond_known: bool
    """Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing."""
    aspect: Aspect
    """The aspect."""
    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    council_type: CouncilType
    """What kind of council it is."""
    ended_on: PartialDate | None
    """The inspection's last day on site; null if there is none or it is not known."""
    framework_code: str | None
    """Its framework; null if there is none."""
    grade: Grade | None
    """The grade in force; null if there is none."""
    grade_rank: int | None
    """The place of the grade on its scale: 1 outstanding, 2 good, 3 requires improvement or adequate, 4 inadequate.
    Null without a grade. Requires improvement and adequate are third grades of two scales, and not comparable.
    """
    gss_code: str
    """The council's nine-character ONS code."""
    held_for_days: int | None
    """Days from the inspection's last day on site to `as_at`; null if there is no grade, or if that day is not known."""
    inspection_code: str | None
    """The inspection in force; null if there is none."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    la_code: str
    """The council's three-digit DfE code."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    published_by: datetime.date | None
    """The day by which reports must have been published; null if it does not matter."""
    published_on: PartialDate | None
    """When its report became public; null if there is none or it is not known."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of its own report; null if there is none or we do not hold its address."""
    status: OutcomeStatus
    """Whether an inspection is in force, and if not, why."""


class OutcomePage(Model):
    """A page of outcomes, with the days that they are about."""

    __slots__ = ()

    as_at: datetime.date
    """The day as at which the answer is true."""
    as_at_beyond_known: bool
    """Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing."""
    cite: str
    """How to cite this answer, in one line."""
    items: list[OutcomePublic]
    """The items of this page, in the order of the list."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    published_by: datetime.date | None
    """The day by which reports must have been published; null if it does not matter."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class RanksHeld(Model):
    """The ranks of the grades by aspect."""

    __slots__ = ()

    adoption: int | None
    """Adoption: the rank of the grade; null if there is none."""
    care: int | None
    """Children in care: the rank of the grade; null if there is none."""
    care_and_care_leavers: int | None
    """Children in care and care leavers: the rank of the grade; null if there is none."""
    care_leavers: int | None
    """Care leavers: the rank of the grade; null if there is none."""
    help_and_protection: int | None
    """Help and protection: the rank of the grade; null if there is none."""
    leadership: int | None
    """Leadership: the rank of the grade; null if there is none."""
    overall: int | None
    """Overall effectiveness: the rank of the grade; null if there is none."""
    safeguarding: int | None
    """Safeguarding: the rank of the grade; null if there is none."""
    safeguarding_board: int | None
    """Local Safeguarding Children Board: the rank of the grade; null if there is none."""


class WideOutcomePublic(Model):
    """The judgements in force for a council on a day, with the days that they are about."""

    __slots__ = ()

    absence: AbsencesHeld
    """Why there is none, where an inspection is in force."""
    as_at: datetime.date
    """The day as at which the answer is true."""
    as_at_beyond_known: bool
    """Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing."""
    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    council_type: CouncilType
    """What kind of council it is."""
    ended_on: PartialDate | None
    """The inspection's last day on site; null if there is none or it is not known."""
    framework_code: str | None
    """Its framework; null if there is none."""
    grade: GradesHeld
    """The grade in force in each aspect."""
    grade_rank: RanksHeld
    """The rank of each grade. The place of the grade on its scale: 1 outstanding, 2 good, 3 requires improvement or
    adequate, 4 inadequate. Null without a grade. Requires improvement and adequate are third grades of two scales,
    and not comparable.
    """
    gss_code: str
    """The council's nine-character ONS code."""
    inspection_code: str | None
    """The inspection in force; null if there is none."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    la_code: str
    """The council's three-digit DfE code."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    published_by: datetime.date | None
    """The day by which reports must have been published; null if it does not matter."""
    published_on: PartialDate | None
    """When its report became public; null if there is none or it is not known."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of its own report; null if there is none or we do not hold its address."""
    status: OutcomeStatus
    """Whether an inspection is in force, and if not, why."""


class WideOutcomePage(Model):
    """A page of outcomes with a row for each council, with the days that they are about."""

    __slots__ = ()

    as_at: datetime.date
    """The day as at which the answer is true."""
    as_at_beyond_known: bool
    """Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing."""
    cite: str
    """How to cite this answer, in one line."""
    items: list[WideOutcomePublic]
    """The items of this page, in the order of the list."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    published_by: datetime.date | None
    """The day by which reports must have been published; null if it does not matter."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class PairLine(Model):
    """A pair inside its transition."""

    __slots__ = ()

    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    council_type: CouncilType
    """What kind of council it is."""
    days: int | None
    """Days from the last day on site of the one to that of the other; null if one is not known."""
    from_inspection_code: str
    """The earlier inspection."""
    gss_code: str
    """The council's nine-character ONS code."""
    la_code: str
    """The council's three-digit DfE code."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    region: Region
    """The council's region."""
    to_inspection_code: str
    """The later inspection."""


class PanelRowPublic(Model):
    """A council in a year, with the days that the row is about: `as_at` is the last day of the year."""

    __slots__ = ()

    absence: AbsencesHeld
    """Why there is none, where an inspection is in force."""
    as_at: datetime.date
    """The day as at which the answer is true."""
    as_at_beyond_known: bool
    """Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing."""
    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    council_type: CouncilType
    """What kind of council it is."""
    ended_on: PartialDate | None
    """Its last day on site; null if there is none or it is not known."""
    focused_visits: int
    """Recorded focused visits in the year."""
    framework_code: str | None
    """Its framework; null if there is none."""
    grade: GradesHeld
    """The grade in force in each aspect."""
    grade_rank: RanksHeld
    """The rank of each grade. The place of the grade on its scale: 1 outstanding, 2 good, 3 requires improvement or
    adequate, 4 inadequate. Null without a grade. Requires improvement and adequate are third grades of two scales,
    and not comparable.
    """
    gss_code: str
    """The council's nine-character ONS code."""
    inspected: bool
    """Whether a full inspection ended in the year."""
    inspection_code: str | None
    """The inspection in force; null if there is none."""
    inspection_codes: list[str]
    """The full inspections that ended in the year, oldest first."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    la_code: str
    """The council's three-digit DfE code."""
    monitoring_visits: int
    """Recorded monitoring visits in the year."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    published_by: datetime.date | None
    """The day by which reports must have been published; null if it does not matter."""
    region: Region
    """The council's region."""
    status: OutcomeStatus
    """Whether an inspection was in force on the last day of the year, and if not, why."""
    year: int
    """The year."""


class PanelPage(Model):
    """A page of the panel, with the day up to which the sources reach."""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[PanelRowPublic]
    """The items of this page, in the order of the list."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class ProblemError(Model):
    """One thing that is wrong with a request."""

    __slots__ = ()

    allowed: list[str] | None
    """The allowed values; null if they cannot be listed."""
    code: str
    """The kind of fault, in a word that does not change."""
    message: str
    """What is wrong, and what was expected."""
    parameter: str
    """The parameter."""
    suggestion: str | None
    """What you may have meant; null if nothing is close."""


class Problem(Model):
    """An error (RFC 9457)."""

    __slots__ = ()

    detail: str
    """What happened."""
    errors: list[ProblemError]
    """The faults of the request, one item each; empty if the request is not at fault."""
    status: int
    """The HTTP status."""
    title: str
    """The kind of problem, in words."""
    type: str
    """A URI for the kind of problem."""


class ReleasePublic(Model):
    """A release as the API sends it."""

    __slots__ = ()

    as_at: datetime.date
    """The latest day on which a row of it was recorded."""
    attribution: str
    """What to say when using it."""
    citation: str
    """How to cite this release, so that others find the same numbers."""
    code: str
    """The release: the first 16 hexadecimal digits of its content's SHA-256."""
    content_sha256: str
    """The SHA-256 of its rows, and of the revisions of the tables and of the code that made its files."""
    counts: Any
    """The number of rows of each kind."""
    downloads: list[DownloadPublic]
    """Every file of it, with its size and SHA-256."""
    known_to: datetime.date
    """The day up to which the sources reach: they tell of no inspection after it. It is the default of every parameter
    that asks for a day. Where no package states it, it is `as_at`.
    """
    known_to_locator: str | None
    """Where the day stands in that source; null if no package states it."""
    known_to_source_code: str | None
    """The source that reaches so far; null if no package states it."""
    licence: str
    """On what terms the data may be used."""
    licence_url: str
    """Where the licence stands."""
    schema_revision: str
    """The migration that its tables come from."""
    subset: str | None
    """The councils it was cut down to, separated by commas; null if it is whole."""
    url: str
    """Where this release is described."""


class SnippetPart(Model):
    """A part of a snippet."""

    __slots__ = ()

    match: bool
    """Whether it is a word that was searched for."""
    text: str
    """Plain text. It is not HTML, so a page must escape it."""


class SearchResultPublic(Model):
    """A record that a search found."""

    __slots__ = ()

    code: str
    """The code of the record."""
    council_code: str | None
    """The council. A source has one if all that is taken from it is about one council; otherwise null."""
    council_name: str | None
    """The council's name; null if there is no council."""
    date_text: str | None
    """The dates of the record in words, or of the record that a finding belongs to, or when a source was published;
    null if not known, and for councils.
    """
    kind: str
    """The kind of record."""
    score: int
    """How well it fits; the best come first. Only its order means anything."""
    snippet: list[SnippetPart]
    """A piece of its text if one of the words is in it, otherwise its title. Joined, the parts are the whole piece."""
    title: str
    """What it was, in one line. A finding has that of the record that it belongs to."""
    url: str
    """Where the whole record is."""


class SearchResultPage(Model):
    """SearchResultPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[SearchResultPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class SendInspectionDetail(Model):
    """A send inspection with its citations."""

    __slots__ = ()

    citations: list[CitationPublic]
    """What every source says of the record and of its judgements, alternatives and rejected values included."""
    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council it belongs to."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    earliest: datetime.date
    """The first day on which it can have begun."""
    ended_on: PartialDate | None
    """The last day of the inspection; null if not known."""
    gss_code: str
    """The council's nine-character ONS code."""
    included: Included | None
    """What `include` asked for; null if it asked for nothing."""
    inferred: list[str]
    """The fields that are inferred rather than stated, by name; their citations say why. In CSV, the names are
    separated by spaces.
    """
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which it can have ended."""
    links: Links
    """Where what belongs to it is."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    outcome: SendOutcome
    """Its outcome."""
    partners: str
    """The inspectorates, separated by `; `."""
    precision: Precision
    """How exactly its dates are known."""
    previous_ended_on: PartialDate | None
    """The last day of the previous inspection; null if there was none, or if not stated."""
    previous_started_on: PartialDate | None
    """The first day of the previous inspection; null if there was none, or if not stated."""
    published_on: PartialDate | None
    """When it became public; null if not known."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of the document that it is taken from; null if we hold only the file."""
    source_code: str
    """The source that the record is taken from."""
    started_on: PartialDate
    """The first day of the inspection."""


class SendInspectionPublic(Model):
    """An area SEND inspection as it is sent out."""

    __slots__ = ()

    code: str
    """Stable, readable key, made from facts."""
    council_code: str
    """The council it belongs to."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    earliest: datetime.date
    """The first day on which it can have begun."""
    ended_on: PartialDate | None
    """The last day of the inspection; null if not known."""
    gss_code: str
    """The council's nine-character ONS code."""
    inferred: list[str]
    """The fields that are inferred rather than stated, by name; their citations say why. In CSV, the names are
    separated by spaces.
    """
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which it can have ended."""
    locator: str
    """Where in the source to look: page, paragraph, item, cell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    outcome: SendOutcome
    """Its outcome."""
    partners: str
    """The inspectorates, separated by `; `."""
    precision: Precision
    """How exactly its dates are known."""
    previous_ended_on: PartialDate | None
    """The last day of the previous inspection; null if there was none, or if not stated."""
    previous_started_on: PartialDate | None
    """The first day of the previous inspection; null if there was none, or if not stated."""
    published_on: PartialDate | None
    """When it became public; null if not known."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of the document that it is taken from; null if we hold only the file."""
    source_code: str
    """The source that the record is taken from."""
    started_on: PartialDate
    """The first day of the inspection."""


class SendInspectionPage(Model):
    """SendInspectionPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[SendInspectionPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class StatusCounts(Model):
    """How many councils are in each status; together they are all the councils asked about, abolished ones too."""

    __slots__ = ()

    abolished: int
    """Councils that did not exist any more."""
    in_force: int
    """Councils with an inspection in force, graded or not."""
    no_inspection_recorded: int
    """Councils of which no full inspection that had ended is recorded."""
    none_published: int
    """Councils of which no inspection that had ended is known to have been published."""
    not_yet_established: int
    """Councils that did not exist yet."""


class SeriesPoint(Model):
    """A group as at a day, with what was asked: an item of the series, and a row of the summary as CSV."""

    __slots__ = ()

    absences: AbsenceCounts
    """How many councils have no grade, by the reason."""
    as_at: datetime.date
    """The day as at which the answer is true."""
    as_at_beyond_known: bool
    """Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing."""
    aspect: Aspect
    """The aspect."""
    by: GroupBy
    """How councils are grouped."""
    counts: GradeCounts
    """How many councils hold each grade."""
    good_or_outstanding: int
    """How many councils hold good or outstanding."""
    good_or_outstanding_percent: float | None
    """The same as a percentage of `graded`, to one decimal; null if no council is graded."""
    graded: int
    """Those of them that hold a grade: the denominator of every percentage."""
    group: str
    """The region, the kind of council or the framework; `all` if councils are not grouped. By framework, councils that
    have no inspection in force are grouped by their status.
    """
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    not_graded: int
    """Councils with an inspection in force that gives no grade; `absences` says why."""
    outcomes_url: str
    """The list of the outcomes that were counted, in the same release."""
    percents: GradePercents
    """The same as percentages of `graded`, to one decimal."""
    published_by: datetime.date | None
    """The day by which reports must have been published; null if it does not matter."""
    share_known: float | None
    """`graded` as a percentage of `total`, to one decimal; null if `total` is 0. Where it is low, the other
    percentages are those of few councils.
    """
    statuses: StatusCounts
    """How many councils are in each status."""
    total: int
    """Councils that existed on the day."""


class SeriesPage(Model):
    """A page of the series, with the days between which it says much."""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[SeriesPoint]
    """The items of this page, in the order of the list."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    mostly_known_from: datetime.date | None
    """The first day on which 90 % of the councils asked about hold a grade; null if there is none. Percentages of
    earlier days are those of few councils.
    """
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class SourceDetail(Model):
    """A source with what rests on it."""

    __slots__ = ()

    citations: list[CitationPublic]
    """What every source says of the record and of its judgements, alternatives and rejected values included."""
    code: str
    """Stable, readable key, made from facts."""
    council_code: str | None
    """The council that it is about; null if it is about several or none."""
    council_name: str | None
    """That council's name; null if there is none."""
    file_name: str | None
    """The name of the file that we read; null if we read it on the web."""
    gss_code: str | None
    """That council's nine-character ONS code; null if there is none."""
    la_code: str | None
    """That council's three-digit DfE code; null if there is none."""
    licence: Licence
    """On what terms it may be used again."""
    links: Links
    """Where what belongs to it is."""
    note: str | None
    """What a reader must know of it; null if nothing."""
    ofsted_urn: str | None
    """That council's number with Ofsted; null if there is none or not known."""
    published_on: PartialDate | None
    """When it was published; null if it does not say."""
    publisher: str
    """Who published it."""
    recorded_on: datetime.date
    """The day on which this dataset first held the row."""
    records: list[CitedRecord]
    """What rests on it: at most 100, in the order of the citations. `links.citations` lists all of it, in pages."""
    records_total: int
    """How much rests on it in all."""
    region: Region | None
    """That council's region; null if there is none."""
    sha256: str | None
    """The SHA-256 of that file, in hexadecimal."""
    title: str
    """Its title, or what its page is headed."""
    type: SourceType
    """What sort of document it is."""
    url: str | None
    """Where it stands or stood on the web; null if we hold only the file."""


class SourcePage(Model):
    """SourcePage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[SourcePublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class SpellPublic(Model):
    """A time in which a council held one grade in an aspect, with the days that it is about."""

    __slots__ = ()

    as_at: datetime.date
    """The day as at which the answer is true."""
    as_at_beyond_known: bool
    """Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing."""
    aspect: Aspect
    """The aspect."""
    censoring: Censoring | None
    """Why the spell is censored; null if it is not."""
    clock: Clock
    """From when a grade counts."""
    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    council_type: CouncilType
    """What kind of council it is."""
    counts_from: datetime.date
    """The day from which the spell is counted where a day is needed: the latest that `started_on` can mean."""
    counts_to: datetime.date | None
    """The first day on which it is not counted any more, likewise; null while the grade is held."""
    duration_days: int | None
    """Days from `started_on` to `ended_on`, or to `as_at` while the grade is held; null if one of the two is not known
    to the day.
    """
    ended_on: PartialDate | None
    """The first day on which it no longer counts, as exactly as it is known; null while it is held, or if the day is
    not known.
    """
    event: bool
    """Whether the spell ended with another grade. Where it is false, the spell is censored."""
    exit_grade: Grade | None
    """That other grade; null if the spell is censored."""
    exit_grade_rank: int | None
    """The place of the grade on its scale: 1 outstanding, 2 good, 3 requires improvement or adequate, 4 inadequate.
    Null without a grade. Requires improvement and adequate are third grades of two scales, and not comparable.
    """
    focused_visits: int
    """Recorded focused visits within the spell."""
    framework_codes: list[str]
    """Their frameworks, in the same order."""
    grade: Grade
    """The grade that was held."""
    grade_rank: int
    """The place of the grade on its scale: 1 outstanding, 2 good, 3 requires improvement or adequate, 4 inadequate.
    Null without a grade. Requires improvement and adequate are third grades of two scales, and not comparable.
    """
    gss_code: str
    """The council's nine-character ONS code."""
    inspection_codes: list[str]
    """The full inspections that gave the grade, oldest first."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    la_code: str
    """The council's three-digit DfE code."""
    left_truncated: bool
    """Whether no full inspection directly before gave a grade in the aspect, so that it is not known whether the same
    grade was held before.
    """
    monitoring_visits: int
    """Recorded monitoring visits within the spell."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    published_by: datetime.date | None
    """The day by which reports must have been published; null if it does not matter."""
    region: Region
    """The council's region."""
    started_on: PartialDate | None
    """The day from which the grade counts, as exactly as it is known; null if it is not."""
    undated: Undated | None
    """Why there is no duration; null if there is one."""


class SpellPage(Model):
    """A page of spells, with the days that they are about."""

    __slots__ = ()

    as_at: datetime.date
    """The day as at which the answer is true."""
    as_at_beyond_known: bool
    """Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing."""
    cite: str
    """How to cite this answer, in one line."""
    items: list[SpellPublic]
    """The items of this page, in the order of the list."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    published_by: datetime.date | None
    """The day by which reports must have been published; null if it does not matter."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class Status(Model):
    """The state of the server."""

    __slots__ = ()

    release: str | None
    """The current release; null in `/healthz`, which does not ask for it."""
    status: str
    """`ok`."""


class SummaryGroup(Model):
    """The counts of a group of councils."""

    __slots__ = ()

    absences: AbsenceCounts
    """How many councils have no grade, by the reason."""
    counts: GradeCounts
    """How many councils hold each grade."""
    good_or_outstanding: int
    """How many councils hold good or outstanding."""
    good_or_outstanding_percent: float | None
    """The same as a percentage of `graded`, to one decimal; null if no council is graded."""
    graded: int
    """Those of them that hold a grade: the denominator of every percentage."""
    group: str
    """The region, the kind of council or the framework; `all` if councils are not grouped. By framework, councils that
    have no inspection in force are grouped by their status.
    """
    not_graded: int
    """Councils with an inspection in force that gives no grade; `absences` says why."""
    outcomes_url: str
    """The list of the outcomes that were counted, in the same release."""
    percents: GradePercents
    """The same as percentages of `graded`, to one decimal."""
    share_known: float | None
    """`graded` as a percentage of `total`, to one decimal; null if `total` is 0. Where it is low, the other
    percentages are those of few councils.
    """
    statuses: StatusCounts
    """How many councils are in each status."""
    total: int
    """Councils that existed on the day."""


class SummaryPublic(Grouped):
    """The outcomes as at a day, counted."""

    __slots__ = ()

    as_at: datetime.date
    """The day as at which the answer is true."""
    as_at_beyond_known: bool
    """Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing."""
    aspect: Aspect
    """The aspect."""
    by: GroupBy
    """How councils are grouped."""
    groups: list[SummaryGroup]
    """The groups, each council in exactly one of them."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    published_by: datetime.date | None
    """The day by which reports must have been published; null if it does not matter."""
    release: str
    """The release that the answer comes from."""


class TimelineEntryPublic(Model):
    """An entry as the API sends it."""

    __slots__ = ()

    code: str
    """The code of the record."""
    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    date_text: str
    """Its dates in words, to be shown to people; with the end of what lasted, if that is known."""
    earliest: datetime.date
    """The first day on which it can have begun."""
    ended_on: PartialDate | None
    """When it ended; null if it took a day, if it goes on, or if the end is not known."""
    grade: Grade | None
    """The overall grade of an inspection that gave one; otherwise null."""
    grade_rank: int | None
    """The place of the grade on its scale: 1 outstanding, 2 good, 3 requires improvement or adequate, 4 inadequate.
    Null without a grade. Requires improvement and adequate are third grades of two scales, and not comparable.
    """
    gss_code: str
    """The council's nine-character ONS code."""
    headline: str
    """What it was, in one line."""
    kind: EventKind
    """The kind of record."""
    la_code: str
    """The council's three-digit DfE code."""
    latest: datetime.date
    """The last day on which it can have ended."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    precision: Precision
    """How exactly its dates are known."""
    published_on: PartialDate | None
    """When it became public; null if not known."""
    region: Region
    """The council's region."""
    report_url: str | None
    """The address of that source, or of an inspection's own report; a later report that restates an inspection is not
    its own. Null if we do not hold the address.
    """
    source_code: str
    """The source that the record is taken from."""
    source_publisher: str
    """Who published that source."""
    source_title: str
    """The title of that source."""
    url: str
    """Where the whole record is."""


class TimelineEntryPage(Model):
    """TimelineEntryPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[TimelineEntryPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class TransitionPublic(Model):
    """How many pairs of consecutive inspections went from one grade to another."""

    __slots__ = ()

    count: int
    """How many pairs there are."""
    direction: Direction
    """Which way it went."""
    from_framework_code: str | None
    """The framework of the earlier inspections; null if frameworks are pooled."""
    from_grade: Grade
    """The earlier grade."""
    from_grade_rank: int
    """The place of the grade on its scale: 1 outstanding, 2 good, 3 requires improvement or adequate, 4 inadequate.
    Null without a grade. Requires improvement and adequate are third grades of two scales, and not comparable.
    """
    median_days: float | None
    """The median of those days; null if there are none."""
    pairs: list[PairLine]
    """The pairs, by council, oldest first."""
    timed: int
    """Of how many of them the days are known."""
    to_framework_code: str | None
    """The framework of the later inspections; null if frameworks are pooled."""
    to_grade: Grade
    """The later grade."""
    to_grade_rank: int
    """The place of the grade on its scale: 1 outstanding, 2 good, 3 requires improvement or adequate, 4 inadequate.
    Null without a grade. Requires improvement and adequate are third grades of two scales, and not comparable.
    """


class TransitionPage(Model):
    """A page of transitions, with the days that they are about."""

    __slots__ = ()

    as_at: datetime.date
    """The day as at which the answer is true."""
    as_at_beyond_known: bool
    """Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing."""
    cite: str
    """How to cite this answer, in one line."""
    items: list[TransitionPublic]
    """The items of this page, in the order of the list."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    published_by: datetime.date | None
    """The day by which reports must have been published; null if it does not matter."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class TransitionPairPublic(Model):
    """Two consecutive full inspections of one council that both gave a grade in the aspect."""

    __slots__ = ()

    aspect: Aspect
    """The aspect."""
    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    council_type: CouncilType
    """What kind of council it is."""
    days: int | None
    """Days from the last day on site of the one to that of the other; null if one is not known."""
    direction: Direction
    """Which way it went."""
    from_ended_on: PartialDate | None
    """Its last day on site; null if not known."""
    from_framework_code: str
    """Its framework."""
    from_grade: Grade
    """Its grade."""
    from_grade_rank: int
    """The place of the grade on its scale: 1 outstanding, 2 good, 3 requires improvement or adequate, 4 inadequate.
    Null without a grade. Requires improvement and adequate are third grades of two scales, and not comparable.
    """
    from_inspection_code: str
    """The earlier inspection."""
    gss_code: str
    """The council's nine-character ONS code."""
    la_code: str
    """The council's three-digit DfE code."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    region: Region
    """The council's region."""
    to_ended_on: PartialDate | None
    """Its last day on site; null if not known."""
    to_framework_code: str
    """Its framework."""
    to_grade: Grade
    """Its grade."""
    to_grade_rank: int
    """The place of the grade on its scale: 1 outstanding, 2 good, 3 requires improvement or adequate, 4 inadequate.
    Null without a grade. Requires improvement and adequate are third grades of two scales, and not comparable.
    """
    to_inspection_code: str
    """The later inspection."""
    undated: Undated | None
    """Why there are no days; null if there are."""
    ungraded_between: int
    """Full inspections between the two that gave no grade in the aspect."""


class TransitionPairPage(Model):
    """A page of pairs, with the days that they are about."""

    __slots__ = ()

    as_at: datetime.date
    """The day as at which the answer is true."""
    as_at_beyond_known: bool
    """Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing."""
    cite: str
    """How to cite this answer, in one line."""
    items: list[TransitionPairPublic]
    """The items of this page, in the order of the list."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    published_by: datetime.date | None
    """The day by which reports must have been published; null if it does not matter."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class WordPublic(Model):
    """A word of a vocabulary."""

    __slots__ = ()

    label: str
    """The word for people."""
    meaning: str
    """What it means."""
    order: int
    """Its place in the vocabulary's order, from 1."""
    word: str
    """The word as it stands in the data."""


class VocabularyPublic(Model):
    """A list of all words that a field may hold."""

    __slots__ = ()

    meaning: str
    """What its words describe."""
    name: str
    """The name of the vocabulary."""
    words: list[WordPublic]
    """Its words, in order."""


class VocabularyPage(Model):
    """VocabularyPage"""

    __slots__ = ()

    cite: str
    """How to cite this answer, in one line."""
    items: list[VocabularyPublic]
    """The items of this page, in the order of the list."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""


class WaitingTimePublic(Model):
    """How long ago the last full inspection of a council began, with the days that it is about."""

    __slots__ = ()

    as_at: datetime.date
    """The day as at which the answer is true."""
    as_at_beyond_known: bool
    """Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing."""
    council_code: str
    """The council."""
    council_name: str
    """The council's name."""
    council_type: CouncilType
    """What kind of council it is."""
    days: int | None
    """Days from then to `as_at`; null if that day is not known."""
    framework_code: str | None
    """Its framework; null if none is recorded."""
    gss_code: str
    """The council's nine-character ONS code."""
    inspection_code: str | None
    """Its last full inspection that had begun by `as_at` and was published by `published_by`; null if none is
    recorded.
    """
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    la_code: str
    """The council's three-digit DfE code."""
    of: int
    """How many councils are ranked."""
    ofsted_urn: str | None
    """The council's number with Ofsted; null if no source that we have read gives it."""
    published_by: datetime.date | None
    """The day by which reports must have been published; null if it does not matter."""
    rank: int | None
    """1 is the longest wait; equal waits share a rank, and as many ranks are skipped. Null if there are no days."""
    rank_within: RankWithin
    """Where the council is ranked."""
    region: Region
    """The council's region."""
    started_on: PartialDate | None
    """Its first day on site; null if none is recorded."""
    undated: Undated | None
    """Why there are no days; null if there are."""


class WaitingTimePage(Model):
    """A page of waiting times, with the days that they are about."""

    __slots__ = ()

    as_at: datetime.date
    """The day as at which the answer is true."""
    as_at_beyond_known: bool
    """Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing."""
    cite: str
    """How to cite this answer, in one line."""
    items: list[WaitingTimePublic]
    """The items of this page, in the order of the list."""
    known_to: datetime.date
    """The day up to which the sources reach; `/v1/releases/current` says how that is known."""
    next: str | None
    """The path and query of the next page; null on the last one."""
    published_by: datetime.date | None
    """The day by which reports must have been published; null if it does not matter."""
    release: str
    """The release that the answer comes from."""
    self: str
    """The path and query of this answer. They name the release, so they give the same answer for as long as the
    release is kept.
    """
    total: int
    """How many items the whole list has."""
