"""The TypeScript client against a real server, in Node and in Chromium."""

import gzip
import json
import os
import re
import shutil
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from app.partial_date import partial_date, text_of
from app.vocabulary import Grade
from tests.clients.typescript import copied, generate
from tests.needs import need_file
from tests.node import CLIENT, node_modules, run

pytestmark = pytest.mark.thorough
CHROMIUM = Path("/usr/bin/chromium")
DATES = ["2014", "2023-06", "2024-02", "2023-06-28", "[2020-09-28..2020-12-31]", "[2022-09-03..2022-09-05]"]
DATES += ["[2019-12-30..2020-01-02]", "1999-12", "2000-02"]
MOST_BYTES = 6_000


class Quiet(SimpleHTTPRequestHandler):
    """Sends files, and logs nothing."""

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served_files(folder: Path) -> Iterator[str]:
    """The address of a server of the files of a folder."""
    files = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=files.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{files.server_port}"
    finally:
        files.shutdown()
        files.server_close()


def packed(folder: Path) -> Path:
    """The client as a package, in the folder in which it was built; the compiler finds no fault."""
    home = copied(folder)
    done = run("npm", "pack", "--silent", cwd=home, seconds=180)
    assert done.returncode == 0, done.stderr
    return home / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The client as a package."""
    return packed(tmp_path_factory.mktemp("typescript"))


@pytest.fixture(scope="module")
def built(package: Path) -> Path:
    """The folder in which the client was built."""
    return package.parent


@pytest.fixture(scope="module")
def in_node(built: Path, site: str) -> dict[str, Any]:
    """What the checks find in Node."""
    checks = Path(__file__).with_name("checks.mjs").as_uri()
    program = f"""
        import {{ check }} from {json.dumps(checks)};
        import * as client from {json.dumps((built / "dist" / "index.js").as_uri())};
        console.log(JSON.stringify(await check(client, {json.dumps(site)}, {json.dumps(DATES)})));
    """
    done = run("node", "--input-type=module", "--eval", program, cwd=built)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_types_are_those_of_the_document(tmp_path: Path) -> None:
    kept = (CLIENT / "src" / "api.ts").read_text(encoding="utf-8")
    assert kept == generate(tmp_path), "the API changed; run `make clients`"


def test_the_version_is_that_of_the_api() -> None:
    package = json.loads((CLIENT / "package.json").read_text(encoding="utf-8"))
    document = json.loads((CLIENT.parent.parent / "app" / "static" / "openapi.json").read_text(encoding="utf-8"))
    assert package["version"] == document["info"]["version"]
    assert "dependencies" not in package


def bundle(built: Path, program: str) -> bytes:
    """A program with the client as a browser would load it, made small and compressed."""
    (built / "program.js").write_text(program, encoding="utf-8")
    esbuild = node_modules() / "esbuild" / "bin" / "esbuild"
    done = run(esbuild, "program.js", "--bundle", "--minify", "--format=esm", cwd=built)
    assert done.returncode == 0, done.stderr
    return gzip.compress(done.stdout.encode())


def test_the_client_is_under_six_kilobytes_and_what_is_not_used_is_left_out(built: Path) -> None:
    whole = bundle(built, 'export * from "./dist/index.js";')
    assert len(whole) < MOST_BYTES
    without_grades = bundle(built, 'export { connect } from "./dist/index.js";')
    only_dates = bundle(built, 'export { PartialDate } from "./dist/index.js";')
    assert b"#0b2f6b" not in gzip.decompress(without_grades)
    assert b"If-None-Match" not in gzip.decompress(only_dates)
    assert len(without_grades) < 0.6 * len(whole)


def test_one_record_is_asked_for_by_path_and_reused_if_nothing_changed(in_node: dict[str, Any]) -> None:
    assert in_node["council"] == "Herefordshire"
    assert in_node["again"] == [["plain", 200], ["conditional", 304]]


def test_a_list_goes_from_page_to_page_within_one_release(in_node: dict[str, Any]) -> None:
    assert len(in_node["visits"]) > 4
    assert in_node["visits"][0] == {"code": "herefordshire-mv-2023-03", "date_text": "29 to 30 March 2023"}
    first, *others = in_node["pages"]
    assert not first
    assert len(others) >= 2
    assert all(others)
    assert in_node["pinned"]


def test_a_table_is_text(in_node: dict[str, Any]) -> None:
    assert in_node["table"].startswith("code,")


def test_an_error_says_what_may_have_been_meant(in_node: dict[str, Any]) -> None:
    refused = in_node["refused"]
    assert refused["isApiError"]
    assert (refused["status"], refused["suggestions"]) == (422, {"grad": "grade"})
    assert "did you mean grade?" in refused["message"]


def test_what_stands_in_a_path_cannot_leave_it(in_node: dict[str, Any]) -> None:
    assert in_node["escaped"] == 404


def test_partial_dates_are_those_of_the_server(in_node: dict[str, Any]) -> None:
    expected = []
    for text in DATES:
        date = partial_date(text)
        expected.append([text, str(date.earliest), str(date.latest), date.precision.value, text_of(date)])
    assert in_node["dates"] == expected
    assert in_node["malformed"] == ["RangeError"] * 6


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_grades_are_those_of_the_server_and_can_be_read(in_node: dict[str, Any]) -> None:
    grades = in_node["grades"]
    assert {code: grade["label"] for code, grade in grades.items()} == {grade.value: grade.label for grade in Grade}
    ranks = {"outstanding": 1, "good": 2, "requires_improvement": 3, "adequate": 3, "inadequate": 4}
    assert {code: grade["rank"] for code, grade in grades.items()} == ranks
    for grade in grades.values():
        for theme, ground in (("light", "#ffffff"), ("dark", "#16191c")):
            tile = grade[theme]
            assert contrast(tile["fill"], tile["ink"]) >= 4.5
            assert contrast(tile["fill"], ground) >= 3


def test_chromium_finds_what_node_finds(built: Path, site: str, in_node: dict[str, Any]) -> None:
    """From another origin, so that CORS lets conditional requests through too."""
    need_file(CHROMIUM)
    (built / "checks.mjs").write_bytes(Path(__file__).with_name("checks.mjs").read_bytes())
    (built / "index.html").write_text("<!doctype html><title>Checks</title>", encoding="utf-8")
    with served_files(built) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{address}/index.html")
        found = page.evaluate(
            """async ([home, dates]) => {
                const [client, { check }] = await Promise.all([import("/dist/index.js"), import("/checks.mjs")]);
                return check(client, home, dates);
            }""",
            [site, DATES],
        )
        browser.close()
    assert found == in_node


def test_the_package_is_the_same_bytes_each_time_and_has_what_it_needs(package: Path, tmp_path: Path) -> None:
    assert packed(tmp_path).read_bytes() == package.read_bytes()
    with tarfile.open(package) as archive:
        names = {name.removeprefix("package/") for name in archive.getnames()}
    assert {"package.json", "README.md", "CHANGELOG.md", "LICENSE", "dist/index.js", "dist/index.d.ts"} <= names
    assert [name for name in names if name.endswith(".ts") and not name.endswith(".d.ts")] == []


def test_the_examples_of_the_readme_print_what_it_says(built: Path, site: str) -> None:
    text = (CLIENT / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"```js\n(.*?)```\n+```text\n(.*?)```", text, re.DOTALL)
    assert len(examples) == 4
    (built / "node_modules").unlink()
    (built / "node_modules").mkdir()
    (built / "node_modules" / "inspection-history").symlink_to(built)
    for program, printed in examples:
        (built / "example.mjs").write_text(program.replace("http://127.0.0.1:8000", site), encoding="utf-8")
        done = run("node", "example.mjs", cwd=built)
        assert done.stdout == printed, done.stderr


def test_the_packed_client_runs_the_page_in_an_empty_project(package: Path, tmp_path: Path, site: str) -> None:
    need_file(CHROMIUM)
    project = tmp_path / "project"
    project.mkdir()
    (project / "package.json").write_text('{"private": true}', encoding="utf-8")
    done = run("npm", "install", "--offline", "--no-audit", "--no-fund", package, cwd=project, seconds=120)
    assert done.returncode == 0, done.stderr
    shutil.copy(CLIENT / "docs" / "timeline.html", project)
    with served_files(project) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 800, "height": 560})
        page.goto(f"{address}/timeline.html?server={site}&council=E06000019", wait_until="networkidle")
        assert page.locator("h1").inner_text() == "Herefordshire"
        lines = page.locator("li").all_inner_texts()
        assert any("First monitoring visit: the front door" in line for line in lines)
        assert page.locator("b[title=Inadequate]").count() > 0
        # The picture in docs/ is made by `PICTURE=clients/typescript/docs/timeline.png`.
        if picture := os.environ.get("PICTURE"):
            page.screenshot(path=picture)
        page.goto(f"{address}/timeline.html?server={site}&council=herfordshire", wait_until="networkidle")
        assert "Did you mean" in page.get_by_role("status").inner_text()
        browser.close()
