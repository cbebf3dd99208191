"""Proposals from an import to the dataset: what people decide stays, and nothing enters the dataset unread."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.__main__ import cli
from app.importing.proposals import Proposal, ProposalState, merge_proposals
from tests.importing.files import REFERENCE
from tests.importing.test_moderngov import ISSUE, SURREY

ADDRESS = f"{SURREY}/ieIssueDetails.aspx?IId=31462&Opt=3"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a saved page, and a dataset that holds councils, and one inadequate inspection of Surrey."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "issue.txt").write_text(f"# address: {ADDRESS}\n\n{ISSUE}", encoding="utf-8")
    data = tmp_path / "seed_data"
    shutil.copytree(REFERENCE, data / "reference")
    reports = data / "ofsted_reports"
    reports.mkdir()
    (reports / "inspections.csv").write_text(
        "code,council_code,published_on,started_on,ended_on,type\n"
        "surrey-sif-2018-02,surrey,2018-05-16,2018-02-26,2018-03-22,reinspection\n"
    )
    (reports / "judgements.csv").write_text("inspection_code,grade\nsurrey-sif-2018-02,inadequate\n")
    monkeypatch.setenv("SEED_DATA", str(data))
    return tmp_path


def run(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, [*map(str, arguments)])
    assert result.exit_code == code, result.output
    return result


def proposals(folder: Path) -> Path:
    """The file of proposals, as an import writes it."""
    file = folder / "proposals.csv"
    run("import", "moderngov", folder / "pages", "--into", file)
    return file


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def edit(path: Path, kind: str, /, **cells: str) -> None:
    """What a person does with an editor: sets cells of the proposals of a kind."""
    edited = [row | cells if row["kind"] == kind else row for row in rows(path)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, edited[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(edited)


def test_an_import_proposes_and_a_second_one_changes_no_byte(folder: Path) -> None:
    file = proposals(folder)
    assert [(row["kind"], row["state"]) for row in rows(file)] == [
        ("meetings", "proposed"),
        ("monitoring_visits", "proposed"),
    ]
    before = file.read_bytes()
    again = run("import", "moderngov", folder / "pages", "--into", file)
    assert "1 pages read, 0 refused; 1 monitoring_visits proposed, 1 meetings proposed" in again.output
    assert file.read_bytes() == before


def test_a_page_that_proposes_nothing_is_refused(folder: Path) -> None:
    (folder / "pages" / "other.txt").write_text("Agenda item\n\nPot holes\n\nThey were filled.\n")
    result = run("import", "moderngov", folder / "pages", "--into", folder / "proposals.csv")
    assert "refused: other.txt: nothing on inspections, visits or interventions" in result.output


def test_what_a_person_decided_and_wrote_stays_at_the_next_import(folder: Path) -> None:
    file = proposals(folder)
    edit(file, "meetings", state="refused", why="Not about children.", title="Another title")
    edit(file, "monitoring_visits", summary="Early progress.")
    decided = rows(file)
    run("import", "moderngov", folder / "pages", "--into", file)
    assert rows(file) == decided


def test_a_proposal_that_nobody_decided_is_made_anew_or_goes() -> None:
    old = Proposal(code="a", kind="meetings", file="f", line=1, locator="l", sha256="0", printed="p", body="Wrong")
    new = old.model_copy(update={"body": "Cabinet"})
    gone = old.model_copy(update={"code": "b"})
    kept = old.model_copy(update={"code": "c", "state": ProposalState.ACCEPTED})
    assert merge_proposals([old, gone, kept], [new]) == [new, kept]


def test_a_review_shows_what_is_undecided_beside_what_the_page_prints(folder: Path) -> None:
    file = proposals(folder)
    edit(file, "meetings", state="accepted")
    # The terminal draws a frame around the words and breaks them where it likes.
    shown = " ".join(re.sub("[│╭╮╰╯─]", " ", run("review", file).output).split())
    assert "third Ofsted monitoring visit on 4 and 5 June 2019" in shown
    assert "monitoring_visits: surrey-ieissuedetails-31462-mv-2019-06-04" in shown
    assert "surrey-meeting-2019-07-16-cab-126" not in shown
    assert "1 monitoring_visits proposed, 1 meetings accepted" in shown


def test_what_is_accepted_becomes_records_with_a_source_and_a_second_time_no_byte_changes(folder: Path) -> None:
    file = proposals(folder)
    edit(file, "monitoring_visits", state="accepted", summary="Early progress.")
    edit(file, "meetings", state="accepted", summary="The third visit.")
    package = folder / "seed_data" / "national_records"
    result = run("accept", file)
    assert "2 added, 0 cited" in result.output
    (visit,) = rows(package / "monitoring_visits.csv")
    assert (visit["code"], visit["inspection_code"], visit["ordinal"]) == (
        "surrey-mv-2019-06",
        "surrey-sif-2018-02",
        "3",
    )
    assert (visit["started_on"], visit["ended_on"]) == ("2019-06-04", "2019-06-05")
    assert (visit["source_code"], visit["locator"]) == ("surrey-minutes-31462", "item 126, opening text, paragraph 1")
    (meeting,) = rows(package / "meetings.csv")
    assert meeting["monitoring_visit_code"] == "surrey-mv-2019-06"
    (source,) = rows(package / "sources.csv")
    assert (source["url"], source["publisher"], source["licence"]) == (ADDRESS, "Surrey Council", "facts-only")
    before = {path.name: path.read_bytes() for path in package.iterdir()}
    assert "changed in" in run("accept", file).output
    assert {path.name: path.read_bytes() for path in package.iterdir()} == before


def test_nothing_that_is_proposed_or_refused_becomes_a_record(folder: Path) -> None:
    file = proposals(folder)
    edit(file, "meetings", state="refused", why="Not read.")
    run("accept", file)
    package = folder / "seed_data" / "national_records"
    assert {path.name for path in package.iterdir()} == {"citations.csv", "datapackage.json", "sources.csv"}
    assert rows(package / "sources.csv") == []


def test_an_edit_of_an_accepted_record_stays_when_it_is_accepted_again(folder: Path) -> None:
    file = proposals(folder)
    edit(file, "monitoring_visits", state="accepted")
    run("accept", file)
    path = folder / "seed_data" / "national_records" / "monitoring_visits.csv"
    path.write_text(path.read_text().replace("2019-06-05", "2019-06-06"))
    run("accept", file)
    assert "2019-06-06" in path.read_text()


def test_a_page_on_a_record_that_is_held_adds_citations_of_what_it_states(folder: Path) -> None:
    file = proposals(folder)
    edit(file, "monitoring_visits", state="accepted")
    run("accept", file)
    package = folder / "seed_data" / "national_records"
    other = (folder / "pages" / "issue.txt").read_text().replace("31462", "99").replace("4 and 5 June", "4 and 6 June")
    (folder / "pages" / "issue.txt").write_text(other)
    again = folder / "again.csv"
    run("import", "moderngov", folder / "pages", "--into", again)
    edit(again, "monitoring_visits", state="accepted", why="")
    assert "0 added, 1 cited" in run("accept", again).output
    cited = {row["field"]: (row["stated_value"], row["standing"]) for row in rows(package / "citations.csv")}
    assert cited == {
        "started_on": ("2019-06-04", "preferred"),
        "ended_on": ("2019-06-06", "alternative"),
        "ordinal": ("3", "preferred"),
    }
    before = {path.name: path.read_bytes() for path in package.iterdir()}
    run("accept", again)
    assert {path.name: path.read_bytes() for path in package.iterdir()} == before


def test_what_is_inferred_has_a_citation_that_says_why(folder: Path) -> None:
    file = proposals(folder)
    edit(file, "meetings", state="accepted", inferred="body", note="The chair is that of the cabinet.")
    run("accept", file)
    (cited,) = rows(folder / "seed_data" / "national_records" / "citations.csv")
    assert (cited["field"], cited["basis"], cited["note"]) == ("body", "inferred", "The chair is that of the cabinet.")


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"held_on": ""}, "held_on: Input should be"),
        ({"held_on": "16 July"}, "held_on: expected YYYY, YYYY-MM"),
        ({"council_code": ""}, "council_code: empty; expected the code of the council"),
        ({"council_code": "atlantis"}, "council_code: 'atlantis' is no council; expected the code"),
        ({"row_code": ""}, "row_code: empty; expected the code"),
        ({"inferred": "body"}, "note: empty; expected why body is inferred"),
        ({"kind": "items"}, "kind: an item without a body and a day is no meeting"),
        ({"state": "yes"}, "state: Input should be 'proposed', 'accepted' or 'refused'"),
    ],
)
def test_an_accepted_proposal_that_lacks_something_is_a_fault_with_its_line_and_nothing_is_written(
    folder: Path, cells: dict[str, str], fault: str
) -> None:
    file = proposals(folder)
    edit(file, "monitoring_visits", state="accepted")
    edit(file, "meetings", **{"state": "accepted", **cells})
    result = run("accept", file, code=1)
    assert f"{file}:2: {fault}" in result.output
    assert not (folder / "seed_data" / "national_records").exists()


def test_a_figure_becomes_one_of_its_meeting_once_a_person_names_what_it_measures(folder: Path) -> None:
    page = folder / "pages" / "issue.txt"
    page.write_text(page.read_text().replace("The report", "There were 32 families on a waiting list. The report"))
    file = proposals(folder)
    edit(file, "meetings", state="accepted")
    edit(file, "figures", state="accepted", measure="families_waiting", summary="Families that waited.")
    run("accept", file)
    (figure,) = rows(folder / "seed_data" / "national_records" / "figures.csv")
    assert (figure["code"], figure["value"], figure["record_code"]) == (
        "surrey-meeting-2019-07-16-cab-126-families-waiting", "32", "surrey-meeting-2019-07-16-cab-126",
    )  # fmt: skip


def test_an_import_of_government_pages_proposes_interventions(folder: Path) -> None:
    (folder / "pages" / "issue.txt").write_text(
        "# address: https://www.gov.uk/government/publications/a\n\nImprovement notice issued to Leeds City Council: "
        "May 2023\n\nIt asks for better services.\n"
    )
    file = folder / "proposals.csv"
    run("import", "government", folder / "pages", "--into", file)
    edit(file, "interventions", state="accepted", summary="Asks for better services.")
    assert "added: leeds-improvement-notice-2023-05" in run("accept", file).output
    (source,) = rows(folder / "seed_data" / "national_records" / "sources.csv")
    assert (source["type"], source["licence"]) == ("government", "ogl-3.0")


def test_an_import_of_pages_from_nowhere_says_so(folder: Path) -> None:
    for command in ("moderngov", "government"):
        assert run("import", command, folder / "nowhere", code=2)
