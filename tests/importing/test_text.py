"""What is refused, within which limits, and that it harms nothing else."""

from functools import partial
from pathlib import Path
from time import monotonic, sleep

import pytest

from app.importing.run import _read_one, _read_report
from app.importing.text import read_pages
from app.importing.workers import Limits, Refused, read_each
from tests.importing import files
from tests.importing.files import PERIODS

ENCRYPTION = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >> /ID [<00> <00>]".format("41" * 32)
SHORT = Limits(cpu_seconds=2, clock_seconds=120, memory_bytes=700_000_000)
# A busy machine spends more processor time on the same work, so that only the memory may run out here.
SMALL = Limits(cpu_seconds=60, clock_seconds=120, memory_bytes=700_000_000)


def test_pages_are_read_in_order_with_their_lines() -> None:
    assert read_pages(files.pdf("one\n" + "x" * 200, "two")) == ["one\n" + "x" * 200, "two"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<!DOCTYPE html>\n<html lang='en'>", "a web page, not a PDF"),
        (b"\xef\xbb\xbf  <HTML>", "a web page, not a PDF"),
        (b"PK\x03\x04", "not a PDF"),
        (b"", "not a PDF"),
        (b"%PDF-1.7\nnothing else", "damaged: not readable as a PDF"),
        (files.pdf("x" * 300, trailer=ENCRYPTION), "encrypted"),
        (files.pdf("", ""), "has no text: scanned or empty"),
        (files.pdf(*["x"] * 501), "more than 500 pages"),
    ],
)
def test_what_is_no_readable_report_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(Refused, match=f"^{why}$"):
        read_pages(data)


def test_hostile_files_are_refused_within_the_limits_and_the_rest_is_read(tmp_path: Path) -> None:
    begun = monotonic()
    why = refused({"bomb.pdf": files.bomb(400), "burner.pdf": files.burner()}, SHORT, tmp_path)
    assert why.keys() == {"bomb.pdf", "burner.pdf"}
    assert why["burner.pdf"] == "took more than 2 s of processor time to read"
    assert refused({"tree.pdf": files.tree()}, SMALL, tmp_path) == {
        "tree.pdf": "could not be read within the limit of memory, or crashed the reader"
    }
    assert monotonic() - begun < 120


def refused(hostile: dict[str, bytes], limits: Limits, tmp_path: Path) -> dict[str, str]:
    """Which files are refused and why, if they stand among good ones."""
    good = files.pdf(files.ilacs())
    items = []
    for name, data in {"a.pdf": good, **hostile, "z.pdf": good}.items():
        (tmp_path / name).write_bytes(data)
        items.append((tmp_path / name, name, partial(_read_report, periods=PERIODS)))
    found = dict(read_each(_read_one, items, limits, 2))
    return {items[index][1]: str(result) for index, result in found.items() if isinstance(result, Refused)}


def rest(seconds: float) -> float:
    sleep(seconds)
    return seconds


def test_a_file_that_never_ends_is_refused_by_the_clock() -> None:
    found = dict(read_each(rest, [0.0, 600.0, 0.1], Limits(clock_seconds=1), 1))
    assert isinstance(found[1], Refused)
    assert (found[0], found[2]) == (0.0, 0.1)
