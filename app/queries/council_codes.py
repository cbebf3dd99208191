"""Council codes: every GSS code that a council has had."""

from typing import Annotated

import sqlalchemy as sa
from pydantic import AfterValidator, Field

from app.listing.page import Page, fetch_page
from app.listing.parameters import (
    Code,
    CouncilFilter,
    RecordFilter,
    RecordQuery,
    Words,
    codes_parameter,
    fields_of,
    fields_parameter,
    parameter,
    sort_parameter,
    sorts_by,
)
from app.listing.record_filters import add_record_filters
from app.listing.statement import ListDefinition, Where
from app.queries.councils import add_councils
from app.queries.tables import COUNCIL_CODES, COUNCIL_COLUMNS, COUNCILS, columns
from app.records.council_code import CouncilCodePublic
from app.releases.snapshot import Snapshot

GssWord = Annotated[str, Field(pattern="^[Ee][0-9]{8}$"), AfterValidator(str.upper)]


class CouncilCodeQuery(RecordQuery, RecordFilter, CouncilFilter):
    """The parameters of the list of council codes."""

    code: Words[Code] | None = codes_parameter("barnsley-gss-e08000016")
    fields: Annotated[list[str] | None, fields_of(CouncilCodePublic)] = fields_parameter(
        "council_name", "gss_code", "valid_from", "valid_to"
    )
    sort: Annotated[
        list[str] | None,
        sorts_by("code", "gss_code", "valid_from", "valid_to", "council_code", "council_name", "region", "recorded_on"),
    ] = sort_parameter("gss_code")
    gss_code: Words[GssWord] | None = parameter(
        "Only these GSS codes, separated by commas; one that no council of ours has had finds nothing.", ["E08000016"]
    )


# The GSS code of a row is the one that it is about, and not the one that its council has now.
COUNCIL_CODE_LIST = ListDefinition(
    "council_codes",
    sa.select(
        *columns(CouncilCodePublic, COUNCIL_CODES, **COUNCIL_COLUMNS | {"gss_code": COUNCIL_CODES.c.gss_code})
    ).join(COUNCILS, COUNCIL_CODES.c.council_code == COUNCILS.c.code),
    (COUNCIL_CODES.c.code,),
)


def find_council_codes(snapshot: Snapshot, query: CouncilCodeQuery) -> Page:
    """A page of council codes, by code. Two SELECTs, and one more for each filter by codes."""
    where = Where().one_of(query.gss_code, COUNCIL_CODES.c.gss_code)
    add_record_filters(where, snapshot, query, COUNCIL_CODES)
    add_councils(where, snapshot, query, COUNCIL_CODES.c.council_code)
    return fetch_page(snapshot, COUNCIL_CODE_LIST, query, where)
