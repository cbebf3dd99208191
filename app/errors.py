"""What can go wrong, as a tree.

DatasetError
├── NotFound            a code that names nothing in this release            404
├── BadQuery            a faulty parameter                                    422
├── NotAcceptable       no format that the Accept header takes               406
├── ReleaseNotAvailable a release that is not kept
│   ├── UnknownRelease  it never existed here                                404
│   └── DroppedRelease  it existed here, and was removed                     410
├── Unavailable         no release, or its database does not reply           503
└── SeedError           the packages are not a dataset; nothing was changed
    ├── FaultyData      faults in the packages, all of them, by file and line
    └── SeederBusy      another seeder is running
"""

import difflib
from dataclasses import dataclass, field

# An answer must not be a hundred times as long as the request that it refuses.
MAX_FAULTS = 20
# So many faults of packages are listed, and the rest are counted.
MAX_LISTED_FAULTS = 1000


@dataclass(frozen=True)
class QueryFault:
    """One thing that is wrong with a request, named by its parameter."""

    parameter: str
    code: str
    message: str
    allowed: list[str] | None = None
    suggestion: str | None = None


class DatasetError(Exception):
    """The root: `title` is the same for every instance of a class, `detail` says what happened."""

    status = 500
    title = "Internal error"

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotFound(DatasetError):
    status = 404
    title = "Not found"

    def __init__(self, detail: str, suggestion: str | None = None) -> None:
        super().__init__(detail)
        self.suggestion = suggestion


class BadQuery(DatasetError):
    status = 422
    title = "The request was not understood"

    def __init__(self, *faults: QueryFault, more: int = 0) -> None:
        """`more` is how many faults there are beside these. The first MAX_FAULTS are listed, and the rest counted."""
        self.faults = faults[:MAX_FAULTS]
        more += len(faults) - len(self.faults)
        messages = [fault.message for fault in self.faults]
        if more:
            messages.append(f"and {more} more {'fault' if more == 1 else 'faults'}")
        super().__init__("; ".join(messages))


class NotAcceptable(DatasetError):
    status = 406
    title = "No acceptable format"


class ReleaseNotAvailable(DatasetError):
    """`kept` are the releases that can be answered from, the current one first."""

    code = ""
    words = ""

    def __init__(self, release: str, kept: list[str]) -> None:
        super().__init__(f"release: {release} {self.words}; expected one of {', '.join(kept)}")
        self.faults = (QueryFault("release", self.code, self.detail, kept),)


class UnknownRelease(ReleaseNotAvailable):
    status = 404
    title = "Not found"
    code = "unknown_release"
    words = "is no release that was ever published here"


class DroppedRelease(ReleaseNotAvailable):
    status = 410
    title = "Gone"
    code = "dropped_release"
    words = "was published here and is not kept any more"


class Unavailable(DatasetError):
    status = 503
    title = "The dataset is not available"


class SeedError(DatasetError):
    title = "The dataset was not changed"
    exit_code = 1


class SeederBusy(SeedError):
    exit_code = 75


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of the packages: where it is, what is wrong, and what was expected."""

    file: str
    line: int
    column: str
    message: str = field(compare=True)

    def __str__(self) -> str:
        return printable(f"{self.file}:{self.line}: {self.column}: {self.message}")


def printable(text: str) -> str:
    """A text in one line, with escapes for what cannot be printed, so that no terminal takes it for a command."""
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii") for letter in text
    )


class FaultyData(SeedError):
    """`faults` are all faults. `detail` lists the first of them; `more` is how many it does not list."""

    def __init__(self, faults: list[Fault]) -> None:
        self.more = max(len(faults) - MAX_LISTED_FAULTS, 0)
        listed = [str(fault) for fault in faults[:MAX_LISTED_FAULTS]]
        super().__init__("\n".join([*listed, f"and {self.more} more"] if self.more else listed))
        self.faults = faults


class BadSubset(SeedError):
    def __init__(self, unknown: list[str], known: set[str]) -> None:
        hints = []
        for code in unknown:
            near = difflib.get_close_matches(code, known, 1)
            hints.append(f"{code!r} is no council" + (f" (did you mean {near[0]}?)" if near else ""))
        super().__init__(f"--only: {'; '.join(hints)}. Expected codes of councils.csv, separated by commas.")
