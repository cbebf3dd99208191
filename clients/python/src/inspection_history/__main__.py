"""The command `inspection-history`."""

import argparse
import os
import sys
import typing
from collections.abc import Sequence

from .client import InspectionHistory
from .connection import DEFAULT_URL
from .errors import InspectionHistoryError
from .models import EventKind

FORMATS = ("csv", "ndjson", "parquet", "sqlite", "zip")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command, and returns its exit code."""
    options = _parser().parse_args(arguments)
    try:
        with InspectionHistory(options.url) as history:
            options.run(history, options)
    except InspectionHistoryError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    server = argparse.ArgumentParser(add_help=False)
    server.add_argument(
        "--url",
        default=os.environ.get("INSPECTION_HISTORY_URL", DEFAULT_URL),
        help=f"where the server is; otherwise INSPECTION_HISTORY_URL, or {DEFAULT_URL}",
    )
    parser = argparse.ArgumentParser(prog="inspection-history", description="Ask an Inspection History server.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    timeline = commands.add_parser("timeline", parents=[server], help="print a council's history, oldest first")
    timeline.add_argument("council", help="its code, GSS code, DfE code, Ofsted URN or name")
    timeline.add_argument("--kind", action="append", choices=typing.get_args(EventKind), help="only these; repeatable")
    timeline.set_defaults(run=_timeline)

    export = commands.add_parser("export", parents=[server], help="download tables, or the whole dataset")
    export.add_argument("--format", choices=FORMATS, default="csv", help="sqlite and zip are the whole dataset")
    export.add_argument("--to", default=".", help="the folder for the files")
    export.add_argument("table", nargs="*", help="only these tables, such as inspections; otherwise all")
    export.set_defaults(run=_export)
    return parser


def _timeline(history: InspectionHistory, options: argparse.Namespace) -> None:
    for entry in history.councils.timeline(options.council, kind=options.kind):
        grade = f" ({entry.grade.replace('_', ' ')})" if entry.grade else ""
        sys.stdout.write(f"{entry.date_text:<28}  {entry.headline}{grade}\n")


def _export(history: InspectionHistory, options: argparse.Namespace) -> None:
    names = [file.name for file in history.downloads.list() if file.name.endswith(f".{options.format}")]
    wanted = [f"{table}.{options.format}" for table in options.table] or names
    for name in wanted:
        sys.stdout.write(f"{history.download(name, options.to, progress=sys.stderr.isatty())}\n")


if __name__ == "__main__":
    sys.exit(main())
