"""Schemathesis asks the whole API what nobody thought of, on both engines, and finds nothing.

It reads the document as a stranger would, makes thousands of right and wrong requests from it, and holds every answer
against it. The seed is fixed, so that a run that failed fails again. To read the document takes it longer than many of
the other tests take in all, so that even its shortest run is a thorough test.
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import StopReason, events, from_schema
from schemathesis.python import asgi

from app.main import create_app
from app.settings import Settings
from tests.document import TABLE_MEDIA_TYPES, operations

# Checks that stay off, each with the reason why it is wrong about us. All others run.
NOT_OURS: dict[str, str] = {
    "ignored_auth": "there is no authentication",
    "object_level_authorization": "there is no authentication",
    "missing_required_header": "no header is required",
    "use_after_free": "nothing can be deleted",
    "ensure_resource_availability": "nothing can be made",
    "max_response_time": "a time says more of the machine than of us",
}
OURS = {
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "positive_data_acceptance",
    "unsupported_method",
    "allow_header_conformance",
}
# What `positive_data_acceptance` cannot know: a schema says which form a value has, not which councils there are, that
# February has no 30th day, on which day a release was made, or that a period ends after it begins. Such a question is
# refused rather than answered with nothing, and only these refusals are let pass.
NOT_SAID_BY_A_SCHEMA = {
    "unknown_code",
    "unknown_name",
    "unknown_council",
    "period_reversed",
    "after_known_to",
    "series_too_long",
    "not_with_wide",
    # Names and words to search for are any text, but one of spaces alone, of control characters or without letters.
    "no_word",
    "empty_parameter",
    "unprintable_value",
    "string_too_short",
}


def said_by_the_schema(body: bytes) -> bool:
    """Whether a refusal is about something that the document promised to take."""
    return not all(
        error["code"] in NOT_SAID_BY_A_SCHEMA or error["message"].endswith("is not in the calendar")
        for error in json.loads(body)["errors"]
    )


def configuration(phases: set[str]) -> SchemathesisConfig:
    return SchemathesisConfig.from_dict(
        {
            "seed": 20261121,
            "cache": {"enabled": False},
            "continue-on-failure": True,
            "generation": {"max-examples": 5, "no-shrink": True, "deterministic": True, "database": "none"},
            "phases": {
                "examples": {"enabled": "examples" in phases},
                "coverage": {"enabled": "coverage" in phases, "generate-duplicate-query-parameters": True},
                "fuzzing": {"enabled": "fuzzing" in phases},
                "stateful": {"enabled": "stateful" in phases, "max-steps": 6},
            },
            "checks": {name: {"enabled": False} for name in NOT_OURS if name != "max_response_time"},
        }
    )


class SchemathesisRun:
    """What Schemathesis did and found."""

    def __init__(self, settings: Settings, phases: set[str]) -> None:
        self.found: list[str] = []
        self.statuses: Counter[int] = Counter()
        self.phases: Counter[str] = Counter()
        self.checks: Counter[str] = Counter()
        self.labels: set[str | None] = set()
        self.wanted = phases
        self.stopped: StopReason | None = None
        schema = schemathesis.openapi.from_asgi("/openapi.json", create_app(settings), config=configuration(phases))
        # No cursor and no release can be made up, and a request that bears one is refused for it, whatever else is
        # right or wrong with it: with them, nine of ten requests would test nothing else. test_engines.py walks with
        # real cursors, and test_releases.py asks real releases.
        tried = {"cursor", "release"}
        for methods in schema.raw_schema["paths"].values():
            parameters = methods["get"].get("parameters", [])
            parameters[:] = [one for one in parameters if one["in"] == "path" or one["name"] not in tried]
            # The coverage phase tries each value that is on the edge of a schema. It tries each parameter once, and not
            # in all of the lists that share it, which made twelve thousand requests.
            if phases == {"coverage"}:
                tried |= {one["name"] for one in parameters}
            # That a list answers in other formats too is declared by its parameter `format` (decision 0029).
            if any(parameter["name"] == "format" for parameter in parameters):
                methods["get"]["responses"]["200"]["content"] |= {
                    form: {"schema": {"type": "string"}} for form in TABLE_MEDIA_TYPES
                }
        for event in from_schema(schema).execute():
            self._see(event)

    def _see(self, event: Any) -> None:
        if isinstance(event, events.EngineFinished):
            self.stopped = event.stop_reason
        elif isinstance(event, events.NonFatalError):
            self.found.append(f"{event.label}: {event.value!r}")
        elif isinstance(event, events.FatalError):
            self.found.append(repr(event.exception))
        elif isinstance(event, events.ScenarioFinished):
            self.labels.add(event.label)
            for code, interaction in event.recorder.interactions.items():
                assert interaction.response is not None
                self.phases[event.phase.value] += 1
                self.statuses[interaction.response.status_code] += 1
                for check in event.recorder.checks.get(code, []):
                    self.checks[check.name] += 1
                    if check.failure_info:
                        self._judge(check, interaction)

    def _judge(self, check: Any, interaction: Any) -> None:
        refusal = interaction.response.content
        # Whoever asks for some fields gets items without the others.
        if check.name == "response_schema_conformance" and "fields=" in interaction.request.uri:
            return
        if check.name != "positive_data_acceptance" or said_by_the_schema(refusal):
            failure = check.failure_info.failure
            asked = f"{interaction.request.method} {interaction.request.uri[:300]}"
            self.found.append(f"{check.name}: {failure.title}: {failure.message}\n{asked}\n{refusal[:500]!r}")


@pytest.fixture
def ended() -> Iterator[None]:
    """Schemathesis starts applications and ends them with the process: here they end with the test."""
    yield
    asgi.shutdown_lifespans()


@pytest.mark.thorough
@pytest.mark.parametrize("phases", [{"examples", "fuzzing", "stateful"}, {"coverage"}], ids=["made up", "on the edge"])
def test_schemathesis_finds_nothing_on_sqlite(phases: set[str], shipped: Settings, ended: None) -> None:
    run = SchemathesisRun(shipped, phases)
    _found_nothing(run)
    assert min(run.statuses[200], run.statuses[422]) > 100
    assert run.statuses[405 if phases == {"coverage"} else 404] > 30


@pytest.mark.thorough
def test_schemathesis_finds_nothing_on_postgresql(shipped_on_postgres: Settings, ended: None) -> None:
    """Only what Schemathesis makes up: both engines are asked each documented example in test_engines.py.

    The wrong requests of the coverage phase are nearly all refused before a database is asked.
    """
    run = SchemathesisRun(shipped_on_postgres, phases={"fuzzing", "stateful"})
    _found_nothing(run)
    assert min(run.statuses[200], run.statuses[422]) > 100
    assert run.statuses[404] > 10


def _found_nothing(run: SchemathesisRun) -> None:
    assert run.found == [], "\n\n".join(run.found[:10])
    assert run.stopped is StopReason.COMPLETED
    assert set(run.phases) == run.wanted
    # It must have done what it is here for: every path, every check, and no answer that is our fault.
    assert {f"GET {operation.path}" for operation in operations()} <= run.labels
    assert set(run.checks) == OURS
    assert not [status for status in run.statuses if status >= 500]


def test_a_refusal_that_the_document_does_not_explain_would_be_seen() -> None:
    known = {"code": "unknown_council", "message": "council: there is no council 'x'"}
    calendar = {"code": "value_error", "message": "happened_to: '2023-02-30': 2023-02-30 is not in the calendar"}
    other = {"code": "value_error", "message": "happened_to: '2023': expected something else"}
    assert not said_by_the_schema(json.dumps({"errors": [known, calendar]}).encode())
    assert said_by_the_schema(json.dumps({"errors": [known, other]}).encode())
