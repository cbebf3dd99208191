"""Checking: what no single line can see, and what the database would refuse, told by file and line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from app.errors import FaultyData
from app.records import KINDS
from app.records.kind import reading_order, table
from app.seeding.build import fill, refused_by_database, release_of
from app.seeding.check import check
from app.seeding.read import read_packages
from app.seeding.schema import migrate
from app.seeding.seed import checked
from tests.conftest import examples
from tests.world import World, small_world

HERE = "packages/records"
INSPECTION = "herefordshire-ilacs-2018-06"


def faults(world: World, folder: Path) -> list[str]:
    """What the checker says of a world."""
    return [str(fault) for fault in check(read_packages(world.write(folder / "packages")))]


def refused(world: World, folder: Path) -> list[str]:
    """What a database says of a world."""
    return [str(fault) for fault in refused_by_database(read_packages(world.write(folder / "packages")))]


def everything(world: World, folder: Path) -> list[str]:
    """Every fault that would be told to a person, none if the world is sound."""
    try:
        checked(world.write(folder / "packages"))
    except FaultyData as error:
        return [str(fault) for fault in error.faults]
    return []


def test_the_small_world_has_no_fault(folder: Path) -> None:
    assert everything(small_world(), folder) == []


# Codes.


def test_a_code_that_is_used_twice_in_a_file_is_told_with_its_first_place(folder: Path) -> None:
    world = small_world()
    world.rows["sources"].append({**world.rows["sources"][0], "title": "Another report"})
    assert everything(world, folder) == [
        f"{HERE}/sources.csv:4: code: 'the-report' is used already in {HERE}/sources.csv:2; expected a code of its own"
    ]


def test_a_code_that_two_kinds_use_is_told(folder: Path) -> None:
    # A citation names a record by its code alone in many places, so that codes are shared by no two kinds.
    assert everything(small_world().add("sources", "medway"), folder) == [
        f"{HERE}/councils.csv:3: code: 'medway' is used already in {HERE}/sources.csv:4; expected a code of its own"
    ]


def test_a_code_that_two_packages_use_is_told(folder: Path) -> None:
    root = small_world().write(folder / "packages")
    other = root / "zzz"
    other.mkdir()
    (other / "datapackage.json").write_text("{}")
    head, first, _ = (root / "records" / "sources.csv").read_text().splitlines()
    (other / "sources.csv").write_text(f"{head}\n{first}\n")
    assert [str(fault) for fault in check(read_packages(root))] == [
        "packages/zzz/sources.csv:2: code: 'the-report' is used already in packages/records/sources.csv:2; "
        "expected a code of its own"
    ]


# References.


def test_a_reference_that_leads_nowhere_is_told_with_the_nearest_code(folder: Path) -> None:
    world = small_world().add("inspections", "medway-ilacs-2023-07", framework_code="ilcas")
    assert f"{HERE}/inspections.csv:4: framework_code: 'ilcas' is not among the frameworks; did you mean ilacs?" in (
        everything(world, folder)
    )


def test_a_reference_that_resembles_nothing_is_told_with_the_file_to_look_in(folder: Path) -> None:
    world = small_world().add("councils", "medway", source_code="zzz")
    assert everything(world, folder) == [
        f"{HERE}/councils.csv:3: source_code: 'zzz' is not among the sources; expected the code of a row of sources.csv"
    ]


def test_every_reference_of_every_kind_is_checked(folder: Path) -> None:
    world = full_world()
    expected = set()
    for kind in KINDS:
        for key in table(kind.table).foreign_keys:
            column, target = key.parent.name, key.column.table.name.replace("_", " ")
            world.rows[kind.name][0][column] = "nobody-at-all"
            expected.add(f"{HERE}/{kind.name}.csv:2: {column}: 'nobody-at-all' is not among the {target}")
    assert len(expected) > 40
    assert expected - {fault.partition(";")[0] for fault in everything(world, folder)} == set()


def full_world() -> World:
    """The small world with at least one row of every kind."""
    world = small_world()
    world.add("focused_visits", "herefordshire-fv-2019-12", started_on="2019-12-03", ended_on="2019-12-04")
    world.add("interventions", "herefordshire-commissioner-2022", started_on="2022-09-21")
    world.add("meetings", "herefordshire-cabinet-2023-06-22-8", held_on="2023-06-22", item_number="8")
    world.add("context_events", "herefordshire-review-2014", started_on="2014-11-17", ended_on="2014-11-19")
    world.add(
        "findings", "a-finding", position="1", record_kind="monitoring_visits", record_code="herefordshire-mv-2023-03"
    )
    world.add(
        "figures", "a-figure", value="32", record_kind="monitoring_visits", record_code="herefordshire-mv-2023-03"
    )
    world.add("gaps", "a-gap", record_kind="monitoring_visits", council_code="medway")
    world.add("changes", "a-change", sequence="1", record_kind="sources", record_code="the-minutes")
    for kind in KINDS:
        if not world.rows[kind.name]:
            world.add_example(kind)
    return world


def test_a_world_with_every_kind_has_no_fault(folder: Path) -> None:
    world = full_world()
    assert all(world.rows[kind.name] for kind in KINDS)
    assert everything(world, folder) == []


def test_the_examples_of_every_kind_make_a_row_without_fault(folder: Path) -> None:
    world = small_world()
    for kind in KINDS:
        if not world.rows[kind.name]:
            world.add_example(kind)
    assert everything(world, folder) == []


def test_a_line_that_could_not_be_read_is_not_said_to_be_missing(folder: Path) -> None:
    # A typo in one cell of a council must not make strangers of all its records.
    world = full_world().add("councils", "herefordshire", region="Mars").add("sources", "the-report", type="rumour")
    assert [fault.split(": ")[:2] for fault in everything(world, folder)] == [
        [f"{HERE}/councils.csv:2", "region"],
        [f"{HERE}/sources.csv:2", "type"],
    ]


# What citations and gaps are about.


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"record_kind": "inspection"},
            "record_kind: 'inspection' is no kind of record that can stand here; did you mean inspections?",
        ),
        (
            {"record_kind": "zebras"},
            "record_kind: 'zebras' is no kind of record that can stand here; expected one of "
            + ", ".join(kind.name for kind in KINDS),
        ),
        (
            {"record_code": "herefordshire-ilacs-2018-07"},
            "record_code: 'herefordshire-ilacs-2018-07' is not among the inspections; "
            "did you mean herefordshire-ilacs-2018-06?",
        ),
        (
            {"record_kind": "councils"},
            "record_code: 'herefordshire-ilacs-2018-06' is not among the councils; did you mean herefordshire?",
        ),
        (
            {"field": "started_in"},
            "field: 'started_in' is not among the fields of inspections; did you mean started_on?",
        ),
        ({"field": ""}, "field: empty; expected a field, since seeding cites the whole record itself"),
    ],
)
def test_a_citation_of_what_is_not_there_is_told(folder: Path, values: dict[str, str], expected: str) -> None:
    world = small_world().add("citations", "herefordshire-ilacs-2018-06.started-on", **values)
    assert faults(world, folder) == [f"{HERE}/citations.csv:2: {expected}"]


def test_a_gap_names_a_kind_and_if_it_names_a_record_one_that_is_there(folder: Path) -> None:
    world = small_world()
    world.add("gaps", "a", record_kind="monitoring_visits")
    world.add("gaps", "b", record_kind="monitoring_visits", record_code="herefordshire-mv-2023-03")
    world.add("gaps", "c", record_kind="visits")
    world.add("gaps", "d", record_kind="inspections", record_code="herefordshire-mv-2023-03")
    told = faults(world, folder)
    assert [fault.split(": ")[:2] for fault in told] == [
        [f"{HERE}/gaps.csv:4", "record_kind"],
        [f"{HERE}/gaps.csv:5", "record_code"],
    ]


@pytest.mark.parametrize("kind", ["findings", "figures"])
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"record_kind": ""}, "record_kind: empty; expected a value"),
        ({"record_code": ""}, "record_code: empty; expected a value"),
        (
            {"record_kind": "meeting"},
            "record_kind: 'meeting' is no kind of record that can stand here; did you mean meetings?",
        ),
        (
            {"record_kind": "councils", "record_code": "herefordshire"},
            "record_kind: 'councils' is no kind of record that can stand here; expected one of inspections, "
            "monitoring_visits, focused_visits, joint_inspections, send_inspections, interventions, meetings, "
            "context_events",
        ),
        (
            {"record_code": "herefordshire-mv-2023-04"},
            "record_code: 'herefordshire-mv-2023-04' is not among the monitoring visits; "
            "did you mean herefordshire-mv-2023-03?",
        ),
        (
            {"record_kind": "inspections"},
            "record_code: 'herefordshire-mv-2023-03' is not among the inspections; "
            "did you mean herefordshire-ilacs-2022-07?",
        ),
    ],
)
def test_a_finding_and_a_figure_belong_to_a_dated_record_that_is_there(
    folder: Path, kind: str, values: dict[str, str], expected: str
) -> None:
    code = {"findings": "a-finding", "figures": "a-figure"}[kind]
    assert faults(full_world().add(kind, code, **values), folder) == [f"{HERE}/{kind}.csv:2: {expected}"]


# What is inferred.


def test_an_inferred_field_needs_a_preferred_citation_that_infers_it(folder: Path) -> None:
    world = small_world().add("inspections", INSPECTION, inferred="started_on council_code")
    world.add("citations", "herefordshire-ilacs-2018-06.started-on", standing="preferred", basis="inferred")
    assert faults(world, folder) == [
        f"{HERE}/inspections.csv:2: inferred: 'council_code' has no preferred citation with basis inferred; "
        "expected one"
    ]


def test_an_inferring_citation_must_be_named_by_the_record(folder: Path) -> None:
    world = small_world()
    world.add("citations", "herefordshire-ilacs-2018-06.started-on", standing="preferred", basis="inferred")
    assert faults(world, folder) == [
        f"{HERE}/inspections.csv:2: inferred: a citation infers 'started_on'; expected it to be named here"
    ]


def test_a_citation_that_did_not_prevail_infers_nothing(folder: Path) -> None:
    world = small_world().add("citations", "herefordshire-ilacs-2018-06.started-on", basis="inferred")
    assert faults(world, folder) == []


# A dataset without its ground.


@pytest.mark.parametrize("kind", ["sources", "councils", "frameworks", "domains"])
def test_a_dataset_without_its_ground_is_refused(folder: Path, kind: str) -> None:
    world = small_world()
    world.rows[kind] = []
    assert f"{kind}.csv:1: file: no rows in any package; expected some" in faults(world, folder)


def test_a_package_without_rows_lacks_four_kinds(folder: Path) -> None:
    assert faults(World(), folder) == [
        f"{kind}.csv:1: file: no rows in any package; expected some"
        for kind in ("councils", "domains", "frameworks", "sources")
    ]


def test_rows_that_could_not_be_read_are_not_said_to_be_missing_as_well(folder: Path) -> None:
    world = World().add("sources", "the-report", type="rumour")
    assert [fault.split(": ")[0] for fault in faults(world, folder)] == [f"{HERE}/sources.csv:2"]


# What the database refuses.


@pytest.mark.parametrize(
    ("kind", "code", "values", "expected"),
    [
        (
            "councils",
            "cumberland",
            {"gss_code": "E06000019"},
            "councils.csv:5: row: another row has the same councils.gss_code; "
            "expected councils.csv to keep this rule of the database",
        ),
        (
            "domains",
            "ilacs-care",
            {"judged_to": "2022-12-31"},
            "domains.csv:6: row: breaks domains_judged_in_order; "
            "expected domains.csv to keep this rule of the database",
        ),
        (
            "domains",
            "ilacs-care",
            {"position": "2"},
            "domains.csv:6: row: another row has the same domains.framework_code, domains.position; "
            "expected domains.csv to keep this rule of the database",
        ),
        (
            "successions",
            "cumbria-cumberland",
            {"successor_code": "cumbria"},
            "successions.csv:2: row: breaks successions_two_councils; "
            "expected successions.csv to keep this rule of the database",
        ),
        (
            "judgements",
            "herefordshire-ilacs-2018-06-overall",
            {"absence": "not_found"},
            "judgements.csv:2: row: breaks judgements_grade_xor_absence; "
            "expected judgements.csv to keep this rule of the database",
        ),
        (
            "judgements",
            "herefordshire-ilacs-2018-06-overall",
            {"absence": "not_found", "grade": None},
            "judgements.csv:2: row: breaks judgements_printed_only_if_stated; "
            "expected judgements.csv to keep this rule of the database",
        ),
        (
            "judgements",
            "herefordshire-ilacs-2018-06-leadership",
            {"domain_code": "ilacs-overall"},
            "judgements.csv:3: row: another row has the same judgements.inspection_code, judgements.domain_code; "
            "expected judgements.csv to keep this rule of the database",
        ),
        (
            "monitoring_visits",
            "herefordshire-mv-2023-03",
            {"ordinal": "11"},
            "monitoring_visits.csv:2: row: breaks monitoring_visits_ordinal_in_range; "
            "expected monitoring_visits.csv to keep this rule of the database",
        ),
        (
            "monitoring_visits",
            "herefordshire-mv-2023-03",
            {"ordinal": "0"},
            "monitoring_visits.csv:2: row: breaks monitoring_visits_ordinal_in_range; "
            "expected monitoring_visits.csv to keep this rule of the database",
        ),
        (
            "monitoring_visits",
            "herefordshire-mv-2023-03",
            {"published_on": "2023-01"},
            "monitoring_visits.csv:2: row: breaks monitoring_visits_published_after_it_began; "
            "expected monitoring_visits.csv to keep this rule of the database",
        ),
        (
            "findings",
            "a-finding",
            {"position": "0"},
            "findings.csv:2: row: breaks findings_position_from_one; "
            "expected findings.csv to keep this rule of the database",
        ),
        (
            "findings",
            "another",
            {"position": "1", "record_kind": "monitoring_visits", "record_code": "herefordshire-mv-2023-03"},
            "findings.csv:3: row: another row has the same findings.record_code, findings.position; "
            "expected findings.csv to keep this rule of the database",
        ),
        (
            "citations",
            "herefordshire-ilacs-2018-06.started-on",
            {"field": None},
            "citations.csv:2: row: breaks citations_value_of_a_field; "
            "expected citations.csv to keep this rule of the database",
        ),
    ],
)
def test_a_row_that_the_database_would_refuse_is_told_by_its_line(
    folder: Path, kind: str, code: str, values: dict[str, str | None], expected: str
) -> None:
    world = full_world().add(kind, code, **values)
    assert refused(world, folder) == [f"{HERE}/{expected}"]
    assert f"{HERE}/{expected}" in everything(world, folder)


def test_every_row_that_the_database_would_refuse_is_told_not_only_the_first(folder: Path) -> None:
    world = full_world().add("councils", "cumberland", gss_code="E06000019").add("findings", "a-finding", position="0")
    world.add("domains", "ilacs-care", judged_to="2022-12-31")
    world.add("domains", "ilacs-care-leavers", judged_to="2022-12-31")
    told = refused(world, folder)
    assert [fault.split(": ")[0] for fault in told] == [
        f"{HERE}/councils.csv:5",
        f"{HERE}/domains.csv:6",
        f"{HERE}/domains.csv:7",
        f"{HERE}/findings.csv:2",
    ]


def test_a_row_whose_code_is_taken_is_told_once(folder: Path) -> None:
    world = full_world()
    world.rows["meetings"].append(dict(world.rows["meetings"][0]))
    assert refused(world, folder) == []
    assert len(everything(world, folder)) == 1


def test_the_faults_of_all_checks_come_at_once_sorted_and_each_once(folder: Path) -> None:
    world = full_world().add("sources", "the-minutes", type="rumour")  # told by the reader
    world.add("sources", "medway")  # told by the check of codes
    world.add("councils", "cumberland", source_code="zzz")  # told by the check of references
    world.add("judgements", "herefordshire-ilacs-2018-06-help-and-protection", grade="inadequate")  # told by the rules
    world.add("findings", "a-finding", position="0")  # told by the database
    root = world.write(folder / "packages")
    with pytest.raises(FaultyData) as caught:
        checked(root)
    told = caught.value.faults
    assert told == sorted(set(told))
    assert caught.value.detail == "\n".join(str(fault) for fault in told)
    assert [str(fault).split(": ")[:2] for fault in told] == [
        [f"{HERE}/councils.csv:3", "code"],
        [f"{HERE}/councils.csv:5", "source_code"],
        [f"{HERE}/findings.csv:2", "row"],
        [f"{HERE}/judgements.csv:2", "grade"],
        [f"{HERE}/sources.csv:3", "type"],
    ]


WORDS = ["", "0", "-1", "11", "true", "medway", "herefordshire", "ilacs-care", "2017", "2023-06", "2023-07-20"]
WORDS += ["[2016-01-01..2023-07-20]", "inadequate", "not_found", "the-report", "E06000019", "started_on", "x" * 300]


@pytest.fixture(scope="module")
def empty_database() -> Iterator[sa.Engine]:
    """A database in memory as the migrations make it; whoever writes to it rolls back."""
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        migrate(connection)
    yield engine
    engine.dispose()


@examples(10)
@given(st.data())
def test_what_the_checker_takes_the_database_takes(
    empty_database: sa.Engine, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever two cells are changed to: either a fault with a place, or a release that can be built."""
    world = full_world()
    for _ in range(2):
        kind = data.draw(st.sampled_from(KINDS))
        row = data.draw(st.sampled_from(world.rows[kind.name]))
        row[data.draw(st.sampled_from(reading_order(kind.row)))] = data.draw(
            st.sampled_from(WORDS) | st.text(max_size=8).filter(lambda text: text.isprintable())
        )
    root = world.write(tmp_path_factory.mktemp("mutant"))
    dataset = read_packages(root)
    told = [*check(dataset), *refused_by_database(dataset)]
    if told:
        assert all(fault.line >= 1 and fault.column and fault.message for fault in told)
        return
    with empty_database.connect() as connection:
        fill(connection, dataset, release_of(dataset, None))
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
        connection.rollback()
