"""What can go wrong.

InspectionHistoryError
├── Unreachable          no answer came
├── Problem              the API answered with an error
│   ├── InvalidRequest   400, 422: a parameter was not understood
│   ├── NotFound         404: nothing has this code, or there was never such a release
│   ├── Gone             410: the release is not kept any more
│   └── Unavailable      429, 502, 503, 504: the server is busy, and stayed so
└── DamagedDownload      a file is not the one that the API announced
"""

import httpx

from .model import Model


class InspectionHistoryError(Exception):
    """Anything that this client raises itself."""


class Unreachable(InspectionHistoryError):
    """No answer came: there is no server at the address, or the connection broke."""


class DamagedDownload(InspectionHistoryError):
    """The file that came has another length or SHA-256 than `/v1/downloads` says. It was not kept."""


class Fault(Model):
    """One thing that is wrong with a request."""

    __slots__ = ()

    parameter: str
    code: str
    message: str
    allowed: list[str] | None
    suggestion: str | None


class Problem(InspectionHistoryError):
    """The API answered with an error (RFC 9457). The message says what was wrong and what may have been meant."""

    def __init__(self, status: int, title: str, detail: str, errors: list[Fault]) -> None:
        super().__init__(detail or title)
        self.status = status
        self.title = title
        self.detail = detail
        self.errors = errors

    @property
    def suggestion(self) -> str | None:
        """What may have been meant by the first fault for which something is close; None if nothing is."""
        return next((fault.suggestion for fault in self.errors if fault.suggestion), None)


class InvalidRequest(Problem):
    """A parameter was not understood."""


class NotFound(Problem):
    """Nothing has this code, or there was never such a release."""


class Gone(Problem):
    """The release was published once and is not kept any more."""


class Unavailable(Problem):
    """The server is too busy, and was so at each try."""


BUSY = (429, 502, 503, 504)
_OF_STATUS: dict[int, type[Problem]] = {400: InvalidRequest, 404: NotFound, 410: Gone, 422: InvalidRequest}
_OF_STATUS |= dict.fromkeys(BUSY, Unavailable)


def problem_of(answer: httpx.Response) -> Problem:
    """The exception for an answer. A proxy may answer without a problem document: then the status says it."""
    kind = _OF_STATUS.get(answer.status_code, Problem)
    if answer.headers.get("content-type", "").startswith("application/problem+json"):
        said = answer.json()
        return kind(answer.status_code, said["title"], said["detail"], [Fault(fault) for fault in said["errors"]])
    return kind(answer.status_code, f"{answer.status_code} {answer.reason_phrase}", "", [])
