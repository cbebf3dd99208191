"""From the text of a report's pages to what it states. Nothing is guessed: what is unsure is a doubt."""

from dataclasses import dataclass
from datetime import date

from app.importing import cover
from app.importing.dates import DaySpan, date_of_file_name
from app.importing.footers import contradictions
from app.importing.grades import PrintedGrade, rows
from app.importing.judgements import Doubt, Judged, judgements
from app.importing.letters import kind_of_letter
from app.importing.wording import ILACS, SIF, Periods
from app.importing.workers import Refused
from app.vocabulary import InspectionType

# Days by the calendar, from the first to the last of a visit without interruption.
_LONGEST_SHORT = 7
_LONGEST_STANDARD = 14
_SHORTEST_SIF = 12
_LONGEST_SIF = 35
_LONGEST_WAIT = 400
# So many domains of ILACS on a cover make it one of ILACS, whatever its title says.
_ENOUGH_ROWS = 3


@dataclass(frozen=True)
class Report:
    """What one report states, and what of it is unsure.

    `published_page` is null where the report prints no date of publication and its file name supplies it.
    `type_reason` says from what the type is derived; null if the cover prints it. `odd_dates` says what is unlikely
    about the days on site, and `other_days` holds those of running footers that differ: the field, the day, the page.
    `earlier` are the grades that the report restates of the inspection before it.
    """

    file_name: str
    sha256: str
    title: str
    authority: str
    framework: str
    type: InspectionType
    type_reason: str | None
    type_page: int
    windows: tuple[DaySpan, ...]
    odd_dates: str | None
    other_days: tuple[tuple[str, date, int], ...]
    published_on: date | None
    published_page: int | None
    other_publications: tuple[tuple[date, str], ...]
    lead_inspectors: tuple[str, ...]
    lead_page: int | None
    judgements: tuple[Judged, ...]
    earlier: tuple[PrintedGrade, ...]
    doubts: tuple[Doubt, ...]

    @property
    def started_on(self) -> date:
        return min(window.first for window in self.windows)

    @property
    def ended_on(self) -> date:
        return max(window.last for window in self.windows)

    @property
    def judges(self) -> bool:
        """Whether it states any grade, or says of any domain that it was not judged."""
        return any(judged.printed for judged in self.judgements)


def read_report(pages: list[str], file_name: str, sha256: str, periods: Periods) -> Report:
    """What the report states. Raises Refused if it is none that we know, or does not say when it was on site."""
    doubts: list[Doubt] = []
    dates = cover.on_site(pages[0])
    title = cover.title(pages[0], dates[0]) if dates else None
    framework = _framework(title, pages[0]) if title else None
    letter = kind_of_letter(pages[0]) if framework is None else None
    if letter:
        raise Refused(f"{letter}, not a report of an inspection")
    if dates is None:
        raise Refused("no dates on site on the cover")
    windows = dates[1]
    if windows is None:
        raise Refused("the dates on site on the cover are not understood")
    if title is None or framework is None:
        raise Refused("not a report of a framework that is read")
    printed = rows(framework, pages)
    judged = judgements(framework, windows[0].first, title.text, pages, printed, periods, doubts)
    kind, reason, type_page = _type(framework, title.text, windows, pages)
    published_on, published_page, others = _published(pages, file_name, doubts)
    leads, lead_page = _leads(pages, doubts)
    odd_dates = _odd_dates(framework, kind, windows)
    doubts += [Doubt(1, odd_dates)] if odd_dates else []
    _check_order(windows, published_on, doubts)
    return Report(
        file_name=file_name,
        sha256=sha256,
        title=title.text,
        authority=title.authority,
        framework=framework,
        type=kind,
        type_reason=reason,
        type_page=type_page,
        windows=windows,
        odd_dates=odd_dates,
        other_days=tuple((field, *other) for field, other in contradictions(pages, windows).items()),
        published_on=published_on,
        published_page=published_page,
        other_publications=others,
        lead_inspectors=leads,
        lead_page=lead_page,
        judgements=judged,
        earlier=tuple(row for row in printed if row.earlier),
        doubts=tuple(doubts),
    )


def _framework(title: cover.Title, page: str) -> str | None:
    """The framework by the title, or by the table of judgements where the title is that of a trust."""
    found = cover.framework_of(title.text)
    if found is None and len({row.domain for row in rows(ILACS, [page])}) >= _ENOUGH_ROWS:
        return ILACS
    return found


def _type(
    framework: str, title: str, windows: tuple[DaySpan, ...], pages: list[str]
) -> tuple[InspectionType, str | None, int]:
    """The type, the reason for it where the cover does not print it, and the page from which it follows."""
    if framework == ILACS:
        short = windows[0].days <= _LONGEST_SHORT
        visit = "A week or less" if short else "More than a week"
        reason = f"The report does not print the type. {visit} on site makes it: {_spoken(windows[0])}."
        return InspectionType.SHORT if short else InspectionType.STANDARD, reason, 1
    if cover.is_board_review(title):
        return InspectionType.BOARD_REVIEW, None, 1
    page = cover.says_reinspection(pages) if framework == SIF else None
    if page is None:
        return InspectionType.FULL, None, 1
    return InspectionType.REINSPECTION, None if page == 1 else "The cover does not say that it is one.", page


def _spoken(span: DaySpan) -> str:
    return f"{span.first} to {span.last}"


def _published(
    pages: list[str], file_name: str, doubts: list[Doubt]
) -> tuple[date | None, int | None, tuple[tuple[date, str], ...]]:
    """The date of publication, the page that prints it, and every other date that claims to be that."""
    try:
        printed = cover.publications(pages)
    except ValueError as error:
        doubts.append(Doubt(error.args[0], "a date of publication is printed, but not understood"))
        printed = []
    named = date_of_file_name(file_name)
    on_cover = [publication for publication in printed if publication.on_cover]
    chosen, page = (on_cover[0].on, on_cover[0].page) if on_cover else (named, None)
    if chosen is None:
        doubts.append(Doubt(None, "neither the report nor its file name has a date of publication"))
    claims = [(publication.on, f"p. {publication.page}") for publication in printed]
    claims += [(named, "file name")] if named else []
    others = {claim: None for claim in claims if claim[0] != chosen}
    return chosen, page, tuple(others)


def _leads(pages: list[str], doubts: list[Doubt]) -> tuple[tuple[str, ...], int | None]:
    """The lead inspectors and the page that names them: the cover, or the page about the inspection team."""
    for number, page in enumerate(pages, 1):
        names = cover.lead_inspectors(page)
        if names is None:
            doubts.append(Doubt(number, "what stands beside `lead inspector` is not understood as a name"))
            return (), None
        if names:
            return names, number
    doubts.append(Doubt(None, "no lead inspector is named"))
    return (), None


def _odd_dates(framework: str, kind: InspectionType, windows: tuple[DaySpan, ...]) -> str | None:
    """What is unlikely about days on site that can be read well enough."""
    days = windows[0].days
    if framework == ILACS and days > _LONGEST_STANDARD:
        return f"{days} days on site are more than a standard inspection has: {_spoken(windows[0])}"
    if framework == SIF and kind is InspectionType.FULL and not _SHORTEST_SIF <= days <= _LONGEST_SIF:
        return f"{days} day(s) on site are unlike a full inspection: {_spoken(windows[0])}"
    return None


def _check_order(windows: tuple[DaySpan, ...], published_on: date | None, doubts: list[Doubt]) -> None:
    for day in (windows[0].first, windows[-1].last):
        if day.weekday() >= 5:
            doubts.append(Doubt(1, f"{day} is a {day:%A}"))
    if published_on and not 0 < (published_on - windows[-1].last).days < _LONGEST_WAIT:
        doubts.append(Doubt(1, f"published on {published_on}, but on site until {windows[-1].last}"))
