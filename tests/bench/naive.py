"""The reference: how a good afternoon's FastAPI and SQLModel answer the same three questions from the same file.

Nothing here is slow on purpose. Tables are classes with relationships that are loaded with the rows, sessions come
from a dependency, `response_model` checks what is sent, endpoints are plain functions: what the tutorials teach.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import Depends, FastAPI, HTTPException, Query
from sqlalchemy.orm import joinedload, registry, selectinload
from sqlmodel import Field, Relationship, Session, SQLModel, col, create_engine, func, or_, select

from app.listing.parameters import Order
from app.records.citation import CitationRow
from app.records.context_event import ContextEventRow
from app.records.council import CouncilPage, CouncilRow
from app.records.council_code import CouncilCodeRow
from app.records.event import EventTable, date_text
from app.records.focused_visit import FocusedVisitRow
from app.records.framework import DomainRow
from app.records.inspection import InspectionRow, JudgementRow
from app.records.intervention import InterventionRow
from app.records.joint_inspection import JointInspectionRow
from app.records.meeting import MeetingRow
from app.records.monitoring_visit import MonitoringVisitRow
from app.records.send_inspection import SendInspectionRow
from app.records.source import SourceRow
from app.records.succession import SuccessionRow
from app.vocabulary import (
    Aspect,
    ContextType,
    Grade,
    InspectionType,
    InterventionType,
    JointTheme,
    SendOutcome,
    grade_rank,
)


class Base(SQLModel, registry=registry()):
    """Keeps these tables apart from the application's own, which have the same names."""


def words(vocabulary: Any) -> sa.Enum:
    """A column that is read as a member of its vocabulary."""
    return sa.Enum(vocabulary, values_callable=lambda members: [word.value for word in members], native_enum=False)


class Council(CouncilPage, CouncilRow, Base, table=True):
    __tablename__ = "councils"
    codes: list["CouncilCode"] = Relationship(
        sa_relationship_kwargs={"order_by": "[CouncilCode.valid_from, CouncilCode.code]"}
    )


class CouncilCode(CouncilCodeRow, Base, table=True):
    __tablename__ = "council_codes"


class Source(SourceRow, Base, table=True):
    __tablename__ = "sources"


class Succession(SuccessionRow, Base, table=True):
    __tablename__ = "successions"
    predecessor: Council = Relationship(sa_relationship_kwargs={"foreign_keys": "Succession.predecessor_code"})
    successor: Council = Relationship(sa_relationship_kwargs={"foreign_keys": "Succession.successor_code"})


class Citation(CitationRow, Base, table=True):
    __tablename__ = "citations"


class Domain(DomainRow, Base, table=True):
    __tablename__ = "domains"


class Inspection(InspectionRow, EventTable, Base, table=True):
    __tablename__ = "inspections"
    source: Source = Relationship()
    type: InspectionType = Field(sa_type=words(InspectionType))
    council: Council = Relationship()
    judgements: list["Judgement"] = Relationship(back_populates="inspection")


class Judgement(JudgementRow, Base, table=True):
    __tablename__ = "judgements"
    inspection: Inspection = Relationship(back_populates="judgements")
    domain: Domain = Relationship()


class MonitoringVisit(MonitoringVisitRow, EventTable, Base, table=True):
    __tablename__ = "monitoring_visits"
    source: Source = Relationship()


class FocusedVisit(FocusedVisitRow, EventTable, Base, table=True):
    __tablename__ = "focused_visits"
    source: Source = Relationship()


class Intervention(InterventionRow, EventTable, Base, table=True):
    __tablename__ = "interventions"
    source: Source = Relationship()
    type: InterventionType = Field(sa_type=words(InterventionType))


class Meeting(MeetingRow, EventTable, Base, table=True):
    __tablename__ = "meetings"
    source: Source = Relationship()


class ContextEvent(ContextEventRow, EventTable, Base, table=True):
    __tablename__ = "context_events"
    source: Source = Relationship()
    type: ContextType = Field(sa_type=words(ContextType))


class JointInspection(JointInspectionRow, EventTable, Base, table=True):
    __tablename__ = "joint_inspections"
    source: Source = Relationship()
    theme: JointTheme = Field(sa_type=words(JointTheme))


class SendInspection(SendInspectionRow, EventTable, Base, table=True):
    __tablename__ = "send_inspections"
    source: Source = Relationship()
    outcome: SendOutcome = Field(sa_type=words(SendOutcome))


class CodeOut(SQLModel):
    gss_code: str
    valid_from: str | None
    valid_to: str | None


class LinkOut(SQLModel):
    code: str
    name: str
    happened_on: date
    extent: str
    url: str


class CitationOut(SQLModel):
    code: str
    record_kind: str
    record_code: str
    field: str | None
    stated_value: str | None
    standing: str
    basis: str
    note: str | None
    record_url: str
    source_code: str
    locator: str
    recorded_on: date


class CouncilOut(SQLModel):
    code: str
    name: str
    official_name: str
    gss_code: str
    la_code: str
    ofsted_urn: str | None
    type: str
    region: str
    established_on: str | None
    abolished_on: date | None
    ofsted_url: str | None
    gss_codes: list[CodeOut]
    predecessors: list[LinkOut]
    successors: list[LinkOut]
    links: dict[str, str]
    source_code: str
    locator: str
    recorded_on: date
    citations: list[CitationOut]


class EntryOut(SQLModel):
    code: str
    earliest: date
    latest: date
    precision: str
    kind: str
    council_code: str
    headline: str
    published_on: str | None
    date_text: str
    council_name: str
    region: str
    gss_code: str
    la_code: str
    ofsted_urn: str | None
    ended_on: str | None
    grade: str | None
    grade_rank: int | None
    source_title: str
    source_publisher: str
    report_url: str | None
    url: str
    source_code: str


class JudgementOut(SQLModel):
    code: str
    inspection_code: str
    domain_code: str
    grade: str | None
    absence: str | None
    grade_printed: str | None
    report_url: str | None
    date_text: str
    council_name: str
    region: str
    gss_code: str
    la_code: str
    ofsted_urn: str | None
    grade_rank: int | None
    aspect: str
    framework_code: str
    council_code: str
    started_on: str
    ended_on: str | None
    published_on: str | None
    earliest: date
    latest: date
    precision: str
    source_code: str
    locator: str
    recorded_on: date


class TimelinePage(SQLModel):
    items: list[EntryOut]
    total: int


class JudgementPage(SQLModel):
    items: list[JudgementOut]
    total: int


# The release file, which whoever starts this server names.
engine = create_engine(
    f"sqlite:///file:{os.environ.get('BENCH_DATABASE', '')}?mode=ro&immutable=1&uri=true",
    connect_args={"check_same_thread": False},
)
app = FastAPI()


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
Limit = Annotated[int, Query(ge=1, le=500)]


def find_council(session: Session, name: str) -> Council:
    named = (Council.code, Council.gss_code, Council.la_code, Council.ofsted_urn)
    council = session.exec(select(Council).where(or_(*(col(column) == name for column in named)))).first()
    if council is None:
        raise HTTPException(404, "There is no such council.")
    return council


def link(council: Council, succession: Succession) -> LinkOut:
    return LinkOut(
        code=council.code,
        name=council.name,
        happened_on=succession.happened_on,
        extent=succession.extent,
        url=f"/v1/councils/{council.code}",
    )


@app.get("/v1/councils/{name}", response_model=CouncilOut)
def read_council(name: str, session: SessionDep) -> Any:
    council = find_council(session, name)
    before = session.exec(
        select(Succession)
        .where(Succession.successor_code == council.code)
        .options(joinedload(Succession.predecessor))  # type: ignore[arg-type]
        .order_by(col(Succession.happened_on), col(Succession.predecessor_code))
    ).all()
    after = session.exec(
        select(Succession)
        .where(Succession.predecessor_code == council.code)
        .options(joinedload(Succession.successor))  # type: ignore[arg-type]
        .order_by(col(Succession.happened_on), col(Succession.successor_code))
    ).all()
    citations = session.exec(
        select(Citation).where(Citation.record_code == council.code).order_by(col(Citation.code))
    ).all()
    url = f"/v1/councils/{council.code}"
    lists = ("inspections", "judgements", "monitoring_visits", "focused_visits", "interventions", "meetings")
    added = {
        "gss_codes": [CodeOut.model_validate(code, from_attributes=True) for code in council.codes],
        "links": {
            "timeline": f"{url}/timeline",
            "outcomes": f"/v1/outcomes?council={council.code}&shape=wide",
            "neighbours": f"{url}/neighbours",
            **{
                kind: f"/v1/{kind.replace('_', '-')}?council={council.code}" for kind in (*lists, "findings", "figures")
            },
            "source": f"/v1/sources/{council.source_code}",
        },
        "predecessors": [link(succession.predecessor, succession) for succession in before],
        "successors": [link(succession.successor, succession) for succession in after],
        "citations": [CitationOut.model_validate(citation, update={"record_url": url}) for citation in citations],
    }
    return CouncilOut.model_validate(council, update=added)


@app.get("/v1/councils/{name}/timeline", response_model=TimelinePage)
def read_timeline(
    name: str, session: SessionDep, order: Order = Order.ASCENDING, limit: Limit = 50, offset: int = 0
) -> Any:
    council = find_council(session, name)
    inspections = session.exec(
        select(Inspection)
        .where(Inspection.council_code == council.code)
        .options(
            joinedload(Inspection.source),  # type: ignore[arg-type]
            selectinload(Inspection.judgements).joinedload(Judgement.domain),  # type: ignore[arg-type]
        )
    ).all()
    reports = addresses_of_reports(session, inspections)
    entries = []
    for inspection in inspections:
        grades = [given.grade for given in inspection.judgements if given.domain.aspect == Aspect.OVERALL]
        grade = grades[0] if grades else None
        entries.append(entry("inspections", inspection, council, reports.get(inspection.code), grade))
    entries += of_kind(session, "monitoring_visits", MonitoringVisit, council)
    entries += of_kind(session, "focused_visits", FocusedVisit, council)
    entries += of_kind(session, "interventions", Intervention, council)
    entries += of_kind(session, "meetings", Meeting, council)
    entries += of_kind(session, "context_events", ContextEvent, council)
    entries += of_kind(session, "joint_inspections", JointInspection, council)
    entries += of_kind(session, "send_inspections", SendInspection, council)
    entries.sort(key=lambda given: (given.earliest, given.latest, given.code), reverse=order == Order.DESCENDING)
    return TimelinePage(items=entries[offset : offset + limit], total=len(entries))


def addresses_of_reports(session: Session, inspections: Sequence[Inspection]) -> dict[str, str | None]:
    codes = {f"{inspection.code}-report": inspection.code for inspection in inspections}
    sources = session.exec(select(Source).where(col(Source.code).in_(codes))).all()
    return {codes[source.code]: source.url for source in sources}


def of_kind(session: Session, kind: str, model: Any, council: Council) -> list[EntryOut]:
    found = session.exec(
        select(model).where(model.council_code == council.code).options(joinedload(model.source))
    ).all()
    return [entry(kind, event, council, event.source.url) for event in found]


def entry(kind: str, event: Any, council: Council, report_url: str | None, grade: str | None = None) -> EntryOut:
    return EntryOut(
        code=event.code,
        earliest=event.earliest,
        latest=event.latest,
        precision=event.precision,
        kind=kind,
        council_code=council.code,
        headline=event.headline,
        published_on=event.published_on,
        date_text=date_text(event.model_dump()),
        council_name=council.name,
        region=council.region,
        gss_code=council.gss_code,
        la_code=council.la_code,
        ofsted_urn=council.ofsted_urn,
        ended_on=getattr(event, "ended_on", None),
        grade=grade,
        grade_rank=grade_rank(grade),
        source_title=event.source.title,
        source_publisher=event.source.publisher,
        report_url=report_url,
        url=f"/v1/{kind.replace('_', '-')}/{event.code}",
        source_code=event.source_code,
    )


@app.get("/v1/judgements", response_model=JudgementPage)
def list_judgements(
    session: SessionDep,
    aspect: Aspect | None = None,
    grade: Grade | None = None,
    happened_from: date | None = None,
    happened_to: date | None = None,
    limit: Limit = 50,
    offset: int = 0,
) -> Any:
    conditions = []
    if aspect:
        conditions.append(col(Domain.aspect) == aspect)
    if grade:
        conditions.append(col(Judgement.grade) == grade)
    if happened_from:
        conditions.append(col(Inspection.latest) >= happened_from)
    if happened_to:
        conditions.append(col(Inspection.earliest) <= happened_to)
    total = session.exec(
        select(func.count()).select_from(Judgement).join(Inspection).join(Domain).where(*conditions)
    ).one()
    judgements = session.exec(
        select(Judgement)
        .join(Inspection)
        .join(Domain)
        .where(*conditions)
        .options(
            joinedload(Judgement.domain),  # type: ignore[arg-type]
            joinedload(Judgement.inspection).joinedload(Inspection.council),  # type: ignore[arg-type]
        )
        .order_by(col(Inspection.earliest), col(Inspection.latest), col(Judgement.code))
        .offset(offset)
        .limit(limit)
    ).all()
    reports = addresses_of_reports(session, [judgement.inspection for judgement in judgements])
    items = [judgement_out(judgement, reports.get(judgement.inspection_code)) for judgement in judgements]
    return JudgementPage(items=items, total=total)


def judgement_out(judgement: Judgement, report_url: str | None) -> JudgementOut:
    inspection, council = judgement.inspection, judgement.inspection.council
    added = {
        "report_url": report_url,
        "date_text": date_text({"started_on": inspection.started_on, "ended_on": inspection.ended_on}),
        "council_name": council.name,
        "region": council.region,
        "gss_code": council.gss_code,
        "la_code": council.la_code,
        "ofsted_urn": council.ofsted_urn,
        "grade_rank": grade_rank(judgement.grade),
        "aspect": judgement.domain.aspect,
        "framework_code": inspection.framework_code,
        "council_code": inspection.council_code,
        "started_on": inspection.started_on,
        "ended_on": inspection.ended_on,
        "published_on": inspection.published_on,
        "earliest": inspection.earliest,
        "latest": inspection.latest,
        "precision": inspection.precision,
    }
    return JudgementOut.model_validate(judgement, update=added)
