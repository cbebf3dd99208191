"""One server with the shipped dataset and one browser, for all tests of pages in a process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from app.settings import Settings
from tests.needs import need_browser
from tests.served import running

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def site(shipped: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the shipped dataset."""
    folder: Path = tmp_path_factory.mktemp("site")
    with running(folder, shipped, LOG_LEVEL="warning") as server:
        yield f"http://127.0.0.1:{server.port}"


# Playwright keeps an event loop running in its thread. No other test could run one while it does.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    program = need_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()
