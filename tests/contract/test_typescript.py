"""A front-end team makes its types from /openapi.json: they compile under --strict, and no field may be missing.

Skipped only where there is no Node.
"""

import copy
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.document import document
from tests.node import node_modules, run

pytestmark = pytest.mark.thorough
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


# The defaults of both generators: no type arguments, and no cast.
SAME = "type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;"
WITH_OPENAPI_FETCH = f"""
import createClient from "openapi-fetch";
import type {{ components, paths }} from "./api";
{SAME}
type Schemas = components["schemas"];
const client = createClient<paths>({{ baseUrl: "http://127.0.0.1:8000" }});
const list = await client.GET("/v1/councils", {{ params: {{ query: {{ region: ["London"] }} }} }});
if (list.error) {{
  const isTheProblem: Same<typeof list.error, Schemas["Problem"]> = true;
  throw new Error(`${{list.error.detail}} ${{isTheProblem}}`);
}}
export const isThePage: Same<typeof list.data, Schemas["CouncilPage"]> = true;
const path = {{ council: "medway" }};
const timeline = await client.GET("/v1/councils/{{council}}/timeline", {{ params: {{ path }} }});
export const dates: string[] = timeline.data?.items.map((entry) => entry.date_text) ?? [];
const table = await client.GET("/v1/councils", {{ params: {{ query: {{ format: "csv" }} }}, parseAs: "text" }});
export const isText: Same<typeof table.data, string | undefined> = true;
"""
WITH_HEY_API = f"""
import {{ listCouncils, readCouncilTimeline, type CouncilPage, type Problem }} from "./hey";
{SAME}
const list = await listCouncils({{ query: {{ region: ["London"] }} }});
if (list.error !== undefined) {{
  const isTheProblem: Same<typeof list.error, Problem> = true;
  throw new Error(`${{list.error.detail}} ${{isTheProblem}}`);
}}
export const isThePage: Same<typeof list.data, CouncilPage> = true;
const timeline = await readCouncilTimeline({{ path: {{ council: "medway" }} }});
export const dates: string[] = timeline.data?.items.map((entry) => entry.date_text) ?? [];
"""
BROWSER = ("--target", "es2022", "--lib", "es2022,dom,dom.iterable", "--module", "preserve")


@pytest.fixture(scope="module")
def tools() -> Path:
    """The folder of the compilers."""
    return node_modules() / ".bin"


@pytest.fixture(scope="module")
def types(tools: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The types of the document."""
    return typed(document(), tools, tmp_path_factory.mktemp("types"))


def typed(described: dict[str, Any], tools: Path, folder: Path) -> str:
    """Makes types from a document."""
    (folder / "openapi.json").write_text(json.dumps(described), encoding="utf-8")
    made = run(tools / "openapi-typescript", "openapi.json", "-o", "api.ts", cwd=folder)
    assert made.returncode == 0, made.stderr
    return (folder / "api.ts").read_text(encoding="utf-8")


def compiled(types: str, tools: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Compiles the program against types."""
    (folder / "api.ts").write_text(types, encoding="utf-8")
    (folder / "program.ts").write_text(PROGRAM, encoding="utf-8")
    return run(
        tools / "tsc", *STRICT, "--target", "es2022", "--lib", "es2022", "--module", "es2022", "program.ts", cwd=folder
    )


def test_a_program_with_the_generated_types_compiles_and_no_field_is_optional(
    types: str, tools: Path, tmp_path: Path
) -> None:
    done = compiled(types, tools, tmp_path)
    assert done.stdout == ""
    assert done.returncode == 0


@pytest.mark.parametrize("generator", ["openapi-fetch", "hey-api"])
def test_a_generated_client_types_each_answer_as_its_page_and_each_error_as_the_problem(
    generator: str, types: str, tools: Path, tmp_path: Path
) -> None:
    (tmp_path / "node_modules").symlink_to(tools.parent)
    if generator == "openapi-fetch":
        (tmp_path / "api.ts").write_text(types, encoding="utf-8")
    else:
        (tmp_path / "openapi.json").write_text(json.dumps(document()), encoding="utf-8")
        made = run(tools / "openapi-ts", "-i", "openapi.json", "-o", "hey", cwd=tmp_path, seconds=120)
        assert made.returncode == 0, made.stderr
    program = WITH_OPENAPI_FETCH if generator == "openapi-fetch" else WITH_HEY_API
    (tmp_path / "program.ts").write_text(program, encoding="utf-8")
    done = run(tools / "tsc", "--strict", "--noEmit", *BROWSER, "program.ts", cwd=tmp_path, seconds=120)
    assert done.stdout == ""
    assert done.returncode == 0


def test_redocly_finds_no_error_in_the_document(tools: Path, tmp_path: Path) -> None:
    (tmp_path / "openapi.json").write_text(json.dumps(document()), encoding="utf-8")
    done = run(tools / "redocly", "lint", "openapi.json", "--extends=recommended", "--format=json", cwd=tmp_path)
    assert done.returncode == 0, done.stdout[:2000]
    assert json.loads(done.stdout)["totals"] == {"errors": 0, "warnings": 0, "ignored": 0}


def test_a_field_that_may_be_missing_would_not_compile(tools: Path, tmp_path: Path) -> None:
    broken = copy.deepcopy(document())
    broken["components"]["schemas"]["MeetingPublic"]["required"].remove("decision")
    done = compiled(typed(broken, tools, tmp_path), tools, tmp_path)
    assert done.returncode != 0
    assert [line for line in done.stdout.splitlines() if "error" in line and "decision" in line] != []
