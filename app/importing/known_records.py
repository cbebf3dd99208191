"""What the dataset holds already, as far as an importer of pages must recognise it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from app.errors import Fault, FaultyData
from app.importing.councils import KnownCouncil, load_councils
from app.importing.seed_files import read_columns
from app.partial_date import PartialDate, partial_date

# Two accounts of one visit differ by days at most, and the next visit is weeks away.
SAME_VISIT = timedelta(days=10)
_DATED: dict[str, tuple[str, ...]] = {
    "inspections": ("started_on", "ended_on", "type"),
    "monitoring_visits": ("started_on", "ended_on", "ordinal"),
    "focused_visits": ("started_on", "ended_on", "topic"),
    "interventions": ("started_on", "ended_on", "type"),
    "meetings": ("held_on", "item_number", "body", "source_code", "title"),
}


@dataclass(frozen=True)
class Known:
    """A dated record: its kind and code, its council, and its days. `cells` are those that tell it from others."""

    kind: str
    code: str
    council_code: str
    first: PartialDate
    last: PartialDate | None
    published: PartialDate | None
    cells: dict[str, str | None]

    def overlaps(self, first: PartialDate, last: PartialDate | None, within: timedelta = timedelta(0)) -> bool:
        """Whether it can have happened in that span, give or take."""
        end = (self.last or self.first).latest
        return self.first.earliest - within <= (last or first).latest and first.earliest - within <= end


@dataclass
class KnownRecords:
    """The councils, the dated records by kind, the inspections with an inadequate grade, and the known sources."""

    councils: list[KnownCouncil]
    records: dict[str, list[Known]] = field(default_factory=dict)
    inadequate: frozenset[str] = frozenset()
    sources: dict[str, str] = field(default_factory=dict)
    source_codes: frozenset[str] = frozenset()
    publishers: dict[str, str] = field(default_factory=dict)
    # The codes of figures by what they are of: the record, the number, and how it relates to the true one.
    figures: dict[tuple[str, float, str], str] = field(default_factory=dict)
    predecessors: dict[str, list[str]] = field(default_factory=dict)

    def holding(
        self, kind: str, council: str, first: PartialDate, last: PartialDate | None, within: timedelta = SAME_VISIT
    ) -> list[Known]:
        """The records of a kind and a council that can be the one of those days."""
        held = self.records.get(kind, [])
        return [one for one in held if one.council_code == council and one.overlaps(first, last, within)]

    def meetings_of_source(self, address: str | None, sha256: str) -> list[Known]:
        """The meetings that are recorded from a page, which its address or its digest tells."""
        code = self.sources.get(same_address(address) if address else sha256)
        return [one for one in self.records.get("meetings", []) if code and one.cells["source_code"] == code]

    def free_code(self, kind: str, code: str) -> str:
        """The code, or with `-2`, `-3` if another record of the kind has it."""
        taken = {one.code for one in self.records.get(kind, [])}
        number = 1
        while (free := code if number == 1 else f"{code}-{number}") in taken:
            number += 1
        return free

    def inspection_before(self, council: str, day: PartialDate) -> Known | None:
        """The inadequate inspection that a monitoring visit of that day follows; None if the last one was not."""
        held = [one for one in self.records.get("inspections", []) if one.council_code == council]
        before = [one for one in held if one.first.latest < day.earliest and one.cells["type"] != "assurance"]
        last = max(before, key=lambda one: one.first.earliest, default=None)
        return last if last and last.code in self.inadequate else None

    def council_on(self, council: str | None, day: PartialDate | None) -> str | None:
        """The council, or the one whose services it took over if it did not exist yet on that day."""
        held = next((one for one in self.councils if one.code == council), None)
        if held is None or day is None or held.existed(day.earliest):
            return council
        before = self.predecessors.get(held.code, [])
        return before[0] if len(before) == 1 else council

    def council_of_host(self, host: str) -> str | None:
        """The council whose name is in the name of a host: `mycouncil.surreycc.gov.uk` is of Surrey.

        A district council, which no inspection is of, has none.
        """
        label = re.sub(r"[^a-z]", "", host)
        names = {council: _squeezed(council.name) for council in self.councils}
        within = [council for council, name in names.items() if name in label]
        if not within:
            # `westberks`: a part of the host is the beginning of the name.
            parts = [part for part in re.split(r"[.\-]", host) if len(part) >= 7]
            within = [council for council, name in names.items() if any(name.startswith(part) for part in parts)]
        within.sort(key=lambda council: (len(names[council]), council.established_on), reverse=True)
        return within[0].code if within else None

    def councils_named(self, text: str) -> list[str]:
        """The councils that a text names, in the order of their first mention."""
        codes = {council.name: council.code for council in self.councils}
        return list(dict.fromkeys(codes[match[1]] for match in self._names.finditer(text)))

    @cached_property
    def _names(self) -> re.Pattern[str]:
        """Any council's name. The longer ones stand first: `Nottinghamshire` is no mention of Nottingham."""
        names = sorted((re.escape(council.name) for council in self.councils), key=len, reverse=True)
        return re.compile(rf"\b({'|'.join(names)})(?!\w)")


def same_address(address: str) -> str:
    """An address without what differs between copies of one page: the scheme, `www` and capitals."""
    return re.sub(r"^https?://(www\.)?", "", address).lower()


def load_known(seed_data: Path) -> KnownRecords:
    """What the packages in a folder hold. Raises FaultyData if one cannot be read."""
    known = KnownRecords(load_councils(seed_data / "reference" / "councils.csv"))
    for kind, names in _DATED.items():
        known.records[kind] = [one for path in _files(seed_data, kind) for one in _dated(path, kind, names)]
    known.inadequate = frozenset(
        row["inspection_code"] or ""
        for path in _files(seed_data, "judgements")
        for _, row in read_columns(path, ("inspection_code", "grade"))
        if row["grade"] == "inadequate"
    )
    for _, row in read_columns(seed_data / "reference" / "successions.csv", ("predecessor_code", "successor_code")):
        known.predecessors.setdefault(row["successor_code"] or "", []).append(row["predecessor_code"] or "")
    codes = set()
    for path in _files(seed_data, "sources"):
        for _, row in read_columns(path, ("code", "url", "sha256", "publisher", "type")):
            code = row["code"] or ""
            codes.add(code)
            for key in (row["url"] and same_address(row["url"]), row["sha256"]):
                if key:
                    known.sources.setdefault(key, code)
            if row["url"] and row["type"] == "council_minutes":
                known.publishers.setdefault(urlsplit(row["url"]).hostname or "", row["publisher"] or "")
    known.source_codes = frozenset(codes)
    for path in _files(seed_data, "figures"):
        for _, row in read_columns(path, ("code", "record_code", "value", "comparator")):
            what = row["record_code"] or "", float(row["value"] or 0), row["comparator"] or ""
            known.figures[what] = row["code"] or ""
    return known


def _files(seed_data: Path, kind: str) -> Iterable[Path]:
    return sorted(seed_data.glob(f"*/{kind}.csv"))


def _dated(path: Path, kind: str, names: tuple[str, ...]) -> Iterable[Known]:
    first, *_ = names
    for line, row in read_columns(path, ("code", "council_code", "published_on", *names)):
        try:
            yield Known(
                kind,
                row["code"] or "",
                row["council_code"] or "",
                partial_date(row[first] or ""),
                partial_date(row["ended_on"]) if row.get("ended_on") else None,
                partial_date(row["published_on"]) if row["published_on"] else None,
                row,
            )
        except ValueError as error:
            raise FaultyData([Fault(str(path), line, first, str(error))]) from error


def _squeezed(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())
