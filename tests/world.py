"""A small dataset to test with: say only what the test is about, the rest has sensible values.

Every world holds a stranger (Medway, with an inspection of its own), so that a filter that is missing shows.
"""

import contextlib
import csv
from pathlib import Path
from typing import Any, Self

from app.errors import FaultyData
from app.records import KINDS
from app.records.kind import Kind, reading_order, table
from app.seeding.describe import write_descriptors

SOURCED = {"source_code": "the-report", "locator": "p. 1", "recorded_on": "2026-11-21"}
DEFAULTS: dict[str, dict[str, Any]] = {
    "sources": {
        "code": "the-report",
        "type": "ofsted_report",
        "publisher": "Ofsted",
        "title": "A report",
        "licence": "ogl-3.0",
        "recorded_on": "2026-11-21",
    },
    "councils": {"type": "unitary", "region": "West Midlands"},
    "council_codes": {"council_code": "herefordshire", "gss_code": "E06000019", "valid_from": None, "valid_to": None},
    "neighbours": {"council_code": "herefordshire", "neighbour_code": "medway", "rank": "1", "valid_to": None},
    "successions": {"extent": "part", "instrument": "An order"},
    "frameworks": {
        "inspectorate": "Ofsted",
        "introduced_on": "2018-01",
        "grade_scale": "outstanding_to_inadequate_with_requires_improvement",
        "full_inspection": "true",
        "summary": "Inspections.",
    },
    "domains": {"framework_code": "ilacs", "limiting": "false"},
    "inspections": {"framework_code": "ilacs", "type": "standard", "council_code": "herefordshire"},
    "judgements": {},
    "monitoring_visits": {"council_code": "herefordshire"},
    "focused_visits": {"council_code": "herefordshire"},
    "interventions": {"council_code": "herefordshire", "type": "commissioner", "summary": "A commissioner."},
    "meetings": {"council_code": "herefordshire", "body": "Cabinet", "title": "The report"},
    "context_events": {"council_code": "herefordshire", "type": "peer_review", "title": "A review"},
    "findings": {
        "council_code": "herefordshire",
        "type": "finding",
        "polarity": "concern",
        "theme": "front_door",
        "summary": "A finding.",
    },
    "figures": {
        "council_code": "herefordshire",
        "measure": "posts",
        "comparator": "=",
        "unit": "posts",
        "as_of": "2018",
        "summary": "Posts.",
    },
    "citations": {"standing": "alternative", "basis": "stated"},
    "changes": {"change": "added", "cause": "our_correction"},
    "gaps": {"reason": "not_found", "summary": "Something is missing."},
}


class World:
    """Rows by kind, as text, which `write` turns into a package."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {kind.name: [] for kind in KINDS}

    def add(self, kind: str, code: str, **values: Any) -> Self:
        """Adds a row, or changes the one that has the code already."""
        for row in self.rows[kind]:
            if row["code"] == code:
                row.update(values)
                return self
        base = DEFAULTS[kind] if kind == "sources" else {**SOURCED, **DEFAULTS.get(kind, {})}
        self.rows[kind].append({**base, "code": code, **values})
        return self

    def add_example(self, kind: Kind) -> Self:
        """Adds a row of a kind that is made of the examples of its fields, about the first inspection of the world.

        So a new kind of record is tested before anybody has written a world for it.
        """
        inspection = self.rows["inspections"][0]
        about = {"inspection_code": inspection["code"], "record_kind": "inspections", "record_code": inspection["code"]}
        columns = table(kind.table).c
        # What may be left out is left out: examples of two days need not be of the same event.
        values: dict[str, Any] = {
            name: None if columns[name].nullable else (field.examples or [None])[0]
            for name, field in kind.row.model_fields.items()
        }
        for key in table(kind.table).foreign_keys:
            if not key.parent.nullable:
                values[key.parent.name] = self.rows[key.column.table.name][0]["code"]
        values |= {name: value for name, value in about.items() if name in values}
        written = {name: str(value).lower() if isinstance(value, bool) else value for name, value in values.items()}
        written |= DEFAULTS.get(kind.name, {})
        return self.add(kind.name, **{**written, "code": f"an-example-of-{kind.name.replace('_', '-')}"})

    def remove(self, kind: str, code: str) -> Self:
        self.rows[kind] = [row for row in self.rows[kind] if row["code"] != code]
        return self

    def inspection(
        self, code: str, started_on: str, ended_on: str | None = None, overall: str = "good", **values: Any
    ) -> Self:
        """Adds an ILACS inspection that gives one grade in every domain, or as named by `leadership` and so on."""
        grades = {aspect: values.pop(aspect, overall) for aspect in ("leadership", "help_and_protection")}
        self.add("inspections", code, started_on=started_on, ended_on=ended_on, **values)
        care = ("care_and_care_leavers",) if started_on < "2023" else ("care", "care_leavers")
        for aspect, grade in {"overall": overall, **grades, **dict.fromkeys(care, overall)}.items():
            slug = aspect.replace("_", "-")
            self.add(
                "judgements",
                f"{code}-{slug}",
                inspection_code=code,
                domain_code=f"ilacs-{slug}",
                grade=grade,
                grade_printed=grade.replace("_", " ").capitalize(),
            )
        return self

    def write(self, root: Path, package: str = "records", newline: str = "\n", bom: bool = False) -> Path:
        """Writes the package and returns the folder that holds it."""
        folder = root / package
        folder.mkdir(parents=True, exist_ok=True)
        for kind in KINDS:
            order = reading_order(kind.row)
            with (folder / f"{kind.name}.csv").open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
                writer = csv.DictWriter(file, order, lineterminator=newline)
                writer.writeheader()
                for row in self.rows[kind.name]:
                    writer.writerow({name: "" if row.get(name) is None else row[name] for name in order})
        (folder / "datapackage.json").write_text("{}", encoding="utf-8")
        # A world that is not even CSV has no descriptor; whoever checks it reads the files all the same.
        with contextlib.suppress(FaultyData):
            write_descriptors(root)
        return root


def small_world() -> World:
    """Two councils, a reorganised third, the ILACS framework, three inspections."""
    world = World().add("sources", "the-report").add("sources", "the-minutes", type="council_minutes")
    for code, name, gss, la, urn, region in (
        ("herefordshire", "Herefordshire", "E06000019", "884", "80474", "West Midlands"),
        ("medway", "Medway", "E06000035", "887", "80522", "South East"),
        ("cumbria", "Cumbria", "E10000006", "909", "80453", "North West"),
        ("cumberland", "Cumberland", "E06000063", "942", "2637551", "North West"),
    ):
        world.add(
            "councils",
            code,
            name=name,
            official_name=f"{name} Council",
            gss_code=gss,
            la_code=la,
            ofsted_urn=urn,
            region=region,
        )
    world.add("councils", "cumbria", type="county", abolished_on="2023-04-01")
    world.add(
        "successions",
        "cumbria-cumberland",
        predecessor_code="cumbria",
        successor_code="cumberland",
        happened_on="2023-04-01",
    )
    world.add("frameworks", "ilacs", name="Inspecting local authority children's services", short_name="ILACS")
    domains = {
        "overall": {},
        "leadership": {},
        "help_and_protection": {"limiting": "true"},
        "care_and_care_leavers": {"judged_to": "2022-12-31"},
        "care": {"judged_from": "2023-01-01"},
        "care_leavers": {"judged_from": "2023-01-01"},
    }
    for position, (aspect, more) in enumerate(domains.items(), 1):
        slug = aspect.replace("_", "-")
        world.add(
            "domains",
            f"ilacs-{slug}",
            aspect=aspect,
            position=position,
            name=aspect.replace("_", " ").capitalize(),
            **more,
        )
    world.inspection(
        "herefordshire-ilacs-2018-06",
        "2018-06-11",
        "2018-06-22",
        "requires_improvement",
        leadership="inadequate",
        published_on="2018-07-23",
        lead_inspector="Pauline Higham",
    )
    world.inspection("herefordshire-ilacs-2022-07", "2022-07-18", "2022-07-29", "inadequate", published_on="2022-09-21")
    world.inspection(
        "medway-ilacs-2023-07", "2023-07-17", "2023-07-28", council_code="medway", published_on="2023-09-11"
    )
    world.add(
        "monitoring_visits",
        "herefordshire-mv-2023-03",
        inspection_code="herefordshire-ilacs-2022-07",
        ordinal="1",
        started_on="2023-03-29",
        ended_on="2023-03-30",
        published_on="2023-06-07",
        focus="the front door",
    )
    world.add(
        "citations",
        "herefordshire-ilacs-2018-06.started-on",
        record_kind="inspections",
        record_code="herefordshire-ilacs-2018-06",
        field="started_on",
        stated_value="2018-06-04",
        source_code="the-minutes",
    )
    return world
