"""A front-end team makes its types from /openapi.json: they compile under --strict, and no field may be missing.

Skipped only where there is no Node.
"""

import copy
import fcntl
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from app.settings import ROOT
from tests.document import document
from tests.needs import need_program

pytestmark = pytest.mark.thorough
PACKAGES = ("openapi-typescript@7.13.0", "typescript@5.9.3")
# Beside what else is installed, and gone with it; the name says what is in it, so that a new version installs anew.
HOME = ROOT / ".venv" / "-".join(["node", *(package.replace("@", "-") for package in PACKAGES)])
STRICT = (
    "--strict",
    "--exactOptionalPropertyTypes",
    "--noUncheckedIndexedAccess",
    "--noEmit",
    "--skipLibCheck",
    "false",
)

PROGRAM = """
import type { components, operations, paths } from "./api";

type Schemas = components["schemas"];

// No field of any shape that is sent out may be missing: not one name is left when these are collected.
type Optional<T> = T extends object ? { [K in keyof T]-?: {} extends Pick<T, K> ? K : never }[keyof T] : never;
type AllOptional = { [Name in keyof Schemas]: Optional<Schemas[Name]> }[keyof Schemas];
export const nothingIsOptional: [AllOptional] extends [never] ? true : AllOptional = true;

type Page = paths["/v1/inspections"]["get"]["responses"][200]["content"]["application/json"];
type Query = NonNullable<paths["/v1/timeline"]["get"]["parameters"]["query"]>;

export function lines(page: Page): string[] {
  return page.items.flatMap((inspection) =>
    inspection.judgements.map((judgement) => {
      const grade: Schemas["Grade"] | null = judgement.grade;
      return `${inspection.council_name} ${inspection.started_on} ${judgement.aspect}: ${grade ?? judgement.absence}`;
    }),
  );
}

export const query: Query = {
  council: ["herefordshire", "E06000035"],
  region: ["West Midlands"],
  kind: ["inspections", "monitoring_visits"],
  happened_from: "2023-06",
  match: "within",
  limit: 5,
};

export function next(page: Page): string | null {
  return page.next;
}

type Refused = operations["list_timeline"]["responses"][422]["content"]["application/problem+json"];

export function explained(problem: Refused): string[] {
  return problem.errors.map((error) => error.suggestion ?? error.message);
}

// What is not in the contract does not compile.
// @ts-expect-error a parameter is misspelt
export const misspelt: Query = { publshed_from: "2023" };
// @ts-expect-error a word is not in its vocabulary
export const unknown: Query = { grade: ["excellent"] };
// @ts-expect-error a parameter that is left out is not null
export const empty: Query = { council: null };
// @ts-expect-error an inspection has no grade of its own
export const wrong = (page: Page) => page.items.map((inspection) => inspection.grade);
// @ts-expect-error what may be null must be looked at
export const risky = (page: Page) => page.items.map((inspection) => inspection.ended_on.length);
"""


def run(*command: str | Path, cwd: Path, seconds: int = 60) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "npm_config_update_notifier": "false", "NO_COLOR": "1"}
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, timeout=seconds, check=False)


@pytest.fixture(scope="module")
def tools() -> Path:
    """The folder of the compilers, installed once for all runs."""
    need_program("node", "npm")
    HOME.mkdir(parents=True, exist_ok=True)
    with (HOME / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (HOME / "installed").exists():
            (HOME / "package.json").write_text('{"private": true}')
            flags = ("--no-audit", "--no-fund", "--ignore-scripts", "--save-exact")
            done = run("npm", "install", *flags, *PACKAGES, cwd=HOME, seconds=240)
            assert done.returncode == 0, done.stderr
            (HOME / "installed").touch()
    return HOME / "node_modules" / ".bin"


def compiled(described: dict[str, Any], tools: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Makes types from a document and compiles the program against them."""
    (folder / "openapi.json").write_text(json.dumps(described), encoding="utf-8")
    made = run(tools / "openapi-typescript", "openapi.json", "-o", "api.ts", cwd=folder)
    assert made.returncode == 0, made.stderr
    (folder / "program.ts").write_text(PROGRAM, encoding="utf-8")
    return run(
        tools / "tsc", *STRICT, "--target", "es2022", "--lib", "es2022", "--module", "es2022", "program.ts", cwd=folder
    )


def test_a_program_with_the_generated_types_compiles_and_no_field_is_optional(tools: Path, tmp_path: Path) -> None:
    done = compiled(document(), tools, tmp_path)
    assert done.stdout == ""
    assert done.returncode == 0


def test_a_field_that_may_be_missing_would_not_compile(tools: Path, tmp_path: Path) -> None:
    broken = copy.deepcopy(document())
    broken["components"]["schemas"]["MeetingPublic"]["required"].remove("decision")
    done = compiled(broken, tools, tmp_path)
    assert done.returncode != 0
    assert [line for line in done.stdout.splitlines() if "error" in line and "decision" in line] != []
