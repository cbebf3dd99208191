"""The theme of an area for improvement, by the words of its text.

The table of subjects is read from the top, first for the opening of the point, which names its subject, then for all of
it. What is special stands above what is general: `supervision of personal advisers` is about care leavers. Words that
almost any point may hold are asked for last.
"""

import re

from app.vocabulary import Theme

# The opening ends where examples begin, or after so many words.
_OPENING_WORDS = 24
# Reports of 2025 and later name the part of the national framework that a point belongs to, in brackets at its end.
_FRAMEWORK = re.compile(r"\((?:outcome|enabler|principle|national framework)\b.*$", re.IGNORECASE)
_EXAMPLES = re.compile(
    r"[,;:(]? ?\b(?:including|to include|such as|for example|particularly|in particular|especially)\b"
)

_SUBJECTS: tuple[tuple[Theme, str], ...] = (
    (
        Theme.LEADERSHIP,
        r"^leadership(?! and management oversight)|senior leadership|leadership team|test of assurance"
        r"|capacity (?:of|in) (?:the )?senior manage",
    ),
    (Theme.GOVERNANCE, r"annual (?:[a-z]+ )?report|business plan"),
    (Theme.FUNDING, r"investment|funding (?:formula|agreement)|financial contribution"),
    (Theme.ASYLUM, r"asylum|unaccompanied|separated migrant"),
    (Theme.PRIVATE_FOSTERING, r"private fostering|privately foster"),
    (Theme.EDUCATION, r"missing (?:from )?(?:education|school)|home educat|educated at home"),
    (Theme.HOMELESSNESS, r"homeless|bed and breakfast"),
    (
        Theme.PLACEMENTS,
        r"foster carers?'? (?:morale|recruitment|training|supervision|review)|recruit\w* .{0,30}foster"
        r"|placement (?:and accommodation )?sufficiency|sufficien\w+ .{0,30}(?:placement|homes)",
    ),
    (
        Theme.WORKFORCE,
        r"workforce|caseload|case loads|workload|recruitment and retention|retention|staffing|social work capacity"
        r"|capacity of social work|turnover|changes? (?:of|in) (?:their |allocated )?(?:social )?worker"
        r"|newly qualified|stable staff|service capacity"
        r"|(?:stable|stability|consistent|continuity)\b.{0,40}\bsocial worker"
        r"|(?:sufficient|enough) (?:[a-z-]+ ){0,5}social workers",
    ),
    (
        Theme.MISSING,
        r"\bmissing\b(?! lessons)|return(?:-| )home(?:-| )interview|return (?:interview|conversation|visit)",
    ),
    (
        Theme.EXPLOITATION,
        r"exploit|\bcse\b|\bgangs?\b|radicalis|trafficking|contextual|extra-familial|harm outside the home"
        r"|youth violence",
    ),
    (
        Theme.GOVERNANCE,
        r"corporate (?:parent|responsibility)|elected member|scrutiny (?:committee|panel|commission)|select committee"
        r"|(?:health and well-?being|family justice) board|sub-?(?:group|committee)|working group"
        r"|lay member|governance",
    ),
    (Theme.PROTECTION, r"strategy (?:discussion|meeting)"),
    (
        Theme.VOICE,
        r"advoca|independent visitor|(?:children|young people) in care council|complain|voices? of|be heard|listen to"
        r"|(?:children|young people|care leavers|families)\b.{0,60}participat"
        r"|participat.{0,60}(?:children|young people)",
    ),
    (Theme.PLANNING, r"(?:in[- ]need|child protection|care plans?)\b.{0,50} pathway plan"),
    (
        Theme.CARE_LEAVERS,
        r"care[- ]leav|leaving care|pathway (?:plan|assess)|care[- ]experienced|personal advis|staying[- ]put"
        r"|health histor|health passport|leave care|independent living|apprentice",
    ),
    (Theme.DISABILITY, r"disab"),
    (
        Theme.PERMANENCE,
        r"permanen(?:ce|cy)|permanent(?:ly)? (?:home|famil|alternative|placement|care)|adopt"
        r"|life[- ](?:story|journey)|later?[- ](?:in[- ])?life|special guardian|family[- ]finding"
        r"|family group conference|revo(?:ke|cation)|together or apart",
    ),
    (
        Theme.EDUCATION,
        r"(?<!department for )education(?!al? (?:partners|settings))|virtual (?:school|head)|attainment"
        r"|pupil premium|key stage|exclusion"
        r"|school absence|absent from school|reduced timetable|\bpupils\b|university",
    ),
    (
        Theme.EARLY_HELP,
        r"early help|early intervention|edge of care|common assessment",
    ),
    (
        Theme.FRONT_DOOR,
        r"front door|\bmash\b|safeguarding hub|\bcontacts\b|referr|threshold|out[- ]of[- ](?:office[- ])?hours"
        r"|step(?:ped|ping)?[- ](?:up|down)|emergency duty|first (?:point of )?contact"
        r"|initial (?:screening|response)",
    ),
    (
        Theme.QUALITY_ASSURANCE,
        r"audit|quality[- ]assurance"
        r"|performance (?:management|information|data|monitoring|framework|report|indicator)"
        r"|serious case review|\bscrs?\b|child death|learning and improvement|serious incident|lessons"
        r"|\bdata(?:set|base)?\b|data[- ]set|(?:recording|information|\bit\b|case|record) system|electronic",
    ),
    (
        Theme.CARE,
        r"health (?:assessment|care|need)|dental|dentist|\bcamhs?\b|mental health|emotional (?!abuse)|therapeutic"
        r"|immunis",
    ),
    (
        Theme.PROTECTION,
        r"designated officer|\blado\b|allegation|domestic (?:abuse|violence)|neglect"
        r"|pre-?proceedings|public law outline|\bplo\b|care proceedings|section 47"
        r"|child protection (?:enquir|investigat|medical|work|practice|process|response|concern)"
        r"|police protection|genital mutilation|marac|pre-birth|unborn|risk of (?:significant )?harm|core group",
    ),
    (
        Theme.PLACEMENTS,
        r"placement|sufficien(?:cy|t) .{0,40}(?:homes|carers|accommodation)|foster|kinship|connected (?:person|carer)"
        r"|family and friends|friends and family|family network|wider family|accommodation|\bhomes\b|matching"
        r"|delegated authority|siblings|children's homes|residential|placed (?:with|at home)",
    ),
    (Theme.WORKFORCE, r"recruit|training"),
    (Theme.OVERSIGHT, r"supervision|oversight|oversee|managers"),
    (Theme.PRACTICE, r"social work practice|(?:quality|consistency) of practice|practice standards"),
    (Theme.IMPROVEMENT_PLAN, r"improvement (?:plan|board)"),
    (Theme.ASSESSMENT, r"\bassess(?!ed need)|chronolog"),
    (Theme.PLANNING, r"\bplans?\b|planning|review(?:ing)? officer|\biros?\b|conference|\breviews\b"),
    (
        Theme.PRACTICE,
        r"practice|case record|recording|\brecords?\b|direct work|\bvisit|social work\b|ethnic|cultur"
        r"|diversity|identity",
    ),
    (Theme.VOICE, r"wishes and feelings|voice|views|feedback|consult|influence|involved in the development"),
)
_GENERAL: tuple[tuple[Theme, str], ...] = (
    (Theme.CARE, r"looked after|children in care|into care|care orders?|section 20|return(?:ing)? home"),
    (Theme.GOVERNANCE, r"safeguarding children board|\blscb\b|[A-Z]SCB\b|\bthe board\b|\bboard meetings"),
    (Theme.PROTECTION, r"risk|safeguard"),
    (Theme.LEADERSHIP, r"leader|director of children|\bdcs\b|senior manage|chief executive|self-evaluation"),
    (Theme.FUNDING, r"\bfund|financ|invest|commission|resources"),
    (Theme.PARTNERSHIP, r"partner|multi-?agency|agencies|police|schools|health services|courts"),
    (Theme.IMPROVEMENT_PLAN, r"strateg"),
    (Theme.PLANNING, r"transition"),
    (Theme.GOVERNANCE, r"board\b|\blscb\b|[A-Z]SCB\b|priorities"),
)


def _compiled(table: tuple[tuple[Theme, str], ...]) -> tuple[tuple[Theme, re.Pattern[str]], ...]:
    return tuple((theme, re.compile(words, re.IGNORECASE)) for theme, words in table)


_SUBJECT_RULES, _GENERAL_RULES = _compiled(_SUBJECTS), _compiled(_GENERAL)


def theme_of(text: str) -> Theme:
    """The theme of the first row whose words stand in the text; `other` if none do."""
    text = _FRAMEWORK.sub("", text)
    opening = " ".join(_EXAMPLES.split(text, maxsplit=1)[0].split()[:_OPENING_WORDS])
    for rules, part in ((_SUBJECT_RULES, opening), (_SUBJECT_RULES, text), (_GENERAL_RULES, text)):
        for theme, words in rules:
            if words.search(part):
                return theme
    return Theme.OTHER
