"""What the OpenAPI document says in words: subjects, examples of errors, and titles."""

from typing import Any

# The subjects, in the order in which they are shown: what people look for first, first.
TAGS = {
    "Councils and timelines": "Councils by any of their codes or names, and everything dated about them, in one order.",
    "Council codes": "The GSS codes that councils have had, with their dates.",
    "Statistical neighbours": "The ten councils that are most like a council.",
    "Search": "Councils, dated records, findings and sources by words.",
    "Inspections": "Ofsted's inspections, their judgements, and counts of both.",
    "Monitoring visits": "Ofsted's visits to a council that was judged inadequate.",
    "Focused visits": "Ofsted's visits between inspections. They look at a part of the service and give no grade.",
    "Joint targeted area inspections": "Inspections of several services of an area together. They give no grade.",
    "Area SEND inspections": "Inspections of what an area does for children with special educational needs and "
    "disabilities. Their three outcomes are not grades.",
    "Interventions": "What the government did: notices, directions, commissioners, advisers, partners, boards.",
    "Meetings": "Items of councils' meetings that considered what inspectors said.",
    "Context events": "Reviews, reports, court judgments and notices that explain a council's history.",
    "Findings": "What was found, said and decided, in our own words, and counts of it.",
    "Figures": "Numbers that were reported.",
    "Frameworks": "What inspections are done under, with the domains that each judges.",
    "Outcomes": "The judgement in force for each council on a day, counts of them, and the counts through time.",
    "Spells": "How long councils held a grade.",
    "Transitions": "Which grade became which from one full inspection to the next.",
    "Intervals": "How many days lie between two things that follow each other.",
    "Waiting times": "How long ago the last full inspection of each council began.",
    "Panel": "A row for each council and year.",
    "Sources and citations": "Where each fact was taken from, and where sources disagree.",
    "Downloads": "Whole files: CSV, NDJSON, Parquet, SQLite, and the data package.",
    "The dataset": "Releases, changes, coverage, gaps and vocabularies; the root of the API, and the probes.",
}


def _problem(status: int, title: str, detail: str, *errors: dict[str, Any]) -> dict[str, Any]:
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, "errors": list(errors)}


def _error(parameter: str, code: str, message: str, allowed: list[str] | None, near: str | None) -> dict[str, Any]:
    return {"parameter": parameter, "code": code, "message": message, "allowed": allowed, "suggestion": near}


_GONE = (
    "release: 0f1e2d3c4b5a6978 was published here and is not kept any more; expected one of 1f2e3d4c5b6a7988, "
    "2f3e4d5c6b7a8998"
)
_FIELDS = ["code", "cursor", "fields", "format", "limit", "recorded_from", "release", "sort"]
# An error of each status as it is really given: by its status, the name of the example, the question and the answer.
PROBLEMS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "404": (
        "NotFound",
        "`/v1/councils/herfordshire`",
        _problem(
            404,
            "Not found",
            "There is no council 'herfordshire'. Did you mean hertfordshire?",
            _error("path", "not_found", "There is no council 'herfordshire'.", None, "hertfordshire"),
        ),
    ),
    "406": (
        "NotAcceptable",
        "`/v1/councils` with `Accept: image/png`",
        _problem(
            406,
            "No acceptable format",
            "This path has application/json, text/csv, application/x-ndjson; the Accept header takes none of them.",
        ),
    ),
    "410": (
        "Gone",
        "`/v1/councils?release=0f1e2d3c4b5a6978`, long after that release",
        _problem(
            410,
            "Gone",
            _GONE,
            _error("release", "dropped_release", _GONE, ["1f2e3d4c5b6a7988", "2f3e4d5c6b7a8998"], None),
        ),
    ),
    "414": (
        "TooLong",
        "A URL of more than 60,000 bytes",
        _problem(414, "URI too long", "The URL is longer than 60000 bytes."),
    ),
    "416": (
        "NoSuchRange",
        "`/v1/downloads/councils.csv` with `Range: bytes=99999999-`",
        _problem(416, "Range not satisfiable", "councils.csv has 25934 bytes."),
    ),
    "422": (
        "NotUnderstood",
        "`/v1/frameworks?formt=csv`",
        _problem(
            422,
            "The request was not understood",
            "formt: unknown parameter; did you mean format?",
            _error("formt", "unknown_parameter", "formt: unknown parameter; did you mean format?", _FIELDS, "format"),
        ),
    ),
    "503": (
        "NotAvailable",
        "Any list, on a server that was not seeded",
        _problem(503, "The dataset is not available", "There is no dataset here yet: run `python -m app seed`."),
    ),
}

_CAPITALS = {
    "dcat": "DCAT",
    "gss": "GSS",
    "ilacs": "ILACS",
    "la": "LA",
    "n": "N",
    "ofsted": "Ofsted",
    "send": "SEND",
    "sha256": "SHA-256",
    "url": "URL",
    "urn": "URN",
}


def title_in_words(title: str) -> str:
    """A title that the framework made of a name: `GSS code` in place of `Gss Code`."""
    words = [_CAPITALS.get(word.lower(), word.lower()) for word in title.replace("_", " ").split()]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])
