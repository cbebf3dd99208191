"""Every fact that the five first documents state is reached from its document through the API, or left out on purpose.

The facts stand one a line in a file that is not part of the project, and they quote the documents, so the map in
`tests/data/seed_facts.csv` knows each line by the SHA-256 of its text. `docs/left_out.md` says what is left out.
"""

import csv
import hashlib
from typing import Any

import pytest

from app.settings import ROOT
from tests.client import AppClient
from tests.needs import need_file

FACTS = ROOT.parent / "shared" / "facts" / "seed_facts.md"
DOCUMENTS = {
    "000_75bcac68f91af565.txt": "herefordshire",
    "001_e95ac735ff5be21a.txt": "herefordshire",
    "002_721121e8ce96e7c8.txt": "medway",
    "003_91336aabfdb308eb.txt": "nottingham",
    "004_488ce777d8b9a693.txt": "herefordshire",
}


def _map() -> list[dict[str, str]]:
    with (ROOT / "tests" / "data" / "seed_facts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _walk(api: AppClient, path: str) -> list[dict[str, Any]]:
    """Every item of a list, over as many pages as it takes."""
    items: list[dict[str, Any]] = []
    following: str | None = path
    while following:
        answer = api.get(following)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        items += page["items"]
        following = page["next"]
    assert len(items) == page["total"]
    return items


def _source_of(api: AppClient, file_name: str) -> str:
    """The code of the one source that is this document."""
    (source,) = [source for source in _walk(api, "/v1/sources?limit=500") if source["file_name"] == file_name]
    return str(source["code"])


def test_the_map_knows_every_stated_fact_and_no_other() -> None:
    """Where the file of facts is at hand, it and the map agree line by line."""
    need_file(FACTS)
    stated = set()
    for line in FACTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("- "):
            file_name, text = line.removeprefix("- ").split(" | ", 1)
            stated.add((file_name, hashlib.sha256(text.encode()).hexdigest()))
    mapped = [(row["file_name"], row["line_sha256"]) for row in _map()]
    assert set(mapped) == stated
    assert len(mapped) == len(stated), "a line stands in the map twice"


def test_every_fact_is_held_or_has_a_reason_why_not() -> None:
    rows = _map()
    assert {row["file_name"] for row in rows} == set(DOCUMENTS)
    assert not [row for row in rows if not row["held_by"] and not row["why"]]
    # Holding is the rule. What is left out is furniture of web pages, which docs/left_out.md lists.
    assert sum(not row["held_by"] for row in rows) == 6


@pytest.mark.parametrize("file_name", DOCUMENTS)
def test_every_fact_that_a_document_states_is_reached_from_it_by_its_citations(api: AppClient, file_name: str) -> None:
    source = _source_of(api, file_name)
    # Small pages, so that the walk crosses the borders between them.
    cited = {citation["record_code"] for citation in _walk(api, f"/v1/citations?source_code={source}&limit=20")}
    held = {code for row in _map() if row["file_name"] == file_name for code in row["held_by"].split()}
    # What a document says of itself alone (what it is, what it links to) is in its own record.
    assert held - cited <= {source}
    assert api.get(f"/v1/sources/{source}").json()["file_name"] == file_name
    assert len(held) > 15


@pytest.mark.parametrize("file_name", DOCUMENTS)
def test_a_document_is_cited_for_records_of_its_own_council_only(api: AppClient, file_name: str) -> None:
    """The stranger: a filter that did nothing would bring in the records of the other two councils."""
    source = _source_of(api, file_name)
    citations = _walk(api, f"/v1/citations?source_code={source}&limit=500")
    assert {citation["source_code"] for citation in citations} == {source}
    assert {citation["record_code"].split("-")[0] for citation in citations} == {DOCUMENTS[file_name]}


CABINET_2023 = "herefordshire-meeting-2023-06-22-cab-8"
CABINET_2018 = "herefordshire-meeting-2018-10-18-cab"
MEDWAY_2020 = "medway-meeting-2020-scr-1"
NOTTINGHAM_2022 = "nottingham-meeting-2022-11-03-scr-20"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (f"meetings/{CABINET_2023}", {"held_on": "2023-06-22", "item_number": "8", "body": "Cabinet"}),
        ("monitoring-visits/herefordshire-mv-2023-03", {"started_on": "2023-03-29", "ended_on": "2023-03-30"}),
        ("monitoring-visits/herefordshire-mv-2023-03", {"ordinal": 1, "published_by": "council"}),
        ("interventions/herefordshire-improvement-partner-2023-06", {"started_on": "2023-06", "inferred": ["holder"]}),
        (f"figures/{CABINET_2023}-families-waiting", {"value": 32, "comparator": "=", "unit": "families"}),
        (f"figures/{CABINET_2023}-children-waiting", {"value": 70, "comparator": "about", "unit": "children"}),
        (f"figures/{CABINET_2023}-longest-wait-weeks", {"value": 5, "unit": "weeks"}),
        (f"figures/{CABINET_2023}-years-to-change", {"value": 3, "comparator": "<=", "unit": "years"}),
        (f"meetings/{CABINET_2018}", {"item_number": None, "inspection_code": "herefordshire-ilacs-2018-06"}),
        (f"findings/{CABINET_2018}-finding-40", {"type": "decision", "due_on": "2018-10-25"}),
        (f"figures/{CABINET_2018}-police-referrals-no-further-action-percent", {"value": 70, "comparator": ">"}),
        ("monitoring-visits/medway-mv-2020-08", {"started_on": "2020-08-20", "ended_on": "2020-08-21", "ordinal": 1}),
        (f"meetings/{MEDWAY_2020}", {"item_number": None, "monitoring_visit_code": "medway-mv-2020-08"}),
        (f"figures/{MEDWAY_2020}-additional-social-work-posts", {"value": 35, "comparator": "=", "unit": "posts"}),
        (f"figures/{MEDWAY_2020}-agency-staff", {"value": 30, "comparator": "<"}),
        (f"figures/{MEDWAY_2020}-international-social-workers-arrived", {"value": 2}),
        (f"figures/{MEDWAY_2020}-international-social-workers-total", {"value": 10}),
        (f"findings/{MEDWAY_2020}-finding-27", {"type": "vote"}),
        (f"meetings/{NOTTINGHAM_2022}", {"held_on": "2022-11-03", "item_number": "20", "inferred": ["council_code"]}),
        (f"figures/{NOTTINGHAM_2022}-areas-for-improvement", {"value": 8}),
        ("inspections/nottingham-ilacs-2022-07", {"published_on": "2022-09-05"}),
        ("monitoring-visits/herefordshire-mv-2023-06", {"ordinal": 2, "published_by": "ofsted"}),
    ],
)
def test_the_dates_and_numbers_of_the_documents_are_in_the_records(
    api: AppClient, path: str, expected: dict[str, Any]
) -> None:
    record = api.get(f"/v1/{path}").json()
    assert {name: record[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("record", "field", "value", "file_name", "standing"),
    [
        ("herefordshire-ilacs-2018-06", "started_on", "2018-06-04", "001_e95ac735ff5be21a.txt", "alternative"),
        ("herefordshire-mv-2023-06", "started_on", "2023-06", "004_488ce777d8b9a693.txt", "alternative"),
        ("nottingham-ilacs-2022-07", "published_on", "2022-09-05", "003_91336aabfdb308eb.txt", "preferred"),
        ("medway-mv-2020-08", "ended_on", "2020-08-21", "002_721121e8ce96e7c8.txt", "preferred"),
    ],
)
def test_what_a_document_says_of_a_record_of_another_source_is_a_citation_with_its_value(
    api: AppClient, record: str, field: str, value: str, file_name: str, standing: str
) -> None:
    citations = _walk(api, f"/v1/citations?record_code={record}&field={field}&source_code={_source_of(api, file_name)}")
    assert (value, standing) in {(citation["stated_value"], citation["standing"]) for citation in citations}


def test_the_eight_areas_for_improvement_are_each_a_finding_of_the_meeting(api: AppClient) -> None:
    """The minutes count eight; the areas of the inspection itself are Ofsted's own words and stand elsewhere."""
    areas = _walk(api, f"/v1/findings?record={NOTTINGHAM_2022}&type=area_for_improvement")
    assert [area["meeting_code"] for area in areas] == [NOTTINGHAM_2022] * 8


@pytest.mark.parametrize("meeting", [CABINET_2023, NOTTINGHAM_2022])
def test_a_document_that_breaks_off_before_the_resolution_gives_its_meeting_no_decision(
    api: AppClient, meeting: str
) -> None:
    assert api.get(f"/v1/meetings/{meeting}").json()["decision"] is None
    assert not _walk(api, f"/v1/findings?record={meeting}&type=decision")
