"""The vocabularies: the words that coded fields may hold, each with a label and a meaning.

The order of declaration is the order of the words.
"""

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """The words of a coded field. `A = "a", "Label", "Meaning."` declares one."""

    label: str
    meaning: str

    def __new__(cls, value: str, label: str, meaning: str) -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        word.meaning = meaning
        return word


class Grade(Vocabulary):
    """How good a domain was judged to be, best first."""

    OUTSTANDING = "outstanding", "Outstanding", "The best grade of every scale."
    GOOD = "good", "Good", "The second grade of every scale."
    REQUIRES_IMPROVEMENT = (
        "requires_improvement",
        "Requires improvement to be good",
        "The third grade of inspections that started in November 2013 or later.",
    )
    ADEQUATE = (
        "adequate",
        "Adequate",
        "The third grade of inspections before November 2013. It is a grade of its own, not an older name of another.",
    )
    INADEQUATE = "inadequate", "Inadequate", "The worst grade of every scale."


# The place of each grade on its scale. Requires improvement and adequate are the third grades of two scales.
GRADE_RANKS: dict[str, int] = {
    Grade.OUTSTANDING: 1,
    Grade.GOOD: 2,
    Grade.REQUIRES_IMPROVEMENT: 3,
    Grade.ADEQUATE: 3,
    Grade.INADEQUATE: 4,
}
GRADE_RANK = (
    "The place of the grade on its scale: 1 outstanding, 2 good, 3 requires improvement or adequate, 4 inadequate. "
    "Null without a grade. Requires improvement and adequate are third grades of two scales, and not comparable."
)


def grade_rank(grade: str | None) -> int | None:
    """The place of a grade on its scale, from 1 to 4; None without a grade."""
    return GRADE_RANKS[grade] if grade else None


class GradeScale(Vocabulary):
    """Which grades a framework awards."""

    SINCE_2013 = (
        "outstanding_to_inadequate_with_requires_improvement",
        "Four grades, the third is requires improvement",
        "outstanding, good, requires_improvement, inadequate",
    )
    UNTIL_2013 = (
        "outstanding_to_inadequate_with_adequate",
        "Four grades, the third is adequate",
        "outstanding, good, adequate, inadequate",
    )
    NARRATIVE = "narrative", "No grades", "The framework reports in words and awards no grade."

    @property
    def grades(self) -> tuple[str, ...]:
        """The grades of this scale, best first."""
        return () if self is GradeScale.NARRATIVE else tuple(self.meaning.split(", "))


class Absence(Vocabulary):
    """Why a judgement has no grade."""

    NOT_JUDGED_UNDER_FRAMEWORK = (
        "not_judged_under_framework",
        "Not judged under the framework",
        "The framework does not judge this, or no longer did when the inspection started.",
    )
    JUDGEMENT_NOT_YET_INTRODUCED = (
        "judgement_not_yet_introduced",
        "Judgement not yet introduced",
        "The framework began to judge this only after the inspection started.",
    )
    NOT_YET_PUBLISHED = "not_yet_published", "Not yet published", "The inspection has ended, its report is not out."
    NOT_FOUND = "not_found", "Not found", "A grade was given, but no source that we have read states it."
    NOT_JUDGED = "not_judged", "Not judged", "The framework has this judgement, but this inspection did not make it."
    WITHDRAWN = "withdrawn", "Withdrawn", "The grade was published and then withdrawn by the inspectorate."


class Aspect(Vocabulary):
    """What a domain is about, in the same word for all frameworks."""

    OVERALL = "overall", "Overall effectiveness", "The summary judgement of the inspection."
    LEADERSHIP = (
        "leadership",
        "Leadership",
        "The impact of leaders on practice; under earlier frameworks leadership, management and governance.",
    )
    HELP_AND_PROTECTION = "help_and_protection", "Help and protection", "Children who need help and protection."
    CARE = "care", "Children in care", "Children in care, judged apart from care leavers or as looked after children."
    CARE_LEAVERS = "care_leavers", "Care leavers", "Young people who have left care, judged apart."
    CARE_AND_CARE_LEAVERS = (
        "care_and_care_leavers",
        "Children in care and care leavers",
        "One judgement for both: ILACS inspections that started before January 2023.",
    )
    ADOPTION = "adoption", "Adoption", "Adoption performance or adoption services."
    FOSTERING = "fostering", "Fostering", "Fostering services."
    PRIVATE_FOSTERING = "private_fostering", "Private fostering", "Services for children who are privately fostered."
    SAFEGUARDING = "safeguarding", "Safeguarding", "Safeguarding services as judged before 2012."
    SAFEGUARDING_BOARD = (
        "safeguarding_board",
        "Local Safeguarding Children Board",
        "The effectiveness of the Local Safeguarding Children Board.",
    )
    QUALITY_OF_PRACTICE = "quality_of_practice", "Quality of practice", "The quality of practice or of provision."
    CAPACITY_TO_IMPROVE = "capacity_to_improve", "Capacity to improve", "How able the service is to get better."


class Region(Vocabulary):
    """The nine regions of England, as the Office for National Statistics names them."""

    NORTH_EAST = "North East", "North East", "ONS region E12000001."
    NORTH_WEST = "North West", "North West", "ONS region E12000002."
    YORKSHIRE_AND_THE_HUMBER = "Yorkshire and The Humber", "Yorkshire and The Humber", "ONS region E12000003."
    EAST_MIDLANDS = "East Midlands", "East Midlands", "ONS region E12000004."
    WEST_MIDLANDS = "West Midlands", "West Midlands", "ONS region E12000005."
    EAST_OF_ENGLAND = "East of England", "East of England", "ONS region E12000006."
    LONDON = "London", "London", "ONS region E12000007."
    SOUTH_EAST = "South East", "South East", "ONS region E12000008."
    SOUTH_WEST = "South West", "South West", "ONS region E12000009."


class CouncilType(Vocabulary):
    """What kind of authority runs the children's services."""

    COUNTY = "county", "County council", "The upper tier of two."
    UNITARY = "unitary", "Unitary authority", "One tier, outside London and the metropolitan counties."
    METROPOLITAN = "metropolitan", "Metropolitan district", "A district of a metropolitan county."
    LONDON_BOROUGH = "london_borough", "London borough", "A London borough, inner or outer."
    SUI_GENERIS = "sui_generis", "Sui generis", "The City of London and the Isles of Scilly."


class Extent(Vocabulary):
    """How much of a council's area a successor took over."""

    WHOLE = "whole", "Whole", "The successor took over the whole area."
    PART = "part", "Part", "The successor took over a part of the area."


class InspectionType(Vocabulary):
    """Which form of its framework an inspection took."""

    STANDARD = "standard", "Standard", "An ILACS inspection of two weeks on site."
    SHORT = "short", "Short", "An ILACS inspection of one week on site."
    FULL = "full", "Full", "The ordinary inspection of a framework other than ILACS."
    REINSPECTION = "reinspection", "Re-inspection", "A SIF inspection that followed an inadequate one."
    BOARD_REVIEW = "board_review", "Board review", "A review of a safeguarding board reported on its own."
    JOINT = "joint", "Joint", "An inspection by several inspectorates together."


class JointTheme(Vocabulary):
    """What a joint targeted area inspection looked at."""

    EXPLOITATION_AND_MISSING = (
        "exploitation_and_missing",
        "Sexual exploitation and missing children",
        "Child sexual exploitation, and children missing from home, care or education: the theme of 2016.",
    )
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse", "Children who live with domestic abuse or are its victims."
    NEGLECT = "neglect", "Neglect", "Children who are neglected, most of them aged 7 to 15."
    EXPLOITATION_GANGS_AND_MISSING = (
        "exploitation_gangs_and_missing",
        "Exploitation, gangs and missing children",
        "Sexual exploitation, gangs and children missing from home, care or education: the theme of early 2018.",
    )
    FAMILY_SEXUAL_ABUSE = "family_sexual_abuse", "Sexual abuse in the family", "Children sexually abused in the family."
    CHILD_EXPLOITATION = (
        "child_exploitation",
        "Child exploitation",
        "Sexual, criminal and other exploitation of children: the theme of 2019.",
    )
    MENTAL_HEALTH = "mental_health", "Children's mental health", "Children who live with mental ill health."
    FRONT_DOOR = "front_door", "The front door", "How initial need and risk are identified."
    CRIMINAL_EXPLOITATION = "criminal_exploitation", "Criminal exploitation", "The criminal exploitation of children."
    EARLY_HELP = "early_help", "Early help", "Children and families who need help."
    YOUTH_VIOLENCE = "youth_violence", "Serious youth violence", "Children at risk of or affected by serious violence."


class SendOutcome(Vocabulary):
    """How an area SEND inspection ended. These three outcomes are not grades."""

    TYPICALLY_POSITIVE = (
        "typically_positive",
        "Typically positive experiences and outcomes",
        "The arrangements typically lead to positive experiences and outcomes; the next full inspection is due "
        "within about five years.",
    )
    INCONSISTENT = (
        "inconsistent",
        "Inconsistent experiences and outcomes",
        "The partnership must work together to improve; the next full inspection is due within about three years.",
    )
    SYSTEMIC_FAILINGS = (
        "systemic_failings",
        "Widespread or systemic failings",
        "The partnership must address the failings urgently and write a priority action plan; the next full inspection "
        "is due within about three years.",
    )


class Publisher(Vocabulary):
    """Who made a letter or a report public."""

    OFSTED = "ofsted", "Ofsted", "Published by the inspectorate."
    COUNCIL = "council", "The council", "Published or shared by the council itself."


class FocusedVisitArea(Vocabulary):
    """What part of the service a focused visit is to: the seven areas of the ILACS framework, and the pandemic."""

    FRONT_DOOR = "front_door", "Front door", "How contacts and referrals are received and first answered."
    CHILDREN_IN_NEED_AND_CHILD_PROTECTION = (
        "children_in_need_and_child_protection",
        "Children in need and child protection",
        "Children in need, and children subject to a child protection plan.",
    )
    EXTRA_FAMILIAL_RISK = (
        "extra_familial_risk",
        "Vulnerable children and extra-familial risk",
        "Children at risk outside the family: exploitation, gangs, children who go missing.",
    )
    CHILDREN_IN_CARE = "children_in_care", "Children in care", "The experiences of children in care."
    PERMANENCE = "permanence", "Planning and achieving permanence", "How permanent homes are planned and achieved."
    CARE_LEAVERS = "care_leavers", "Care leavers", "Support for young people who have left care."
    PLACEMENT_DECISIONS = (
        "placement_decisions",
        "Placement decision-making for older children",
        "How homes are chosen and decided on for older children.",
    )
    COVID_19 = (
        "covid_19",
        "Covid-19",
        "The response to the pandemic, in visits of 2020 and 2021. It is not one of the seven areas.",
    )


class InterventionType(Vocabulary):
    """The kinds of intervention."""

    IMPROVEMENT_NOTICE = "improvement_notice", "Improvement notice", "A notice from the Department for Education."
    STATUTORY_DIRECTION = "statutory_direction", "Statutory direction", "A direction of the Secretary of State."
    COMMISSIONER = "commissioner", "Commissioner", "A children's services commissioner, from appointment to end."
    IMPROVEMENT_ADVISER = "improvement_adviser", "Improvement adviser", "An adviser, from appointment to end."
    IMPROVEMENT_PARTNER = "improvement_partner", "Improvement partner", "Another council or firm that helps to improve."
    IMPROVEMENT_BOARD = "improvement_board", "Improvement board", "A board that oversees improvement."


class ContextType(Vocabulary):
    """What else happened that explains the history."""

    PEER_REVIEW = "peer_review", "Peer review", "A review by other councils, mostly through the LGA."
    GOVERNMENT_REVIEW = "government_review", "Government review", "A review by the Department for Education."
    COMMISSIONER_REPORT = "commissioner_report", "Commissioner's report", "A report of a commissioner, as published."
    MINISTERIAL_DECISION = "ministerial_decision", "Ministerial decision", "A minister decided how to go on."
    INDEPENDENT_REVIEW = "independent_review", "Independent review", "A review by people outside government."
    COURT_JUDGMENT = "court_judgment", "Court judgment", "A judgment of a court about the service."
    FINANCIAL_NOTICE = "financial_notice", "Financial notice", "A section 114 notice about the council's finances."
    FORECAST = "forecast", "Forecast", "Something announced for a later time, as it was announced."


class FindingType(Vocabulary):
    """The kinds of finding."""

    FINDING = "finding", "Finding", "What inspectors or reviewers found."
    AREA_FOR_IMPROVEMENT = "area_for_improvement", "Area for improvement", "What inspectors said must improve."
    DISCUSSION = "discussion", "Discussion", "What was said or reported in a meeting or by the council."
    DECISION = "decision", "Decision", "One part of what was resolved."
    VOTE = "vote", "Vote", "How votes were cast or recorded."
    NEXT_STEP = "next_step", "Next step", "What is to happen next, and by when if stated."


class Polarity(Vocabulary):
    """Whether a finding is positive or negative."""

    STRENGTH = "strength", "Strength", "Something done well."
    IMPROVEMENT = "improvement", "Improvement", "Something that got better."
    CONCERN = "concern", "Concern", "Something weak, or that must get better."
    NEUTRAL = "neutral", "Neutral", "Neither praise nor concern."


class Theme(Vocabulary):
    """What a finding is about."""

    FRONT_DOOR = "front_door", "Front door", "First contact, referral and the multi-agency safeguarding hub."
    ASSESSMENT = "assessment", "Assessment", "The quality and timeliness of assessments."
    PLANNING = "planning", "Planning", "Children's plans and their review."
    PRACTICE = "practice", "Practice", "The quality and consistency of social work practice."
    PROTECTION = "protection", "Protection", "Children at risk of harm, and their safety."
    EARLY_HELP = "early_help", "Early help", "Help before social care is needed, and targeted support."
    CARE = "care", "Care", "The experiences of children in care."
    PERMANENCE = "permanence", "Permanence", "Permanent homes, adoption, fostering, life-story work."
    PLACEMENTS = "placements", "Placements", "Enough of the right homes for children in care."
    CARE_LEAVERS = "care_leavers", "Care leavers", "Support for young people who have left care."
    HOMELESSNESS = "homelessness", "Homelessness", "Young people without a home, and housing."
    MISSING = "missing", "Missing children", "Children who go missing, and return home interviews."
    EXPLOITATION = "exploitation", "Exploitation", "Exploitation and risk outside the home."
    EDUCATION = "education", "Education", "Schooling, children missing education, home education."
    DISABILITY = "disability", "Disabled children", "Services for disabled children."
    ASYLUM = "asylum", "Unaccompanied children", "Unaccompanied asylum-seeking children."
    PRIVATE_FOSTERING = "private_fostering", "Private fostering", "Children who are privately fostered."
    VOICE = "voice", "Voice of the child", "Whether children are heard."
    OVERSIGHT = "oversight", "Management oversight", "Supervision, oversight and direction by managers."
    QUALITY_ASSURANCE = "quality_assurance", "Quality assurance", "Audit, moderation and performance information."
    LEADERSHIP = "leadership", "Leadership", "Leaders and how they lead."
    GOVERNANCE = "governance", "Governance", "Councillors, scrutiny, boards and corporate responsibility."
    WORKFORCE = "workforce", "Workforce", "Recruitment, retention, agency staff, caseloads."
    PARTNERSHIP = "partnership", "Partnership", "Police, health, other agencies and other councils."
    FUNDING = "funding", "Funding", "Money and capacity bought with it."
    IMPROVEMENT_PLAN = "improvement_plan", "Improvement plan", "The plan, its pace and how it is followed."
    INSPECTION = "inspection", "Inspection", "The inspection itself: its method, its judgement, its reporting."
    OTHER = "other", "Other", "None of the others."


class Comparator(Vocabulary):
    """How a reported number relates to the true one."""

    EQUAL = "=", "Exactly", "The number as stated."
    LESS = "<", "Below", "Stated as below the number."
    GREATER = ">", "Over", "Stated as over the number."
    AT_LEAST = ">=", "At least", "Stated as no less than the number."
    AT_MOST = "<=", "At most", "Stated as up to the number."
    ABOUT = "about", "About", "Stated as about the number."


class SourceType(Vocabulary):
    """The kinds of source, most trusted first."""

    OFSTED_REPORT = "ofsted_report", "Ofsted report", "A report published by Ofsted."
    OFSTED_LETTER = "ofsted_letter", "Ofsted letter", "A letter from Ofsted to a council."
    OFFICIAL_RECORD = "official_record", "Official record", "A register, code list or order of a public body."
    COUNCIL_MINUTES = "council_minutes", "Council minutes", "Minutes, agendas and decisions of a council's meetings."
    COUNCIL_PAGE = "council_page", "Council page", "A news release or a web page of a council."
    GOVERNMENT = "government", "Government publication", "A publication of central government or its commissioner."
    NEWS = "news", "News", "Press, broadcast and local web sites."
    COMPILATION = "compilation", "Compilation", "A table that others compiled from reports."


class Licence(Vocabulary):
    """The terms on which a source may be used."""

    OGL = "ogl-3.0", "Open Government Licence v3.0", "Crown or council copyright, free to use with attribution."
    FACTS_ONLY = "facts-only", "Facts only", "All rights reserved: facts are taken from it, no sentences."


class Standing(Vocabulary):
    """How the value in a citation relates to the value in the record."""

    PREFERRED = "preferred", "Preferred", "The record holds this value."
    ALTERNATIVE = "alternative", "Alternative", "Another source's value, kept beside the preferred one."
    REJECTED = "rejected", "Rejected", "Known to be wrong, and kept so that the mistake is not made again."


class Basis(Vocabulary):
    """How a cited value follows from its source."""

    STATED = "stated", "Stated", "The source says so."
    INFERRED = "inferred", "Inferred", "The source does not say so; the note says why we conclude it."
    DERIVED = "derived", "Derived", "Computed from what the source says."


class EventKind(Vocabulary):
    """The dated kinds of record, which stand in timelines."""

    INSPECTIONS = "inspections", "Inspection", "An inspection of a council's services, or a review of its board."
    MONITORING_VISITS = "monitoring_visits", "Monitoring visit", "A visit by Ofsted after an inadequate judgement."
    FOCUSED_VISITS = "focused_visits", "Focused visit", "A visit by Ofsted to one part of the service."
    JOINT_INSPECTIONS = (
        "joint_inspections",
        "Joint targeted area inspection",
        "An inspection by several inspectorates of how agencies protect children together.",
    )
    SEND_INSPECTIONS = (
        "send_inspections",
        "Area SEND inspection",
        "An inspection of how an area serves children with special educational needs and disabilities.",
    )
    INTERVENTIONS = "interventions", "Intervention", "A notice, a direction, or a person or board sent to help."
    MEETINGS = "meetings", "Meeting", "An item of a council's meeting about an inspection or a visit."
    CONTEXT_EVENTS = "context_events", "Context", "What else happened that explains a council's history."


class Precision(Vocabulary):
    """How exactly a date is known."""

    DAY = "day", "Day", "Every date of the record is known to the day."
    MONTH = "month", "Month", "A date is known to the month only."
    YEAR = "year", "Year", "A date is known to the year only."
    RANGE = "range", "Range", "Some day between two days, both included."


class OutcomeStatus(Vocabulary):
    """Whether a council has a judgement in force on a day, or why it has none."""

    IN_FORCE = "in_force", "In force", "A full inspection is in force. It gives a grade, or an absence says why not."
    NO_INSPECTION_RECORDED = (
        "no_inspection_recorded",
        "No inspection recorded",
        "The council existed, and no full inspection of it that had ended by then is recorded here: it was never "
        "inspected, or the dataset lacks the record (see its coverage). It inherits nothing from a predecessor.",
    )
    NONE_PUBLISHED = (
        "none_published",
        "None published",
        "Full inspections had ended by then, but none of them is known to have been published by the other day asked.",
    )
    NOT_YET_ESTABLISHED = "not_yet_established", "Not yet established", "The council did not exist yet."
    ABOLISHED = "abolished", "Abolished", "The council no longer existed."


class Direction(Vocabulary):
    """Whether a grade improved from one full inspection to the next."""

    IMPROVED = "improved", "Improved", "The later grade has a better place: first, second, third or fourth."
    SAME = "same", "Same", "The same grade again."
    DECLINED = "declined", "Declined", "The later grade has a worse place: first, second, third or fourth."
    NOT_COMPARABLE = (
        "not_comparable",
        "Not comparable",
        "One is adequate and the other requires improvement: both are third grades, on scales that are not the same.",
    )


class Censoring(Vocabulary):
    """Why the end of a spell is not seen as a change of grade."""

    STILL_HELD = "still_held", "Still held", "The grade was still held on the day up to which spells are counted."
    COUNCIL_ABOLISHED = "council_abolished", "Council abolished", "The council ceased to exist while it held the grade."
    NOT_GRADED_NEXT = (
        "not_graded_next",
        "Not graded next",
        "The next full inspection gave no grade here, so the grade lapsed without another.",
    )
    SAME_GRADE_AGAIN = (
        "same_grade_again",
        "Same grade again",
        "The next full inspection gave the same grade; only where spells are split at each inspection.",
    )


class Undated(Vocabulary):
    """Why days cannot be counted between two dates."""

    FROM_NOT_KNOWN = "from_not_known", "First date not known", "The date to count from is not known."
    FROM_NOT_EXACT = "from_not_exact", "First date not exact", "The date to count from is not known to the day."
    TO_NOT_RECORDED = "to_not_recorded", "Nothing recorded to count to", "What to count to is not recorded, or not yet."
    TO_NOT_KNOWN = "to_not_known", "Last date not known", "The date to count to is not known."
    TO_NOT_EXACT = "to_not_exact", "Last date not exact", "The date to count to is not known to the day."
    FIRST_NOT_CERTAIN = (
        "first_not_certain",
        "Not certain which came first",
        "Another one whose date is not exact may have come before the one to count to.",
    )


class Measure(Vocabulary):
    """What an interval is measured between. Only full inspections count."""

    END_TO_PUBLICATION = (
        "end_to_publication",
        "End to publication",
        "From the last day on site of an inspection to the day its report was published.",
    )
    START_TO_PUBLICATION = (
        "start_to_publication",
        "Start to publication",
        "From the first day on site of an inspection to the day its report was published.",
    )
    INADEQUATE_TO_FIRST_MONITORING_VISIT = (
        "inadequate_to_first_monitoring_visit",
        "Inadequate to first monitoring visit",
        "From the last day on site of an inspection that judged the aspect inadequate to the first day of the "
        "monitoring visit that is recorded as the first after it.",
    )
    PUBLICATION_TO_FIRST_MEETING = (
        "publication_to_first_meeting",
        "Publication to first meeting",
        "From the day a report was published to the first meeting of the council, on that day or later, that "
        "considered the inspection itself and not a visit after it.",
    )
    BETWEEN_INSPECTIONS = (
        "between_inspections",
        "Between inspections",
        "From the first day on site of a full inspection to the first day on site of the council's next one.",
    )


class ChangeType(Vocabulary):
    """What a change of the dataset did to a row."""

    ADDED = "added", "Added", "The row is new."
    REMOVED = "removed", "Removed", "The row is no longer there."
    CHANGED = "changed", "Changed", "A field of the row has another value."


class Cause(Vocabulary):
    """Why the dataset was changed: something happened, a source was corrected, or we had made a mistake."""

    SOURCE_EVENT = "source_event", "Something happened", "A new inspection, visit, meeting or report, or news of one."
    SOURCE_CORRECTION = "source_correction", "A source was corrected", "A publisher changed what it had said before."
    OUR_CORRECTION = (
        "our_correction",
        "Our correction",
        "We had read, typed or understood a source wrongly, or missed it.",
    )
    REORGANISATION = "reorganisation", "Reorganisation", "Councils were founded, merged, split, renamed or abolished."
    WITHDRAWAL = "withdrawal", "Withdrawal", "A publisher withdrew what it had published."


VOCABULARIES: dict[str, type[Vocabulary]] = {
    "grade": Grade,
    "grade_scale": GradeScale,
    "absence": Absence,
    "aspect": Aspect,
    "region": Region,
    "council_type": CouncilType,
    "extent": Extent,
    "inspection_type": InspectionType,
    "joint_theme": JointTheme,
    "send_outcome": SendOutcome,
    "published_by": Publisher,
    "focused_visit_area": FocusedVisitArea,
    "intervention_type": InterventionType,
    "context_type": ContextType,
    "finding_type": FindingType,
    "polarity": Polarity,
    "theme": Theme,
    "comparator": Comparator,
    "source_type": SourceType,
    "licence": Licence,
    "standing": Standing,
    "basis": Basis,
    "event_kind": EventKind,
    "precision": Precision,
    "outcome_status": OutcomeStatus,
    "direction": Direction,
    "censoring": Censoring,
    "undated": Undated,
    "measure": Measure,
    "change_type": ChangeType,
    "cause": Cause,
}
