"""The table of statistical neighbours: ten for each authority and model, with their ranks and where they stand."""

import csv
from datetime import date
from pathlib import Path

import pytest

from app.importing.run import ImportResult, import_neighbours

FIRST, LATER = date(2026, 11, 21), date(2026, 12, 24)
HEADER = "urn,la_code,local_authority,stat_neighbours,stat_neighbours_previous"
# Twelve councils, 301 to 312; the last was abolished, and 301 has taken over the code of one that is gone.
COUNCILS = [f"council-{number},{number}," for number in range(301, 312)]
COUNCILS += ["council-312,312,2023-04-01", "old-council,301,2009-04-01"]
PRESENT = [str(number) for number in range(302, 312)]
BEFORE = ["312", *(str(number) for number in range(310, 301, -1))]


class Desk:
    """A table of neighbours and the package that is made of it."""

    def __init__(self, root: Path) -> None:
        self.table, self.package, self.reference = root / "lookup.csv", root / "package", root / "reference"
        self.reference.mkdir()
        lines = ["code,la_code,abolished_on", *COUNCILS, ""]
        (self.reference / "councils.csv").write_text("\n".join(lines), encoding="utf-8")

    def read(self, *lines: str, header: str = HEADER, today: date = FIRST) -> ImportResult:
        self.table.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
        return import_neighbours(self.table, self.package, self.reference, today)

    def rows(self, kind: str = "neighbours") -> list[dict[str, str]]:
        with (self.package / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def bytes(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.package.iterdir())}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def line(present: list[str] = PRESENT, before: list[str] = BEFORE, la_code: str = "301") -> str:
    return f'80{la_code},{la_code},somewhere,"{", ".join(present)}","{", ".join(before)}"'


def test_an_authority_has_ten_neighbours_of_each_model_in_the_order_of_the_table(desk: Desk) -> None:
    assert desk.read(line()).summary == "1 read, 0 refused, 0 to look at"
    rows = desk.rows()
    now = [(row["rank"], row["neighbour_code"]) for row in rows if row["valid_from"]]
    assert now == [(str(rank), f"council-{code}") for rank, code in enumerate(PRESENT, 1)]
    before = [(row["rank"], row["neighbour_code"]) for row in rows if row["valid_to"]]
    assert before == [(str(rank), f"council-{code}") for rank, code in enumerate(BEFORE, 1)]
    assert {row["council_code"] for row in rows} == {"council-301"}
    assert [row["code"] for row in rows[:2]] == ["council-301-neighbour-01", "council-301-neighbour-02"]


def test_each_row_names_the_file_and_its_row(desk: Desk) -> None:
    desk.read(line())
    (source,) = desk.rows("sources")
    assert (source["file_name"], source["code"]) == ("lookup.csv", f"provider-data-lookup-{source['sha256'][:8]}")
    assert {(row["source_code"], row["locator"]) for row in desk.rows()} == {
        (source["code"], "row 2 (urn 80301), stat_neighbours"),
        (source["code"], "row 2 (urn 80301), stat_neighbours_previous"),
    }


def test_a_second_run_changes_no_byte_and_another_table_keeps_the_first_day_of_what_it_repeats(desk: Desk) -> None:
    desk.read(line())
    before = desk.bytes()
    assert desk.read(line(), today=LATER).written == []
    assert desk.bytes() == before
    swapped = [*PRESENT[:8], PRESENT[9], PRESENT[8]]
    desk.read(line(swapped), today=LATER)
    days = {row["code"]: row["recorded_on"] for row in desk.rows()}
    assert [days[f"council-301-neighbour-{rank:02}"] for rank in (8, 9, 10)] == [
        "2026-11-21",
        "2026-12-24",
        "2026-12-24",
    ]
    assert len(desk.rows("sources")) == 1


@pytest.mark.parametrize(
    "present",
    [
        pytest.param(PRESENT[:9], id="nine"),
        pytest.param([*PRESENT, "301"], id="eleven"),
        pytest.param([*PRESENT[:9], PRESENT[0]], id="one_twice"),
        pytest.param([*PRESENT[:9], "301"], id="itself"),
        pytest.param([*PRESENT[:9], "999"], id="an_unknown_one"),
        pytest.param([*PRESENT[:9], "312"], id="an_abolished_one_now"),
    ],
)
def test_a_model_without_ten_different_authorities_is_listed_and_takes_nothing(desk: Desk, present: list[str]) -> None:
    desk.read(line())
    outcome = desk.read(line(present), today=LATER)
    assert [str(look) for look in outcome.looks] == [
        "lookup.csv: row 2 (urn 80301), stat_neighbours: not used: not ten different authorities that are known"
    ]
    rows = desk.rows()
    assert [row["neighbour_code"] for row in rows if row["valid_from"]] == [f"council-{code}" for code in PRESENT]
    assert len({row["source_code"] for row in rows}) == len(desk.rows("sources")) == 2


def test_a_council_that_the_table_leaves_out_keeps_its_neighbours(desk: Desk) -> None:
    desk.read(line())
    others = ["301", *PRESENT[1:]]
    desk.read(line(others, others, la_code="302"), today=LATER)
    assert [row["council_code"] for row in desk.rows()] == ["council-301"] * 20 + ["council-302"] * 20


def test_an_authority_that_is_none_of_the_present_councils_has_no_neighbours(desk: Desk) -> None:
    assert desk.read(line(la_code="312"), line(la_code="999")).looks == []
    assert desk.rows() == []


@pytest.mark.parametrize(
    ("header", "lines", "cause"),
    [
        (HEADER.replace("la_code", "code"), [line()], "line 1, la_code: the column is missing"),
        (HEADER, [line(), "80302,302"], "line 3, row: 2 cells; expected 5, as in the header"),
    ],
)
def test_a_table_that_is_refused_says_where_and_changes_nothing(
    desk: Desk, header: str, lines: list[str], cause: str
) -> None:
    desk.read(line())
    before = desk.bytes()
    assert [str(look) for look in desk.read(*lines, header=header).refused] == [f"lookup.csv: {cause}"]
    assert desk.bytes() == before
