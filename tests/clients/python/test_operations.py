"""The Python client and the OpenAPI document say the same."""

import asyncio
import inspect
import runpy
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest
from inspection_history import AsyncInspectionHistory, InspectionHistory
from inspection_history.async_resources import AsyncResource
from inspection_history.call import Call
from inspection_history.model import Model
from inspection_history.resources import AsAt, Resource

from app.settings import ROOT
from tests.document import Operation, document, operations

FOLDER = ROOT / "clients/python"
PACKAGE = FOLDER / "src/inspection_history"
NOTHING = b'{"items": [], "total": 0, "next": null}'


class Method(NamedTuple):
    """A method of the client, and what it asks."""

    subject: str | None
    name: str
    call: Call

    def of(self, client: object) -> Any:
        """The method of another client."""
        return getattr(getattr(client, self.subject) if self.subject else client, self.name)


class Recorder(InspectionHistory):
    """A client that notes what it would ask."""

    def __init__(self) -> None:
        super().__init__()
        self.close()
        self.calls: list[Call] = []

    def _read_bytes(self, call: Call) -> bytes:
        self.calls.append(call)
        return NOTHING


class AsyncRecorder(AsyncInspectionHistory):
    """The same, asynchronously."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Call] = []

    async def _read_bytes(self, call: Call) -> bytes:
        self.calls.append(call)
        return NOTHING


def names(client: object, resource: type) -> Iterator[tuple[str | None, str]]:
    """The methods that ask for something: the subject and the name of each."""
    yield from ((None, name) for name in ("landing", "health", "readiness"))
    for subject, thing in vars(client).items():
        if isinstance(thing, resource):
            yield from ((subject, name) for name, _ in inspect.getmembers(thing, inspect.ismethod) if name[0] != "_")


def called(method: Any) -> Any:
    """What a method answers, with a word for each parameter of its path."""
    named = inspect.signature(method).parameters.values()
    return method(*("{}" for parameter in named if parameter.kind is parameter.POSITIONAL_OR_KEYWORD))


@cache
def methods() -> tuple[Method, ...]:
    """Every method of the client."""
    recorder = Recorder()
    for subject, name in names(recorder, Resource):
        answer = called(getattr(getattr(recorder, subject) if subject else recorder, name))
        _ = answer.page if hasattr(answer, "pages") else answer
    return tuple(
        Method(subject, name, call)
        for (subject, name), call in zip(names(recorder, Resource), recorder.calls, strict=True)
    )


def as_asked(operation: Operation) -> str:
    """The path of an operation as the recorders see it."""
    return "/".join("%7B%7D" if part.startswith("{") else part for part in operation.path.split("/"))


def test_the_files_that_are_generated_are_the_ones_that_are_committed() -> None:
    made = runpy.run_path(str(FOLDER / "generate.py"))["generated"](document())
    assert sorted(made) == ["async_resources.py", "models.py", "resources.py", "version.py"]
    for name, text in made.items():
        assert (PACKAGE / name).read_text(encoding="utf-8") == text, f"{name}: `make clients` writes it anew"


def test_every_operation_has_a_method_and_every_method_an_operation() -> None:
    assert {method.call.path for method in methods()} == {as_asked(operation) for operation in operations()}


def test_every_operation_has_an_asynchronous_method() -> None:
    recorder = AsyncRecorder()

    async def ask_all() -> None:
        for subject, name in names(recorder, AsyncResource):
            answer = called(getattr(getattr(recorder, subject) if subject else recorder, name))
            await (answer if inspect.isawaitable(answer) else answer.page())
        await recorder.aclose()

    asyncio.run(ask_all())
    assert recorder.calls == [method.call for method in methods()]


def test_a_method_takes_every_parameter_of_its_operation_except_format_and_cursor() -> None:
    for operation in operations():
        declared = {parameter["name"] for parameter in operation.queries} - {"format", "cursor"}
        for method in methods():
            if method.call.path == as_asked(operation):
                assert set(method.call.query) == declared, operation.path


def test_every_operation_that_takes_as_at_can_be_asked_as_at_a_day() -> None:
    recorder = Recorder()
    for name, method in inspect.getmembers(AsAt(recorder, "2024-03-31"), inspect.ismethod):
        if name[0] != "_":
            answer = called(method)
            _ = answer.page if hasattr(answer, "pages") else answer
    dated = {
        as_asked(operation)
        for operation in operations()
        if "as_at" in {parameter["name"] for parameter in operation.queries}
    }
    assert {call.path for call in recorder.calls} == dated
    assert {call.query["as_at"] for call in recorder.calls} == {"2024-03-31"}


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.name)
def test_each_field_of_an_answer_is_declared_and_can_be_read(operation: Operation, history: InspectionHistory) -> None:
    method = next(method for method in methods() if method.call.path == as_asked(operation)).of(history)
    parts = zip(operation.path.split("/"), operation.paths()[0].split("/"), strict=True)
    words = [word for name, word in parts if name.startswith("{")]
    answer = method(*words, **({"q": "leadership"} if operation.path == "/v1/search" else {}))
    if hasattr(answer, "pages"):
        assert len(answer) > 0
        answer = answer.page
    if isinstance(answer, Model):
        read(answer)
    else:
        assert answer


def read(model: Model) -> None:
    """Reads every field, those of the objects inside included."""
    assert set(model.raw) == set(model.hints)
    for name in model.raw:
        value = getattr(model, name)
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, Model):
                read(inner)
