"""Holds the files of packages against their descriptors, so that a file that was cut or changed is noticed.

A CSV file that is cut between two rows is sound by itself.
"""

import hashlib
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from app.errors import Fault
from app.seeding.describe import stated
from app.seeding.read import DESCRIPTOR, Dataset, files, packages

MAX_DESCRIPTOR_BYTES = 2**20
RENEW = f"if that is meant, renew {DESCRIPTOR} with `python -m app describe`"
FileStatement = dict[str, Any]


def verify(dataset: Dataset, root: Path) -> None:
    """Adds a fault for each file that is not what the descriptor of its package states.

    Where rows are missing, that is reported alone: whatever refers to such a row would be a fault too.
    """
    named: dict[str, FileStatement] = {}
    for package in packages(root):
        name = package.relative_to(root.parent).as_posix()
        resources = _resources(package / DESCRIPTOR)
        if resources is None:
            dataset.cannot_read(Fault(f"{name}/{DESCRIPTOR}", 1, "file", f"no descriptor of a package; {RENEW}"))
            return
        named |= {f"{name}/{path}": statement for path, statement in resources.items()}
    present = {name: path for path, name in files(root) if path.is_file()}
    for name in sorted(named.keys() - present.keys()):
        dataset.cannot_read(Fault(name, 1, "file", f"missing, although {DESCRIPTOR} names it; {RENEW}"))
    for name, path in present.items():
        rows = dataset.lines.get(name)
        if rows is None:
            continue
        here = _stated_here(path, rows)
        expected = {key: named.get(name, {}).get(key) for key in here}
        if expected != here:
            fault = Fault(name, 1, "file", f"{_words(here)}; {DESCRIPTOR} states {_words(expected)}; {RENEW}")
            if isinstance(expected["rows"], int) and rows < expected["rows"]:
                dataset.cannot_read(fault)
            else:
                dataset.faults.append(fault)


def _resources(path: Path) -> dict[str, FileStatement] | None:
    """What a descriptor states of each file, by its name; None if it is no descriptor."""
    try:
        if path.stat().st_size > MAX_DESCRIPTOR_BYTES:
            return None
        text = from_json(path.read_bytes())
        return {str(resource["path"]): dict(resource) for resource in text.get("resources", [])}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _stated_here(path: Path, rows: int) -> FileStatement:
    content = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while part := file.read(2**20):
            content.update(part)
            size += len(part)
    return stated(rows, size, content.hexdigest())


def _words(statement: FileStatement) -> str:
    if all(value is None for value in statement.values()):
        return "nothing of it"
    return f"{statement['rows']} rows, {statement['bytes']} bytes, {str(statement['hash'])[:20]}..."
