"""What a seeding found, in the form of GitHub Actions: a fault at its line of a file, and a summary in Markdown.

GitHub shows ten annotations of each step. The summary has more, and the log has all.
"""

from collections.abc import Mapping
from pathlib import Path

from app.errors import Fault, printable

MAX_SUMMARISED = 100
# What would end a command or a property of it, by GitHub's own escapes. The per cent sign comes first.
IN_MESSAGE = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
IN_PROPERTY = (*IN_MESSAGE, (":", "%3A"), (",", "%2C"))


def annotation(fault: Fault, packages: Path, workspace: Path) -> str:
    """The command that shows a fault at its line. `packages` is what was read, `workspace` the checkout of the job."""
    place = f"file={_escaped(_path(fault, packages, workspace), IN_PROPERTY)},line={fault.line}"
    title = _escaped(printable(fault.column), IN_PROPERTY)
    return f"::error {place},title={title}::{_escaped(printable(fault.message), IN_MESSAGE)}"


def error_annotation(title: str, detail: str) -> str:
    """The command that shows an error that belongs to no line."""
    return f"::error title={_escaped(title, IN_PROPERTY)}::{_escaped(detail, IN_MESSAGE)}"


def _path(fault: Fault, packages: Path, workspace: Path) -> str:
    """The path of a faulty file in the repository. A fault in a zip is shown at the zip."""
    path = (packages.parent / fault.file).resolve()
    path = path if path.is_file() else packages.resolve()
    return path.relative_to(workspace).as_posix() if path.is_relative_to(workspace) else path.as_posix()


def _escaped(text: str, escapes: tuple[tuple[str, str], ...]) -> str:
    for mark, escape in escapes:
        text = text.replace(mark, escape)
    return text


def summary_of_faults(title: str, faults: list[Fault]) -> str:
    """A table of the first faults."""
    lines = [f"### {title}", "", f"{_number(len(faults), 'fault')}; nothing was changed.", ""]
    lines += ["| place | column | fault |", "|---|---|---|"]
    for fault in faults[:MAX_SUMMARISED]:
        lines.append(f"| `{_cell(f'{fault.file}:{fault.line}')}` | `{_cell(fault.column)}` | {_cell(fault.message)} |")
    if len(faults) > MAX_SUMMARISED:
        lines += ["", f"The log has {len(faults) - MAX_SUMMARISED} more."]
    return "\n".join([*lines, ""])


def summary_of_release(title: str, counts: Mapping[str, int]) -> str:
    """A table of how many rows of each kind a release has."""
    rows = [f"| {kind} | {count} |" for kind, count in counts.items()]
    return "\n".join([f"### {title}", "", "| kind | rows |", "|---|---|", *rows, ""])


def _number(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else f'{noun}s'}"


def _cell(text: str) -> str:
    """A text as a cell of a table: nothing in it is taken for Markdown or HTML."""
    text = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace("`", "&#96;")
    return "".join(f"\\{letter}" if letter in "\\|*_[]" else letter for letter in text)
