"""From pages of the government to proposals of interventions: notices and directions."""

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from app.importing.councils import name_key
from app.importing.government import Notice
from app.importing.known_records import KnownRecords
from app.importing.proposals import Proposal, ProposalKind, ProposalState
from app.importing.saved_pages import SavedPage
from app.importing.stated_dates import StatedDate, stated_dates
from app.partial_date import PartialDate, partial_date
from app.vocabulary import InterventionType

_ISSUED_BY = {
    InterventionType.IMPROVEMENT_NOTICE: "Department for Education",
    InterventionType.STATUTORY_DIRECTION: "Secretary of State for Education",
}
# A page can be put up some weeks after the notice that it is about.
_NEAR = timedelta(days=45)


def propose_interventions(page: SavedPage, notices: list[Notice], known: KnownRecords) -> Iterator[Proposal]:
    """The proposals of a page, in its order."""
    slug = urlsplit(page.address).path.rstrip("/").rsplit("/", 1)[-1] if page.address else ""
    key = re.sub(r"[^a-z0-9]+", "-", (slug or page.name).lower().rsplit(".", 1)[0]).strip("-")
    own = notices[0]
    for notice in notices:
        first = _date(notice.issued)
        notes = []
        inferred = None
        if first is None and notice is own and (month := next(stated_dates(slug.replace("-", " ")), None)):
            first = _date(month)
            notes.append("The month is that of the page's address.")
        if first is None and notice is own and notice.published:
            first, inferred = _date(notice.published), "started_on"
            notes.append("The page prints the day of its publication, not that of the notice.")
        council = _council(known, notice.council, first)
        made = Proposal(
            code=f"{key}-{notice.role}-{council or 'unknown'}-{first or 'undated'}".lower().replace("..", "-"),
            kind=ProposalKind.INTERVENTIONS,
            council_code=council,
            file=page.name,
            line=notice.line,
            locator=f"line {notice.line} of the text" if notice.role == "listed" else "details",
            address=page.address,
            sha256=page.sha256,
            page_title=notice.page_title,
            printed=notice.printed,
            type=notice.type,
            started_on=str(first) if first else None,
            ended_on=str(_date(notice.ended)) if notice.ended and notice.ended.has_year else None,
            published_on=str(_date(notice.published)) if notice.published else None,
            issued_by=_ISSUED_BY[notice.type],
            inferred=inferred,
        )
        made.code = re.sub(r"[^a-z0-9]+", "-", made.code).strip("-")
        if page.host.removeprefix("www.") not in ("gov.uk", "education.gov.uk"):
            notes.append("The page is a copy or a mirror of one of gov.uk: confirm its facts elsewhere.")
        if notice.cause:
            made.printed = f"{made.printed} {notice.cause}"
            made.inspection_code = _cause(known, council, notice.cause)
        made.note = " ".join(notes) or None
        _decide(made, notice, known, council, first)
        yield made


def _decide(
    made: Proposal, notice: Notice, known: KnownRecords, council: str | None, first: PartialDate | None
) -> None:
    """Refuses what is out of scope, undated, of no council, or held; gives the others the code of their record."""
    why = None
    if notice.send_alone:
        why = "on special educational needs alone: out of scope"
    elif council is None:
        why = "no council of that name"
    elif first is None:
        why = "the page prints no day on which it was issued"
    else:
        within = timedelta(0) if first.precision != "day" else _NEAR
        held = [
            one
            for one in known.holding("interventions", council, first, first, within)
            if one.cells["type"] == notice.type and one.first.earliest - within <= first.latest
            and first.earliest <= one.first.latest + within
        ]  # fmt: skip
        code = f"{council}-{notice.type.replace('_', '-')}-{str(first)[:7]}"
        made.row_code = held[0].code if held else known.free_code("interventions", code)
        why = f"held already: {made.row_code}" if held else None
    if why:
        made.state, made.why = ProposalState.REFUSED, why


def _council(known: KnownRecords, name: str, day: PartialDate | None) -> str | None:
    """The council of a printed name, in the form that it had on that day."""
    key = name_key(name)
    found = [council for council in known.councils if key in council.names]
    living = [council for council in found if day is None or council.existed(day.earliest)]
    if len(living) == 1:
        return living[0].code
    return known.council_on(found[0].code, day) if found else None


def _cause(known: KnownRecords, council: str | None, sentence: str) -> str | None:
    """The inspection that a sentence names as the cause, by the days on which it happened or was published."""
    for when in stated_dates(sentence):
        day = _date(when)
        for one in known.records.get("inspections", []) if day else []:
            near = one.overlaps(day, None) or (one.published and one.published == day) if day else False
            if one.council_code == council and near:
                return one.code
    return None


def _date(when: StatedDate | None) -> PartialDate | None:
    return partial_date(when.first) if when and when.has_year else None
