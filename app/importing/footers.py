"""Running headers and footers that give other dates on site than the cover."""

import re
from datetime import date

from app.importing.dates import DaySpan, plain, read_spans

# A line that holds dates and, it may be, the number of the page; prose with a date in it is longer.
_DATES_ONLY = re.compile(r"[0-9]{1,2} [A-Za-z0-9 ,&-]{8,50}$")
_LINES_AT_AN_EDGE = 6


def contradictions(pages: list[str], windows: tuple[DaySpan, ...]) -> dict[str, tuple[date, int]]:
    """For `started_on` and `ended_on`, another day than the cover's and the first page whose edge bears it.

    A footer that gives one day only is taken for the first.
    """
    found: dict[str, tuple[date, int]] = {}
    for number, page in enumerate(pages[1:], 2):
        lines = [line for line in page.split("\n") if line.strip()]
        for raw in lines[:_LINES_AT_AN_EDGE] + lines[-_LINES_AT_AN_EDGE:]:
            line = plain(raw) if raw.lstrip()[:1].isdigit() else ""
            spans = read_spans(line) if _DATES_ONLY.match(line) else None
            if not spans:
                continue
            first, last = spans[0].first, spans[-1].last
            if first != windows[0].first:
                found.setdefault("started_on", (first, number))
            if last not in (first, windows[-1].last):
                found.setdefault("ended_on", (last, number))
    return found
