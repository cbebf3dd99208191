"""The rows that functions write and not templates: every text of the data in them is escaped, and nothing twice."""

import pytest

from app.explorer.rows import entries, figures, source_link

HOSTILE = "<i>\"&'"
ESCAPED = "&lt;i&gt;&quot;&amp;&#x27;"
SOURCES = {HOSTILE: {"code": HOSTILE, "publisher": HOSTILE, "title": HOSTILE}}
CLAIM = {"field": "started_on", "stated_value": HOSTILE, "source_code": HOSTILE}
JUDGEMENTS = [
    {"aspect": "overall", "grade": "good"},
    {"aspect": "leadership", "grade": "good"},
    {"aspect": "care", "grade": None},
]
EVENT = {
    "code": HOSTILE,
    "kind": "meetings",
    "url": f"/v1/meetings/{HOSTILE}",
    "headline": HOSTILE,
    "summary": HOSTILE,
    "decision": HOSTILE,
    "grade": "good",
    "first": "2023-07-17",
    "last": "2023-07-28",
    "published_on": "2023-09",
    "inferred": "published_on",
    "judgements": JUDGEMENTS,
    "claims": [CLAIM],
    "source_code": HOSTILE,
    "locator": HOSTILE,
    "report_url": f"https://example.org/{HOSTILE}",
}
FIGURE = {
    "as_of": "2023-07-28",
    "summary": HOSTILE,
    "comparator": "about",
    "value": 1594,
    "unit": HOSTILE,
    "source_code": HOSTILE,
    "locator": HOSTILE,
}


@pytest.mark.parametrize(
    ("written", "texts"),
    [
        # Two of them in the address of the entry and of its claims, three in each source, one in all else.
        (entries([(EVENT, "good")], SOURCES), 15),
        (figures([FIGURE], SOURCES), 6),
        (source_link(SOURCES[HOSTILE], HOSTILE), 4),
    ],
    ids=["entry", "figure", "source"],
)
def test_every_text_of_a_row_is_escaped_once(written: str, texts: int) -> None:
    assert HOSTILE not in written
    assert "<i>" not in written
    assert "&amp;lt;" not in written
    assert written.count(ESCAPED) == texts


def test_an_entry_says_when_it_was_and_what_was_judged() -> None:
    written = entries([(EVENT, "inadequate")], SOURCES)
    assert 'class="on-i judged"' in written
    assert "17 to 28 July 2023, published September 2023 (worked out, not stated)" in written
    assert "<p>Leadership: good, Children in care: no grade</p>" in written


def test_a_figure_says_how_its_number_relates_to_the_true_one() -> None:
    assert f'<td>28 Jul 2023</td><td>{ESCAPED}</td><td class="num">about 1,594 {ESCAPED}</td>' in figures(
        [FIGURE], SOURCES
    )
    assert "<td>–</td>" in figures([FIGURE | {"as_of": None}], SOURCES)
