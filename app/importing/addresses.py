"""The addresses of reports on Ofsted's file server, from tables that others compiled.

A wrong address is worse than none. A report gets one only if its authority and its date agree, if no other row claims
either, and if the address is one of Ofsted's file server.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.errors import FaultyData
from app.importing.councils import KnownCouncil, name_key
from app.importing.dates import read_date
from app.importing.elsewhere import SAME_INSPECTION, Elsewhere
from app.importing.merged import ImportNote, Merged, drop_unused, forget_addresses, keep_history, rest_of
from app.importing.rows import cite, day
from app.importing.seed_files import read_columns
from app.importing.store import Package
from app.importing.workers import Refused
from app.records.inspection import InspectionRow
from app.records.source import SourceRow
from app.vocabulary import Licence, SourceType

_OF_FILE_SERVER = re.compile(r"https://files\.ofsted\.gov\.uk/v1/file/[0-9]+")
_COLUMNS = ("urn", "local_authority", "inspection_link", "pdf_filename", "publication_date", "inspection_start_date")
MAX_BYTES = 20_000_000
_UNREAD = "The report itself was not read; the title is ours, and the address is that of a table."
_NOTE = (
    "Every report of each authority with its address, compiled by a program from Ofsted's pages. Only the addresses "
    "are taken from it. Read as the file that has this digest; it does not say when or by whom it was made."
)


@dataclass(frozen=True)
class Address:
    """What a row says: the report of a council that was published on a day, or lies in a file, has an address."""

    council_code: str
    council_name: str
    url: str
    published_on: date
    file_name: str | None
    started_on: date | None
    locator: str


@dataclass(frozen=True)
class AddressTable:
    """A table of addresses: its name, its digest, and its rows as they stand."""

    file_name: str
    sha256: str
    rows: tuple[tuple[int, dict[str, str | None]], ...]

    @property
    def code(self) -> str:
        """The code of the source that it is. The table does not say when it was made, so the code has its digest."""
        return f"ofsted-csc-addresses-{self.sha256[:8]}"


def read_table(path: Path) -> AddressTable:
    """The rows of the table. Raises Refused for what is no such table."""
    if path.stat().st_size > MAX_BYTES:
        raise Refused(f"larger than {MAX_BYTES // 1_000_000} MB")
    try:
        rows = read_columns(path, _COLUMNS)
    except FaultyData as error:
        first = error.faults[0]
        raise Refused(f"line {first.line}, {first.column}: {first.message}") from error
    return AddressTable(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), tuple(rows))


def merge_addresses(
    before: Package, table: AddressTable, councils: list[KnownCouncil], today: date, elsewhere: Elsewhere
) -> Merged:
    """The package with the table's addresses; what the same table brought before is replaced."""
    merged = Merged(rest_of(before, lambda code: code != table.code))
    forget_addresses(before, merged.package, table.code)
    merged.package.sources[table.code] = SourceRow(
        code=table.code,
        recorded_on=today,
        type=SourceType.COMPILATION,
        publisher="Ofsted ILACS scrape tool",
        title="Inspection reports of each authority with their addresses",
        published_on=None,
        url=None,
        file_name=table.file_name,
        sha256=table.sha256,
        licence=Licence.OGL,
        note=_NOTE,
    )
    addresses = []
    for line, row in table.rows:
        found = _address(line, row, councils)
        if isinstance(found, Address):
            addresses.append(found)
        else:
            merged.looks.append(ImportNote(table.file_name, 0, f"row {line}: not used: {found}"))
    set_addresses(merged, addresses, table.code, table.file_name, today, elsewhere)
    keep_history(before, merged.package, today)
    drop_unused(merged.package, table.code)
    return merged


def _address(line: int, row: dict[str, str | None], councils: list[KnownCouncil]) -> Address | str:
    """What the row says, or why it is not understood."""
    published_on = read_date(row["publication_date"] or "")
    if published_on is None:
        return f"publication_date is {row['publication_date']!r}, which is no date"
    named = [council for council in councils if name_key(row["local_authority"] or "") in council.names]
    if not any(row["urn"] and council.ofsted_urn == row["urn"] for council in named):
        return f"no council has both the number {row['urn']} and the name {row['local_authority']!r}"
    # Reports of an abolished council stand among those of the one of the same name that took over.
    living = [council for council in named if council.existed(published_on)]
    if len(living) != 1:
        return f"{len(living)} councils of the name {row['local_authority']!r} existed on {published_on}"
    (council,) = living
    started_on = read_date(row["inspection_start_date"] or "")
    locator = f"row {line}, inspection_link"
    url = row["inspection_link"] or ""
    return Address(council.code, council.name, url, published_on, row["pdf_filename"], started_on, locator)


def set_addresses(
    merged: Merged,
    addresses: Iterable[Address],
    source_code: str,
    file_name: str,
    today: date,
    elsewhere: Elsewhere,
) -> None:
    """Gives each report its address, and says which address is not used and why."""
    claims: defaultdict[str, list[Address]] = defaultdict(list)
    urls: defaultdict[str, set[str]] = defaultdict(set)
    for address in addresses:
        found = _reports(merged.package, address)
        cause = None
        if not _OF_FILE_SERVER.fullmatch(address.url):
            cause = f"{address.url} is no address on Ofsted's file server"
        elif len(found) != 1:
            cause = f"{'several reports' if found else 'no report'} of {address.council_code} of {address.published_on}"
        elif _starts_differ(found[0], address):
            cause = f"{found[0].code} began on {found[0].started_on}, not on {address.started_on}"
        if cause and not found and _elsewhere(elsewhere, address):
            merged.left_alone.append(
                ImportNote(file_name, 0, f"{address.locator}: another package records its inspection")
            )
        elif cause:
            merged.looks.append(ImportNote(file_name, 0, f"{address.locator}: not used: {cause}"))
        else:
            claims[found[0].code].append(address)
            urls[address.url].add(found[0].code)
    for code, claimed in sorted(claims.items()):
        given = {address.url for address in claimed}
        shared = {other for url in given for other in urls[url]}
        if len(given) > 1 or len(shared) > 1:
            cause = f"not used for {code}: {', '.join(sorted(given))} is not its own alone"
            merged.looks.append(ImportNote(file_name, 0, cause))
        else:
            _set(merged, merged.package.inspections[code], claimed[0], source_code, file_name, today, elsewhere)
    for code, row in list(merged.package.sources.items()):
        if row.note == _UNREAD and row.url is None:
            del merged.package.sources[code]


def _reports(package: Package, address: Address) -> list[InspectionRow]:
    """The inspections of the council whose report lies in the file or, where no file is held, has the date."""
    found = []
    for row in package.inspections.values():
        if row.council_code != address.council_code:
            continue
        # What a later report says of an earlier inspection is no report of that one.
        if row.source_code.endswith("-report") and row.source_code != f"{row.code}-report":
            continue
        source = package.sources.get(row.source_code)
        name = source.file_name if source and source.type is SourceType.OFSTED_REPORT else None
        if address.file_name and name:
            fits = name.rpartition("/")[2] == address.file_name
        else:
            fits = row.published_on == address.published_on.isoformat()
        if fits:
            found.append(row)
    return found


def _starts_differ(row: InspectionRow, address: Address) -> bool:
    return bool(address.started_on and abs((row.started_on.earliest - address.started_on).days) > SAME_INSPECTION)


def _elsewhere(elsewhere: Elsewhere, address: Address) -> bool:
    return any(
        held.council_code == address.council_code
        and address.started_on
        and held.started_on.earliest <= address.started_on <= held.started_on.latest
        for held in elsewhere.inspections
    )


def _set(
    merged: Merged,
    inspection: InspectionRow,
    address: Address,
    source_code: str,
    file_name: str,
    today: date,
    elsewhere: Elsewhere,
) -> None:
    """Sets the address of the report, which is a source of its own also where an overview alone tells of it."""
    package = merged.package
    code = f"{inspection.code}-report"
    source = package.sources.get(code)
    if source is None and code in elsewhere.source_codes:
        merged.left_alone.append(ImportNote(file_name, 0, f"{address.locator}: another package records {code}"))
        return
    if source is None:
        source = package.sources[code] = SourceRow(
            code=code,
            recorded_on=today,
            type=SourceType.OFSTED_REPORT,
            publisher="Ofsted",
            title=f"{address.council_name}: inspection of children's services",
            published_on=day(address.published_on),
            url=None,
            file_name=None,
            sha256=None,
            licence=Licence.OGL,
            note=_UNREAD,
        )
    if source.url not in (None, address.url):
        cause = f"{address.locator}: not used: {code} has the address {source.url} already, not {address.url}"
        merged.looks.append(ImportNote(file_name, 0, cause))
        return
    source.url = address.url
    citation = cite(source, "url", address.url, "table", None, source=source_code, locator=address.locator)
    held = package.citations.get(citation.code)
    if held is None or held.stated_value != address.url:
        package.citations[citation.code] = citation
