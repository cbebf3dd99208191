"""Writes the datapackage.json of a package from the register of kinds, so that it always fits the code."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from app.errors import FaultyData
from app.partial_date import PATTERN, PartialDate
from app.records import KINDS
from app.records.kind import Kind, reading_order, table
from app.seed_csv import rows_by_column
from app.seeding.read import DESCRIPTOR, no_packages, packages, stated_in, wanted
from app.vocabulary import Vocabulary

TITLES = {
    "changes": "How the dataset came to be what it is",
    "fixture_data": "A small dataset for tests: councils with what is awkward in the whole one",
    "inspection-history": "Inspection History",
    "statistical_neighbours": "The statistical neighbours of each authority, as imported from a table",
    "reference": "Authorities, frameworks and domains",
    "joint_inspections": "Joint targeted area and area SEND inspections, as imported from letters and reports",
    "ofsted_reports": "Inspections and judgements, as imported from Ofsted's reports and from an overview of them",
    "abolished_authorities": "Inspections of authorities that exist no more, as public pages state them",
    "council_records": "The inspection histories of Herefordshire, Medway and Nottingham City",
    "national_records": "What followed the inspections of other authorities: visits, interventions and meetings",
}
COLUMN_TYPES = {date: "date", bool: "boolean", int: "integer", float: "number"}


def write_descriptors(root: Path) -> list[Path]:
    """Writes each package's descriptor and returns the paths. Raises FaultyData if there is no package to be read."""
    if not packages(root):
        raise FaultyData([no_packages(root)])
    return [write_descriptor(package) for package in packages(root)]


def write_descriptor(package: Path) -> Path:
    """Writes the descriptor of one package and returns its path."""
    path = package / DESCRIPTOR
    path.write_text(descriptor(package), encoding="utf-8")
    return path


def descriptor(package: Path) -> str:
    """The text of a package's descriptor. It keeps the `version` and the `known_to` of the one that stands there.

    A foreign key is left out if some row refers to a record of another package. Validators follow no such references;
    `check` does, because it reads all packages at once.
    """
    held = {
        kind.name: rows_by_column(package / f"{kind.name}.csv")
        for kind in KINDS
        if (package / f"{kind.name}.csv").exists()
    }
    codes = {name: {row.get("code") for row in rows} for name, rows in held.items()}

    def stays_inside(kind: Kind, column: str, target: str) -> bool:
        return target in codes and all(not row.get(column) or row[column] in codes[target] for row in held[kind.name])

    return descriptor_text(
        package.name,
        [
            resource(kind, stays_inside) | _stated(package / f"{kind.name}.csv", len(held[kind.name]))
            for kind in KINDS
            if kind.name in held
        ],
        stated_in(package / DESCRIPTOR, "known_to"),
        stated_in(package / DESCRIPTOR, "version"),
    )


def _stated(path: Path, rows: int) -> dict[str, Any]:
    with path.open("rb") as file:
        return stated(rows, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def stated(rows: int, size: int, sha256: str) -> dict[str, Any]:
    """What a descriptor states of a file, so that one that was cut or changed is noticed."""
    return {"rows": rows, "bytes": size, "hash": f"sha256:{sha256}"}


def descriptor_text(name: str, resources: list[dict[str, Any]], known_to: Any = None, version: Any = None) -> str:
    """The text of the descriptor of a package with these files. `known_to` says how far its sources reach."""
    package = {
        "profile": "tabular-data-package",
        "name": name.replace("_", "-"),
        "title": TITLES.get(name, name),
        **({"version": version} if version else {}),
        "licenses": [
            {
                "name": "OGL-UK-3.0",
                "title": "Open Government Licence v3.0",
                "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
            }
        ],
        **({"known_to": known_to} if known_to else {}),
        "resources": resources,
    }
    return to_json(package, indent=2).decode() + "\n"


def resource(kind: Kind, stays_inside: Callable[[Kind, str, str], bool]) -> dict[str, Any]:
    """The descriptor of one CSV file, its columns in the order of the file's header.

    `stays_inside` says of a column and the kind that it refers to whether every reference ends in the same package.
    """
    keys = [
        {
            "fields": key.parent.name,
            "reference": {
                "resource": "" if key.column.table.name == kind.name else key.column.table.name,
                "fields": "code",
            },
        }
        for key in sorted(table(kind.table).foreign_keys, key=lambda key: key.parent.name)
        if stays_inside(kind, key.parent.name, key.column.table.name)
    ]
    return {
        "profile": "tabular-data-resource",
        "name": kind.name,
        "path": f"{kind.name}.csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(kind, name) for name in reading_order(kind.row)],
            "missingValues": [""],
            "primaryKey": "code",
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _field(kind: Kind, name: str) -> dict[str, Any]:
    type_, optional = wanted(kind, name)
    constraints: dict[str, Any] = {} if optional else {"required": True}
    if type_ is PartialDate:
        constraints["pattern"] = PATTERN
    elif isinstance(type_, type) and issubclass(type_, Vocabulary):
        constraints["enum"] = [word.value for word in type_]
    field: dict[str, Any] = {
        "name": name,
        "type": COLUMN_TYPES.get(type_, "string") if isinstance(type_, type) else "string",
        "description": kind.row.model_fields[name].description,
    }
    if type_ is bool:
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field | ({"constraints": constraints} if constraints else {})
