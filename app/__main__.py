"""The command line: `python -m app serve`, `seed`, `check` and others; `python -m app --help` lists them."""

import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from app.errors import (
    MAX_LISTED_FAULTS,
    DatasetError,
    Fault,
    FaultyData,
    ReleaseNotAvailable,
    SeedError,
    Unavailable,
    printable,
)
from app.settings import FIXTURE, Settings
from app.vocabulary import Cause

if TYPE_CHECKING:
    from app.importing.run import ImportResult
    from app.importing.run_pages import PagesOutcome

cli = typer.Typer(
    help="Inspection History: seeds the dataset and serves the API.", no_args_is_help=True, add_completion=False
)
importers = typer.Typer(help="Turn what Ofsted publishes into rows of seed_data/, to be reviewed in git and seeded.")
cli.add_typer(importers, name="import", no_args_is_help=True)
From = Annotated[
    Path | None, typer.Option("--from", help="The folder of the packages, or a zip of them; SEED_DATA if not given.")
]
Into = Annotated[Path | None, typer.Option(help="The folder of the package; ofsted_reports in SEED_DATA if not given.")]
IntoJoint = Annotated[
    Path | None, typer.Option("--into", help="The folder of the package; joint_inspections in SEED_DATA if not given.")
]
IntoNeighbours = Annotated[
    Path | None,
    typer.Option("--into", help="The folder of the package; statistical_neighbours in SEED_DATA if not given."),
]
IntoRecords = Annotated[
    Path | None, typer.Option("--into", help="The folder of the package; national_records in SEED_DATA if not given.")
]
Proposals = Annotated[Path, typer.Argument(help="The file of the proposals, which an import wrote.")]
Strict = Annotated[bool, typer.Option(help="Exit with 1 if a file was refused or there is anything to look at.")]
Json = Annotated[bool, typer.Option("--json", help="Answer in one line of JSON.")]
GitHub = Annotated[
    bool, typer.Option("--github", help="In GitHub Actions: annotate faulty lines, and write a summary of the job.")
]
STEPS = ("reading", "checking", "publishing")


def _settings() -> Settings:
    try:
        return Settings.from_environment()
    except ValidationError as error:
        for item in error.errors():
            name = str(item["loc"][0]).upper() if item["loc"] else "settings"
            typer.echo(f"{name}: {item['msg'].removeprefix('Value error, ')}", err=True)
        raise typer.Exit(2) from error


@contextmanager
def _steps(quiet: bool, total: int) -> Iterator[Callable[[str], None]]:
    """Shows each step as it begins: in a progress bar on a terminal, in a line elsewhere, not at all if quiet."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("starting", total=total)

            def advance(step: str) -> None:
                progress.update(task, description=step, completed=STEPS.index(step))

            yield advance
    else:
        yield lambda step: typer.echo(f"{step} ...", err=True)


@contextmanager
def _reported(as_json: bool, annotated: Path | None = None) -> Iterator[None]:
    """Turns an expected error into a message and an exit code, without a traceback.

    `annotated` are packages whose faults GitHub Actions is to show.
    """
    try:
        yield
    except (SeedError, ReleaseNotAvailable, Unavailable) as error:
        faults = error.faults if isinstance(error, FaultyData) else []
        if annotated is not None:
            _annotate(error, faults, annotated)
        if as_json:
            listed = [
                {"file": f.file, "line": f.line, "column": f.column, "message": f.message}
                for f in faults[:MAX_LISTED_FAULTS]
            ]
            more = len(faults) - len(listed)
            report = {"error": error.title, "detail": error.detail, "faults": listed, "more_faults": more}
            typer.echo(json.dumps({"changed": False, **report}))
        else:
            for line in error.detail.split("\n"):
                typer.echo(printable(line), err=True)
            if faults:
                typer.echo(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'}; nothing was changed.", err=True)
        raise typer.Exit(error.exit_code if isinstance(error, SeedError) else 1) from error


def _annotate(error: DatasetError, faults: list[Fault], packages: Path) -> None:
    from app.seeding.annotations import annotation, error_annotation, summary_of_faults

    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    for fault in faults[:MAX_LISTED_FAULTS]:
        typer.echo(annotation(fault, packages, workspace))
    if faults:
        _summarise(summary_of_faults(error.title, faults))
    else:
        typer.echo(error_annotation(error.title, error.detail))


def _summarise(text: str) -> None:
    """Adds to the summary of a job of GitHub Actions, if there is one."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)


def _one_form(as_json: bool, github: bool) -> None:
    """Refuses two forms of the same answer: the commands of GitHub Actions are no JSON."""
    if as_json and github:
        raise typer.BadParameter("--json and --github exclude each other; expected one of them")


@cli.command()
def seed(
    from_: From = None,
    fixture: Annotated[bool, typer.Option("--fixture", help="Seed the small dataset for tests: docs/ci.md.")] = False,
    only: Annotated[str, typer.Option(help="Seed only these councils, by code, separated by commas.")] = "",
    allow_shrink: Annotated[
        bool, typer.Option(help="Publish even if more than half of the rows of a kind would be lost.")
    ] = False,
    as_json: Json = False,
    github: GitHub = False,
) -> None:
    """Make the packages the current release. If there are faults, list them all and change nothing (exit 1).

    Exit 75: another seeder is running.
    """
    _one_form(as_json, github)
    if fixture and from_:
        raise typer.BadParameter("--fixture and --from exclude each other; expected one of them")
    settings = _settings()
    folder = FIXTURE if fixture else from_ or settings.seed_data
    codes = [code.strip() for code in only.split(",") if code.strip()]
    from app.seeding.seed import seed as run

    with _reported(as_json, folder if github else None), _steps(as_json, len(STEPS)) as report:
        done = run(folder, settings, codes, allow_shrink, report)
    if as_json:
        shown = {"release": done.release.code, "counts": done.release.counts, "warnings": done.warnings}
        typer.echo(json.dumps({"changed": done.changed, **shown}))
    else:
        for warning in done.warnings:
            typer.echo(f"warning: {warning}", err=True)
        what = "is now current" if done.changed else "was current already; nothing changed"
        line = f"Release {done.release.code} ({sum(done.release.counts.values())} rows) {what}."
        typer.echo(line)
        if github:
            _summarise_release(line, done.release.counts)


def _summarise_release(line: str, counts: dict[str, int]) -> None:
    from app.seeding.annotations import summary_of_release

    _summarise(summary_of_release(line, counts))


@cli.command()
def check(from_: From = None, as_json: Json = False, github: GitHub = False) -> None:
    """Check the packages and change nothing. Exit 1 if there is any fault.

    Without --from, a grade of the current release that is gone is a fault too, unless the change log says why.
    """
    from app.seeding.build import release_of
    from app.seeding.seed import checked

    _one_form(as_json, github)
    settings = _settings()
    folder = from_ or settings.seed_data
    with _reported(as_json, folder if github else None):
        with _steps(as_json, len(STEPS) - 1) as report:
            dataset = checked(folder, report)
            if from_ is None:
                from app.seeding.lost_grades import refuse_lost_grades

                refuse_lost_grades(settings, dataset)
            release = release_of(dataset, None)
        if as_json:
            typer.echo(json.dumps({"changed": False, "release": release.code, "counts": release.counts, "faults": []}))
        else:
            rows = sum(release.counts.values())
            line = f"No faults. The {rows} rows make release {release.code}."
            typer.echo(line)
            if github:
                _summarise_release(line, release.counts)


@cli.command()
def describe(from_: From = None) -> None:
    """Write the datapackage.json of each package anew: its columns, and the rows, bytes and SHA-256 of each file.

    Run it after you edit a file, or add a kind of record or a column.
    """
    from app.seeding.describe import write_descriptors

    folder = from_ or _settings().seed_data
    with _reported(False):
        written = write_descriptors(folder)
    for path in written:
        typer.echo(f"wrote {path}")


@importers.command("ofsted-reports")
def import_ofsted_reports(
    directory: Annotated[Path, typer.Argument(help="The folder that holds the reports, at any depth.")],
    into: Into = None,
    strict: Strict = False,
) -> None:
    """Read every PDF below a folder and write the package of Ofsted's reports, or refresh it."""
    from app.importing.run import import_reports

    if not directory.is_dir():
        raise typer.BadParameter(f"{directory} is not a folder; expected the folder with the reports")
    package, reference = _package(into)
    with _reported(False), _bar() as progress:
        outcome = import_reports(directory, package, reference, date.today(), progress=progress)
    _report_import(outcome, package, strict)


@importers.command("jtai")
def import_jtai(
    directory: Annotated[Path, typer.Argument(help="The folder that holds the letters, at any depth.")],
    into: IntoJoint = None,
    strict: Strict = False,
) -> None:
    """Read every letter on a joint targeted area inspection below a folder, and add or refresh its record."""
    from app.importing.run import import_letters

    if not directory.is_dir():
        raise typer.BadParameter(f"{directory} is no folder; expected the one that holds the letters")
    package, reference = _package(into, "joint_inspections")
    with _reported(False), _bar() as progress:
        outcome = import_letters(directory, package, reference, date.today(), progress=progress)
    _report_import(outcome, package, strict)


@importers.command("send")
def import_send(
    directory: Annotated[Path, typer.Argument(help="The folder that holds the reports, at any depth.")],
    into: IntoJoint = None,
    strict: Strict = False,
) -> None:
    """Read every report of an area SEND inspection below a folder, and add or refresh its record."""
    from app.importing.run import import_send_reports

    if not directory.is_dir():
        raise typer.BadParameter(f"{directory} is not a folder; expected the folder with the reports")
    package, reference = _package(into, "joint_inspections")
    with _reported(False), _bar() as progress:
        outcome = import_send_reports(directory, package, reference, date.today(), progress=progress)
    _report_import(outcome, package, strict)


@importers.command("overview")
def import_overview(
    file: Annotated[Path, typer.Argument(help="The spreadsheet.")], into: Into = None, strict: Strict = False
) -> None:
    """Read an overview of latest inspections, and add to the package what it does not hold yet."""
    from app.importing.run import import_overview as run

    if not file.is_file():
        raise typer.BadParameter(f"{file} is not a file; expected the spreadsheet")
    package, reference = _package(into)
    with _reported(False):
        outcome = run(file, package, reference, date.today())
    _report_import(outcome, package, strict)


@importers.command("addresses")
def import_addresses(
    file: Annotated[Path, typer.Argument(help="The table, a CSV file.")], into: Into = None, strict: Strict = False
) -> None:
    """Read a table of the addresses of reports, and give each report in the package its own."""
    from app.importing.run import import_addresses as run

    if not file.is_file():
        raise typer.BadParameter(f"{file} is not a file; expected the table")
    package, reference = _package(into)
    with _reported(False):
        outcome = run(file, package, reference, date.today())
    _report_import(outcome, package, strict)


@importers.command("neighbours")
def import_neighbours(
    file: Annotated[Path, typer.Argument(help="The table, a CSV file.")],
    into: IntoNeighbours = None,
    strict: Strict = False,
) -> None:
    """Read a table of authorities with their statistical neighbours, and write the package of neighbours."""
    from app.importing.run import import_neighbours as run

    if not file.is_file():
        raise typer.BadParameter(f"{file} is not a file; expected the table")
    package, reference = _package(into, "statistical_neighbours")
    with _reported(False):
        outcome = run(file, package, reference, date.today())
    _report_import(outcome, package, strict)


@importers.command("moderngov")
def import_moderngov(
    directory: Annotated[Path, typer.Argument(help="The folder that holds the saved pages, at any depth.")],
    into: Annotated[Path, typer.Option(help="The file to write the proposals to.")] = Path("proposals-moderngov.csv"),
) -> None:
    """Read saved pages of councils' meetings, and propose meetings, visits and figures for a person to decide."""
    from app.importing.run_pages import import_moderngov as run

    if not directory.is_dir():
        raise typer.BadParameter(f"{directory} is not a folder; expected the folder with the pages")
    with _reported(False):
        outcome = run(directory, into, _settings().seed_data)
    _report_proposals(outcome, into)


@importers.command("government")
def import_government(
    directory: Annotated[Path, typer.Argument(help="The folder that holds the saved pages, at any depth.")],
    into: Annotated[Path, typer.Option(help="The file to write the proposals to.")] = Path("proposals-government.csv"),
) -> None:
    """Read saved pages on improvement notices and directions, and propose interventions for a person to decide."""
    from app.importing.run_pages import import_government as run

    if not directory.is_dir():
        raise typer.BadParameter(f"{directory} is not a folder; expected the folder with the pages")
    with _reported(False):
        outcome = run(directory, into, _settings().seed_data)
    _report_proposals(outcome, into)


def _report_proposals(outcome: "PagesOutcome", file: Path) -> None:
    """Prints which pages were refused, and what the file of proposals holds."""
    for line in outcome.refused:
        typer.echo(f"refused: {line}")
    typer.echo(f"{outcome.summary}; {'wrote' if outcome.written else 'nothing changed in'} {file}")


@cli.command()
def review(file: Proposals) -> None:
    """Show the proposals that nobody has decided yet, each with what its page prints.

    To decide, edit the file: set `state` to accepted or refused, say `why`, and write the summary in your own words.
    """
    from rich.console import Console

    from app.importing.proposals import read_proposals
    from app.importing.review import show

    with _reported(False):
        proposals = read_proposals(file)
    show((proposal for _, proposal in proposals.values()), Console())


@cli.command()
def accept(file: Proposals, into: IntoRecords = None) -> None:
    """Write the accepted proposals into the package of national records, with their sources and citations.

    If one lacks something, list all faults and change nothing (exit 1).
    """
    from app.importing.accept import accept as run
    from app.seeding.describe import write_descriptor

    package = (into or _settings().seed_data / "national_records").resolve()
    with _reported(False):
        done = run(file, package.parent, package, date.today())
        write_descriptor(package)
    for code in done.added:
        typer.echo(f"added: {code}")
    for code in done.supported:
        typer.echo(f"cited: {code}")
    changed = ", ".join(done.written) or "nothing"
    typer.echo(f"{len(done.added)} added, {len(done.supported)} cited; changed in {package}: {changed}")


def _package(into: Path | None, name: str = "ofsted_reports") -> tuple[Path, Path]:
    """The folder to write, and the folder of the councils and the domains."""
    settings = _settings()
    return (into or settings.seed_data / name).resolve(), settings.seed_data / "reference"


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal, nothing elsewhere: the summary says it all."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _report_import(outcome: "ImportResult", package: Path, strict: bool) -> None:
    """Prints what an import did, what it refused, and what a person should look at."""
    from app.seeding.describe import write_descriptor

    if package.is_dir():
        with _reported(False):
            write_descriptor(package)
    for title, lines in (
        ("refused", outcome.refused),
        ("to look at", outcome.looks),
        ("to write", outcome.to_write),
        ("left alone", outcome.left_alone),
        ("the overview disagrees with a report", outcome.disagreements),
    ):
        for line in lines:
            typer.echo(f"{title}: {line}")
    changed = ", ".join(outcome.written) or "nothing"
    typer.echo(f"{outcome.summary}; changed in {package}: {changed}")
    if strict and not outcome.clean:
        raise typer.Exit(1)


@cli.command()
def compare(
    old: Annotated[Path, typer.Argument(help="The packages as they were: a folder, or a zip such as dataset.zip.")],
    new: Annotated[Path, typer.Argument(help="The packages as they are now: a folder. The log in it grows.")],
    cause: Annotated[Cause, typer.Option(help="Why the packages changed.")],
    recorded_on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Today, if not given.")] = None,
    as_json: Json = False,
) -> None:
    """Log what is different between two versions of the packages, row by row and field by field, with its cause.

    What the log has already is not added again, so you can log several causes one after another.
    """
    from app.seeding.change_log import compare as run

    day = recorded_on.date() if recorded_on else datetime.now(UTC).date()
    with _reported(as_json):
        changes = run(old, new, cause, day)
        for change in [] if as_json else changes:
            place = f"{change.record_kind}/{change.record_code}"
            values = f" {change.field}: {change.before or 'empty'} -> {change.after or 'empty'}" if change.field else ""
            typer.echo(f"{change.sequence}: {change.change} {place}{values}")
        typer.echo(
            json.dumps({"changes": len(changes)}) if as_json else f"{len(changes)} changes were added to the log."
        )


@cli.command()
def export(
    folder: Annotated[Path, typer.Argument(help="The folder to write to; it is made if it does not exist.")],
    release: Annotated[
        str | None, typer.Option(help="The release to export, one of those kept; the current one if not given.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Write the downloads of a release into a folder. The files are those that the server sends, byte for byte."""
    from app.releases.store import open_store
    from app.seeding.export import export as run

    settings = _settings()
    store = open_store(settings.database_url, settings.data_dir)
    try:
        with _reported(as_json):
            written = run(store, folder, release)
    finally:
        store.close()
    typer.echo(json.dumps({"files": len(written)}) if as_json else f"{len(written)} files are in {folder}.")


@cli.command()
def serve() -> None:
    """Serve the current release until stopped."""
    from app.http.server import serve as run

    settings = _settings()
    if settings.mcp:
        _need_sdk()
    home = _address(settings)
    _refuse_taken_port(settings, home)
    typer.echo(
        f"Inspection History on {home}\n"
        f"  {home}/v1/councils/herefordshire/timeline   a council's whole history\n"
        f"  {home}/v1/inspections?aspect=overall&grade=inadequate   inspections that ended inadequate\n"
        f"  {home}/docs   every endpoint, to try in the browser",
    )
    run(settings)


@cli.command()
def mcp() -> None:
    """Serve six read-only tools to an assistant, on standard input and output (Model Context Protocol)."""
    _need_sdk()
    from app.mcp.server import serve_stdio
    from app.releases.store import open_store

    settings = _settings()
    store = open_store(settings.database_url, settings.data_dir)
    try:
        serve_stdio(store)
    finally:
        store.close()


def _need_sdk() -> None:
    """Refuses to go on without the optional dependency."""
    if find_spec("mcp") is None:
        typer.echo("The tools for assistants need the package mcp; `make mcp` installs it.", err=True)
        raise typer.Exit(2)


def _address(settings: Settings) -> str:
    """The URL at which this machine reaches the server."""
    # A server can listen on a wildcard address, but a client cannot connect to one.
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


def _refuse_taken_port(settings: Settings, home: str) -> None:
    """Exits with 1 if the port is taken, before the addresses are printed.

    The server would find out only later, and print its error below addresses that do not work.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        socket.create_server((settings.host, settings.port), family=family).close()
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
        typer.echo(f"Cannot listen on {home}: {reason}", err=True)
        raise typer.Exit(1) from error


@cli.command()
def health() -> None:
    """Ask the running server whether it is alive. Exit 1 if not. For the container's health check.

    It does not ask for the dataset: a server whose database is away is not helped by a restart. `/readyz` says that.
    """
    import httpx

    url = f"{_address(_settings())}/healthz"
    try:
        answer = httpx.get(url, timeout=3, trust_env=False)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        typer.echo(f"not alive: {url}: {error}", err=True)
        raise typer.Exit(1) from error
    typer.echo(answer.text)
    if answer.status_code != 200:
        raise typer.Exit(1)


if __name__ == "__main__":
    cli()
