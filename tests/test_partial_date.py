"""Partial dates: what they take, what they refuse, what they can mean, and how they sort."""

import re
import string
from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from app.partial_date import EXPECTED_DATE, PATTERN, PartialDate, single_bounds, span, text_of
from app.vocabulary import Precision
from tests.conftest import case, examples

bounded = examples(40)
days = st.dates(date(1000, 1, 1), date(2999, 12, 31))
singles = st.tuples(days, st.sampled_from((4, 7, 10))).map(lambda pair: pair[0].isoformat()[: pair[1]])
ranges = st.tuples(days, days).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: f"[{pair[0]}..{pair[1]}]")
texts = st.one_of(singles, ranges)

REFUSED = (
    "",
    "0",
    "20",
    "202",
    "20230",
    "0999",
    "3000",
    "2023-",
    "2023-00",
    "2023-13",
    "2023-6",
    "2023-06-",
    "2023-06-00",
    "2023-06-31",
    "2023-6-28",
    "2023-02-29",
    "1900-02-29",
    "2023-06-28T00:00",
    "2023-06-28T00:00:00Z",
    "28-06-2023",
    "28/06/2023",
    "2023/06/28",
    "20230628",
    "June 2023",
    "2023-W26",
    "2023~",
    "2023?",
    "-2023",
    "+2023",
    "2023-06-28 ",
    " 2023-06-28",
    "2023-06-28\n",
    "\t2023",
    "2023\u00a0",
    "٢٠٢٣",
    "\uff12\uff10\uff12\uff13-\uff10\uff16",
    "2023-٠٦-28",
    "2023\u201106",
    "2023\x00",
    "[2020-09-28..2020-12-31",
    "2020-09-28..2020-12-31",
    "[2020-09..2020-12]",
    "[2020..2021]",
    "[2020-09-28...2020-12-31]",
    "[2020-09-28..]",
    "[..2020-12-31]",
    "[2020-09-28..2020-09-28]",
    "[2020-12-31..2020-09-28]",
    "[2023-02-29..2023-03-01]",
    "[2020-09-28..2020-12-31]\n",
    "[2020-09-28 .. 2020-12-31]",
)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31), Precision.YEAR),
        ("2023-06", date(2023, 6, 1), date(2023, 6, 30), Precision.MONTH),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28), Precision.MONTH),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31), Precision.MONTH),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), Precision.DAY),
        ("[2020-09-28..2020-12-31]", date(2020, 9, 28), date(2020, 12, 31), Precision.RANGE),
        ("1000", date(1000, 1, 1), date(1000, 12, 31), Precision.YEAR),
        ("2999-12-31", date(2999, 12, 31), date(2999, 12, 31), Precision.DAY),
    ],
)
def test_each_form_means_the_days_that_it_says(text: str, earliest: date, latest: date, precision: Precision) -> None:
    found = PartialDate(text)
    assert (found.earliest, found.latest, found.precision) == (earliest, latest, precision)


def test_what_is_no_partial_date_is_refused() -> None:
    for text in REFUSED:
        with case(repr(text)), pytest.raises(ValueError, match=r"expected YYYY|not in the calendar|a range must end"):
            PartialDate(text)


def test_a_query_takes_no_date_of_a_form_that_a_record_would_refuse() -> None:
    for text in REFUSED:
        # No record is of the years before 1000 or after 2999, and a filter may still name one.
        if text not in ("0999", "3000"):
            with (
                case(repr(text)),
                pytest.raises(ValueError, match=r"expected YYYY, YYYY-MM or YYYY-MM-DD|not in the cal"),
            ):
                single_bounds(text)


def test_a_range_is_no_single_date() -> None:
    with pytest.raises(ValueError, match=r"^expected YYYY, YYYY-MM or YYYY-MM-DD$"):
        single_bounds("[2020-09-28..2020-12-31]")


def test_the_refusal_says_which_of_three_things_is_wrong() -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(EXPECTED_DATE)}$"):
        PartialDate("June")
    with pytest.raises(ValueError, match=r"^2023-02-29 is not in the calendar$"):
        PartialDate("2023-02-29")
    with pytest.raises(ValueError, match=r"^a range must end after the day on which it begins$"):
        PartialDate("[2020-12-31..2020-09-28]")


@bounded
@given(texts)
def test_a_partial_date_is_its_own_text(text: str) -> None:
    found = PartialDate(text)
    assert found == text
    assert PartialDate(str(found)) == found
    assert TypeAdapter(PartialDate).dump_json(found) == f'"{text}"'.encode()
    again = TypeAdapter(PartialDate).validate_json(f'"{text}"')
    assert (again, again.earliest, again.latest, again.precision) == (
        found,
        found.earliest,
        found.latest,
        found.precision,
    )


@bounded
@given(texts)
def test_the_bounds_are_the_first_and_the_last_day_that_the_text_can_mean(text: str) -> None:
    found = PartialDate(text)
    assert found.earliest <= found.latest
    assert (found.earliest == found.latest) == (found.precision is Precision.DAY)
    if found.precision is Precision.RANGE:
        assert text == f"[{found.earliest}..{found.latest}]"
        return
    # The text is the common beginning of all its days and of no neighbour's: an oracle that needs no calendar.
    assert found.earliest.isoformat().startswith(text)
    assert found.latest.isoformat().startswith(text)
    if found.earliest > date(1000, 1, 1):
        assert not (found.earliest - timedelta(1)).isoformat().startswith(text)
    if found.latest < date(2999, 12, 31):
        assert not (found.latest + timedelta(1)).isoformat().startswith(text)


@bounded
@given(singles, singles)
def test_single_dates_sort_by_text_as_they_do_by_their_first_day(one: str, other: str) -> None:
    first, second = PartialDate(one), PartialDate(other)
    if first < second:
        assert first.earliest <= second.earliest
    if first.earliest < second.earliest:
        assert first < second


@bounded
@given(texts, st.none() | texts)
def test_a_span_holds_every_day_of_both_its_ends_that_is_not_before_it_began(one: str, other: str | None) -> None:
    first, last = PartialDate(one), PartialDate(other) if other else None
    earliest, latest, precision = span(first, last)
    assert earliest == first.earliest
    assert latest == max(first.latest, last.latest if last else first.latest)
    assert earliest <= latest
    words = list(Precision)
    ends = [first.precision] + ([last.precision] if last else [])
    assert words.index(precision) == max(words.index(word) for word in ends)


@bounded
@given(st.text(string.digits + "-.[]T٢\uff15 \n", max_size=26))
def test_random_text_is_taken_only_if_its_days_exist_and_spell_it_again(text: str) -> None:
    try:
        found = PartialDate(text)
    except ValueError:
        return
    forms = {
        Precision.YEAR: found.earliest.isoformat()[:4],
        Precision.MONTH: found.earliest.isoformat()[:7],
        Precision.DAY: found.earliest.isoformat(),
        Precision.RANGE: f"[{found.earliest}..{found.latest}]",
    }
    assert text == forms[found.precision]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2014", None, "2014"),
        ("2023-06", None, "June 2023"),
        ("2023-07-28", None, "28 July 2023"),
        ("2023-07-28", "2023-07-28", "28 July 2023"),
        ("[2022-09-22..2022-10-26]", None, "between 22 September and 26 October 2022"),
        ("[2022-09-22..2022-09-26]", None, "between 22 and 26 September 2022"),
        ("[2021-12-22..2022-01-06]", None, "between 22 December 2021 and 6 January 2022"),
        ("2018-06-11", "2018-06-22", "11 to 22 June 2018"),
        ("2018-06-25", "2018-07-06", "25 June to 6 July 2018"),
        ("2018-12-31", "2019-01-11", "31 December 2018 to 11 January 2019"),
        ("2017-06-11", "2018-06-11", "11 June 2017 to 11 June 2018"),
        ("2018-05", "2018-06", "May to June 2018"),
        ("2018", "2019", "2018 to 2019"),
        ("2018-05", "2018-06-02", "began in May 2018, ended on 2 June 2018"),
        ("[2022-09-22..2022-09-26]", "2022-10", "began between 22 and 26 September 2022, ended in October 2022"),
    ],
)
def test_dates_are_said_as_people_say_them(first: str, last: str | None, words: str) -> None:
    assert text_of(PartialDate(first), PartialDate(last) if last else None) == words


def read(words: str) -> tuple[date, date]:
    """The first and the last day of one date in words, by the calendar of the standard library."""
    for form, length in (("%d %B %Y", 10), ("%B %Y", 7), ("%Y", 4)):
        with suppress(ValueError):
            found = datetime.strptime(words, form).date()
            return single_bounds(found.isoformat()[:length])
    raise AssertionError(words)


def read_pair(words: str, between: str) -> tuple[date, date]:
    """The first day of the one and the last day of the other; what the first leaves out, the second says."""
    first, last = (part.split() for part in words.split(between))
    return read(" ".join(first + last[len(first) :]))[0], read(" ".join(last))[1]


def read_any(words: str) -> tuple[date, date]:
    if words.startswith("between "):
        return read_pair(words.removeprefix("between "), " and ")
    return read(words)


@bounded
@given(texts)
def test_a_date_in_words_means_the_same_days(text: str) -> None:
    one = PartialDate(text)
    assert read_any(text_of(one)) == (one.earliest, one.latest)


@bounded
@given(texts, texts)
def test_two_dates_in_words_mean_the_same_days(one: str, other: str) -> None:
    first, last = PartialDate(one), PartialDate(other)
    words = text_of(first, last)
    if first == last:
        assert words == text_of(first)
    elif words.startswith("began "):
        begun, ended = (part.split(" ", 1)[1] for part in words.split(", "))
        for said, meant in ((begun, first), (ended, last)):
            plain = said.removeprefix("in ").removeprefix("on ")
            assert read_any(plain) == (meant.earliest, meant.latest)
    else:
        assert read_pair(words, " to ") == (first.earliest, last.latest)


class Holder(BaseModel):
    """A model with a partial date."""

    when: PartialDate


@pytest.mark.parametrize("value", [2023, 2023.0, True, None, date(2023, 6, 28), ["2023"], b"2023"])
def test_a_model_takes_a_partial_date_as_text_only(value: object) -> None:
    with pytest.raises(ValidationError):
        Holder.model_validate({"when": value})


def test_a_model_gives_the_bounds_with_the_text_and_describes_the_pattern() -> None:
    held = Holder.model_validate({"when": "2023-06"})
    assert (held.when.earliest, held.when.latest) == (date(2023, 6, 1), date(2023, 6, 30))
    described = Holder.model_json_schema()
    assert described["properties"]["when"] == {"$ref": "#/$defs/PartialDate"}
    schema = described["$defs"]["PartialDate"]
    assert (schema["type"], schema["pattern"]) == ("string", PATTERN)
    assert {PartialDate(example).precision for example in schema["examples"]} == set(Precision)
    assert all(f"`{example}`" in schema["description"] for example in schema["examples"])


def test_the_published_pattern_refuses_every_wrong_form() -> None:
    for text in REFUSED:
        with case(repr(text)):
            # A pattern cannot know the calendar, nor the order of a range's ends; the forms it can. JSON Schema's `$`
            # matches at the very end of the text only, which is Python's \Z.
            if re.search(PATTERN.replace("$", r"\Z"), text, re.ASCII):
                with pytest.raises(ValueError, match=r"not in the calendar|a range must end after"):
                    PartialDate(text)
