"""Reading packages: every fault of a file, a header, a line or a cell, told by its place and in full."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from app import seed_csv
from app.partial_date import EXPECTED_DATE
from app.records import KINDS
from app.records.kind import Kind, reading_order
from app.seeding.read import Dataset, packages, read_packages
from tests.conftest import examples
from tests.world import small_world

HERE = "packages/records"


def faults(root: Path) -> list[str]:
    """What the reader says of the packages under a folder."""
    return [str(fault) for fault in read_packages(root).faults]


def rows(dataset: Dataset) -> dict[str, object]:
    """Every row of a dataset by its code."""
    return {row.code: row for entries in dataset.entries.values() for row in entries.rows}


def written(folder: Path) -> Path:
    """The small world as a package, in a folder that faults call `packages`."""
    return small_world().write(folder / "packages")


def test_the_small_world_is_read_without_a_fault(folder: Path) -> None:
    dataset = read_packages(written(folder))
    assert dataset.faults == []
    assert [entry.row.code for entry in dataset.entries["councils"]] == [
        "herefordshire",
        "medway",
        "cumbria",
        "cumberland",
    ]
    assert {(entry.file, entry.line) for entry in dataset.entries["monitoring_visits"]} == {
        (f"{HERE}/monitoring_visits.csv", 2)
    }


CELLS = [
    ("councils", "medway", "name", "", "councils.csv:3: name: empty; expected a value"),
    ("councils", "medway", "name", " Medway", "councils.csv:3: name: starts or ends with white space; expected none"),
    ("councils", "medway", "name", "Medway ", "councils.csv:3: name: starts or ends with white space; expected none"),
    (
        "councils",
        "medway",
        "name",
        "Medway\u00a0",
        "councils.csv:3: name: starts or ends with white space; expected none",
    ),
    ("councils", "medway", "name", "Med\tway", "councils.csv:3: name: holds a control character; expected plain text"),
    (
        "councils",
        "medway",
        "name",
        "Med\x00way",
        "councils.csv:3: name: holds a control character; expected plain text",
    ),
    (
        "councils",
        "medway",
        "name",
        "Med\u2028way",
        "councils.csv:3: name: holds a control character; expected plain text",
    ),
    ("councils", "medway", "abolished_on", "0", "councils.csv:3: abolished_on: '0' is no day; expected YYYY-MM-DD"),
    (
        "councils",
        "medway",
        "abolished_on",
        "1998-04",
        "councils.csv:3: abolished_on: '1998-04' is no day; expected YYYY-MM-DD",
    ),
    (
        "councils",
        "medway",
        "abolished_on",
        "٢٠٢٣-٠٦-٢٨",
        "councils.csv:3: abolished_on: '٢٠٢٣-٠٦-٢٨' is no day; expected YYYY-MM-DD",
    ),
    (
        "councils",
        "medway",
        "abolished_on",
        "2023-02-30",
        "councils.csv:3: abolished_on: Input should be a valid date or datetime, day value is outside expected range",
    ),
    (
        "councils",
        "medway",
        "gss_code",
        "E0600003",
        "councils.csv:3: gss_code: String should match pattern '^E[0-9]{8}$'",
    ),
    ("councils", "medway", "la_code", "88", "councils.csv:3: la_code: String should match pattern '^[0-9]{3}$'"),
    (
        "councils",
        "medway",
        "region",
        "Londun",
        "councils.csv:3: region: 'Londun'; did you mean London? expected one of North East, North West, "
        "Yorkshire and The Humber, East Midlands, West Midlands, East of England, London, South East, South West",
    ),
    (
        "councils",
        "medway",
        "type",
        "Mars",
        "councils.csv:3: type: 'Mars'; expected one of county, unitary, metropolitan, london_borough, sui_generis",
    ),
    (
        "frameworks",
        "ilacs",
        "full_inspection",
        "yes",
        "frameworks.csv:2: full_inspection: 'yes'; expected true or false",
    ),
    ("frameworks", "ilacs", "full_inspection", "1", "frameworks.csv:2: full_inspection: '1'; expected true or false"),
    ("domains", "ilacs-care", "position", "1.5", "domains.csv:6: position: '1.5'; expected a whole number"),
    ("domains", "ilacs-care", "position", "٣", "domains.csv:6: position: '٣'; expected a whole number"),
    (
        "domains",
        "ilacs-care",
        "position",
        "9999999999",
        "domains.csv:6: position: '9999999999'; expected a whole number",
    ),
    ("figures", "posts", "value", "1e3", "figures.csv:2: value: '1e3'; expected a number"),
    ("figures", "posts", "value", "1,000", "figures.csv:2: value: '1,000'; expected a number"),
    ("figures", "posts", "value", "nan", "figures.csv:2: value: 'nan'; expected a number"),
    ("figures", "posts", "value", ".5", "figures.csv:2: value: '.5'; expected a number"),
    (
        "inspections",
        "medway-ilacs-2023-07",
        "started_on",
        "0",
        f"inspections.csv:4: started_on: '0'; {EXPECTED_DATE}",
    ),
    (
        "inspections",
        "medway-ilacs-2023-07",
        "started_on",
        "2023-02-29",
        f"inspections.csv:4: started_on: '2023-02-29'; 2023-02-29 is not in the calendar; {EXPECTED_DATE}",
    ),
    (
        "inspections",
        "medway-ilacs-2023-07",
        "ended_on",
        "[2023-07-28..2023-07-17]",
        "inspections.csv:4: ended_on: '[2023-07-28..2023-07-17]'; "
        f"a range must end after the day on which it begins; {EXPECTED_DATE}",
    ),
]


@pytest.mark.parametrize(("kind", "code", "column", "cell", "expected"), CELLS)
def test_a_faulty_cell_is_told_by_its_line_and_column_with_what_was_expected(
    folder: Path, kind: str, code: str, column: str, cell: str, expected: str
) -> None:
    world = small_world().add(
        "figures", "posts", value="32", record_kind="inspections", record_code="medway-ilacs-2023-07"
    )
    root = world.add(kind, code, **{column: cell}).write(folder / "packages")
    assert faults(root) == [f"{HERE}/{expected}"]


@pytest.mark.parametrize(
    "code", ["Medway", "med way", "med_way", "-medway", "medway-", "med--way", "médway", "med/way"]
)
def test_a_code_that_could_not_stand_in_a_url_is_refused(folder: Path, code: str) -> None:
    world = small_world().add("sources", code)
    pattern = "^[a-z0-9]+(?:[.-][a-z0-9]+)*$"
    assert faults(world.write(folder / "packages")) == [
        f"{HERE}/sources.csv:4: code: String should match pattern '{pattern}'"
    ]


@pytest.mark.parametrize("value", ["0", "-3", "32", "0.5", "-12.25", "999999999999.999999"])
def test_a_plain_number_is_read_as_it_stands(folder: Path, value: str) -> None:
    world = small_world().add(
        "figures", "posts", value=value, record_kind="inspections", record_code="medway-ilacs-2023-07"
    )
    dataset = read_packages(world.write(folder / "packages"))
    assert dataset.faults == []
    assert [entry.row.model_dump()["value"] for entry in dataset.entries["figures"]] == [float(value)]


def test_every_fault_of_a_line_is_told_also_those_that_only_a_pattern_sees(folder: Path) -> None:
    world = small_world().add("councils", "medway", name="", region="Mars", gss_code="E1", la_code="8 ", type="unitary")
    assert [fault.split(": ")[1] for fault in faults(world.write(folder / "packages"))] == [
        "name",
        "la_code",
        "region",
        "gss_code",
    ]


def test_faults_of_all_lines_and_files_are_told_at_once(folder: Path) -> None:
    world = small_world().add("councils", "medway", name="").add("councils", "cumbria", name="")
    world.add("domains", "ilacs-care", position="x").add("sources", "the-report", type="rumour")
    told = faults(world.write(folder / "packages"))
    assert [fault.split(": ")[0] for fault in told] == [
        f"{HERE}/councils.csv:3",
        f"{HERE}/councils.csv:4",
        f"{HERE}/domains.csv:6",
        f"{HERE}/sources.csv:2",
    ]


def test_a_faulty_line_does_not_cost_its_neighbours(folder: Path) -> None:
    dataset = read_packages(small_world().add("councils", "medway", name="").write(folder / "packages"))
    assert [entry.row.code for entry in dataset.entries["councils"]] == ["herefordshire", "cumbria", "cumberland"]
    assert [entry.line for entry in dataset.entries["councils"]] == [2, 4, 5]


# Files and folders.


def test_a_folder_without_a_package_is_a_fault(folder: Path) -> None:
    expected = "no data package here; expected a folder that holds a datapackage.json"
    assert faults(folder) == [f"{folder}:1: folder: {expected}"]
    assert faults(folder / "nowhere") == [f"{folder / 'nowhere'}:1: folder: {expected}"]


def test_a_file_of_no_kind_is_a_fault_with_the_nearest_kind(folder: Path) -> None:
    root = written(folder)
    (root / "records" / "council.csv").write_text("code\n")
    (root / "records" / "zebras.csv").write_text("code\n")
    known = ", ".join(kind.name for kind in KINDS)
    assert faults(root) == [
        f"{HERE}/council.csv:1: file: no such kind of record; did you mean councils.csv?; expected one of {known}",
        f"{HERE}/zebras.csv:1: file: no such kind of record; expected one of {known}",
    ]


def test_files_that_are_not_csv_are_none_of_the_readers_business(folder: Path) -> None:
    root = written(folder)
    (root / "records" / "NOTES.md").write_text("Not a table.")
    (root / "no_package").mkdir()
    (root / "no_package" / "councils.csv").write_text("nonsense")
    assert faults(root) == []


def test_a_file_that_is_too_large_is_a_fault_before_it_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = written(folder)
    size = (root / "records" / "domains.csv").stat().st_size
    monkeypatch.setattr(seed_csv, "MAX_FILE_BYTES", size)
    larger = sorted(path.name for path in root.glob("*/*.csv") if path.stat().st_size > size)
    assert "domains.csv" not in larger
    assert "judgements.csv" in larger
    assert faults(root) == [
        f"{HERE}/{name}:1: file: larger than {size} bytes; split it into packages" for name in larger
    ]


def test_bytes_that_are_not_utf_8_are_told_by_their_line(folder: Path) -> None:
    root = written(folder)
    path = root / "records" / "councils.csv"
    path.write_bytes(path.read_bytes().replace(b"Medway Council", b"Medway \xe9"))
    assert faults(root) == [
        f"{HERE}/councils.csv:3: row: not UTF-8, it seems to be Windows-1252; save the file as UTF-8"
    ]


def test_a_quote_that_is_not_closed_is_told_by_the_line_where_its_row_begins(folder: Path) -> None:
    root = written(folder)
    path = root / "records" / "councils.csv"
    path.write_bytes(path.read_bytes().replace(b",Medway,", b',"Medway,'))
    assert faults(root) == [
        f"{HERE}/councils.csv:3: row: not CSV: unexpected end of data; expected commas and paired double quotes"
    ]


def test_a_cell_that_is_longer_than_csv_can_be_is_a_fault_not_a_crash(folder: Path) -> None:
    root = small_world().add("councils", "medway", name="x" * 200_000).write(folder / "packages")
    # The limit is one of the whole process, and the validator that other tests use sets it higher.
    before = csv.field_size_limit(131072)
    told = faults(root)
    csv.field_size_limit(before)
    assert told == [
        f"{HERE}/councils.csv:3: row: not CSV: field larger than field limit (131072); "
        "expected commas and paired double quotes"
    ]


def test_a_line_with_too_few_or_too_many_cells_is_a_fault(folder: Path) -> None:
    root = written(folder)
    path = root / "records" / "sources.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], "short,line", lines[1] + ",,", lines[2]]) + "\n")
    columns = len(lines[0].split(","))
    assert faults(root) == [
        f"{HERE}/sources.csv:2: row: 2 cells; expected {columns}, as in the header",
        f"{HERE}/sources.csv:3: row: {columns + 2} cells; expected {columns}, as in the header",
    ]


# The header.


def header(folder: Path, kind: str, old: str, new: str) -> Path:
    """The small world with something else in the header of one file."""
    root = written(folder)
    path = root / "records" / f"{kind}.csv"
    first, rest = path.read_text().split("\n", 1)
    assert first.count(old) == 1
    path.write_text(first.replace(old, new) + "\n" + rest)
    return root


def test_a_misspelt_column_is_told_with_the_right_name_and_as_missing(folder: Path) -> None:
    assert faults(header(folder, "councils", "gss_code", "gss_kode")) == [
        f"{HERE}/councils.csv:1: gss_kode: unknown column; did you mean gss_code?",
        f"{HERE}/councils.csv:1: gss_code: the column is missing; expected it in the header",
    ]


def test_an_unknown_column_that_resembles_none_is_told_with_all_that_are_known(folder: Path) -> None:
    told = faults(header(folder, "councils", "gss_code", "gss_code,zzz"))
    (fields,) = (kind.row.model_fields for kind in KINDS if kind.name == "councils")
    assert told == [f"{HERE}/councils.csv:1: zzz: unknown column; expected {', '.join(fields)}"]


def test_a_column_that_stands_twice_is_told_once(folder: Path) -> None:
    assert faults(header(folder, "councils", "gss_code", "gss_code,gss_code")) == [
        f"{HERE}/councils.csv:1: gss_code: the column stands twice; expected it once"
    ]


def test_a_column_without_a_name_is_told_as_such(folder: Path) -> None:
    (told,) = faults(header(folder, "successions", "extent", "extent,"))
    assert told.startswith(f"{HERE}/successions.csv:1: (no name): unknown column; expected ")


def test_an_empty_file_lacks_every_column(folder: Path) -> None:
    root = written(folder)
    (root / "records" / "gaps.csv").write_text("")
    (fields,) = (kind.row.model_fields for kind in KINDS if kind.name == "gaps")
    assert faults(root) == [
        f"{HERE}/gaps.csv:1: {name}: the column is missing; expected it in the header" for name in fields
    ]


# What a file may look like without being another file.


def reshaped(root: Path, shape: str) -> Path:
    """Rewrites every file of a package in another shape that says the same."""
    for path in root.glob("*/*.csv"):
        table = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        if shape == "columns turned round":
            table = [row[::-1] for row in table]
        out = io.StringIO()
        end = "\r\n" if "CRLF" in shape else "\n"
        if shape == "quoted":
            csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(table)
        else:
            csv.writer(out, lineterminator=end).writerows(table)
        text = out.getvalue()
        if shape == "no last line end":
            text = text.removesuffix("\n")
        if shape == "blank lines":
            text = text.replace("\n", "\n\n")
        path.write_bytes(text.encode("utf-8-sig" if "BOM" in shape else "utf-8"))
    return root


@pytest.mark.parametrize(
    "shape", ["CRLF", "BOM", "CRLF and BOM", "quoted", "no last line end", "blank lines", "columns turned round"]
)
def test_the_shape_of_a_file_changes_no_row(folder: Path, shape: str) -> None:
    plain = read_packages(written(folder))
    other = read_packages(reshaped(written(folder / "other"), shape))
    assert other.faults == []
    assert rows(other) == rows(plain)
    assert len(rows(plain)) > 20


def test_lines_are_counted_as_an_editor_counts_them(folder: Path) -> None:
    root = written(folder)
    path = root / "records" / "sources.csv"
    first, report, minutes = path.read_text().splitlines()
    broken = report.replace("A report", '"A\nreport"')
    path.write_text("\n".join([first, "", broken, "", minutes.replace("council_minutes", "rumour")]) + "\n")
    assert [fault.split(": ")[0:2] for fault in faults(root)] == [
        [f"{HERE}/sources.csv:3", "title"],
        [f"{HERE}/sources.csv:6", "type"],
    ]


def test_a_package_is_found_by_its_folder_or_by_the_folder_above_it(folder: Path) -> None:
    root = written(folder)
    assert packages(root) == packages(root / "records") == [root / "records"]
    assert rows(read_packages(root)) == rows(read_packages(root / "records"))


def test_several_packages_make_one_dataset(folder: Path) -> None:
    root = written(folder)
    whole = rows(read_packages(root))
    second = root / "another"
    second.mkdir()
    (second / "datapackage.json").write_text("{}")
    path = root / "records" / "councils.csv"
    first, *lines = path.read_text().splitlines(keepends=True)
    path.write_text(first + "".join(lines[:2]))
    (second / "councils.csv").write_text(first + "".join(lines[2:]))
    dataset = read_packages(root)
    assert rows(dataset) == whole
    assert {entry.file for entry in dataset.entries["councils"]} == {
        "packages/another/councils.csv",
        "packages/records/councils.csv",
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@examples(6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_content_of_a_file_makes_the_reader_crash(
    tmp_path_factory: pytest.TempPathFactory, kind: Kind, data: st.DataObject
) -> None:
    root = tmp_path_factory.mktemp("fuzz")
    (root / "datapackage.json").write_text("{}")
    cell = st.text(max_size=12) | st.sampled_from(["2023-06", "0", "true", "1", "the-report", '"', "a,b", "\r", "\n"])
    table = st.lists(st.lists(cell, max_size=20).map(",".join), max_size=6).map("\n".join)
    head = ",".join(reading_order(kind.row))
    body = data.draw(st.one_of(st.binary(max_size=60), table.map(lambda text: f"{head}\n{text}".encode())))
    (root / f"{kind.name}.csv").write_bytes(body)
    dataset = read_packages(root)
    for fault in dataset.faults:
        assert fault.file == f"{root.name}/{kind.name}.csv"
        assert fault.line >= 1
        assert fault.message
    assert len(dataset.faults) + len(dataset.entries[kind.name]) > 0 or body.strip() == head.encode()
