"""Council codes: every GSS code that a council has had."""

import sqlalchemy as sa

from app.listing.page import Page, fetch_page
from app.listing.parameters import Code, CouncilFilter, ListQuery, Words, parameter
from app.listing.statement import ListDefinition, Where
from app.queries.councils import add_councils
from app.queries.tables import COUNCIL_CODES, COUNCIL_COLUMNS, COUNCILS, columns
from app.records.council_code import CouncilCodePublic
from app.releases.snapshot import Snapshot


class CouncilCodeQuery(ListQuery, CouncilFilter):
    """The parameters of the list of council codes."""

    gss_code: Words[Code] | None = parameter(
        "Only these GSS codes, separated by commas; one that no council of ours has had finds nothing.", ["E08000016"]
    )


COUNCIL_CODE_LIST = ListDefinition(
    "council_codes",
    sa.select(*columns(CouncilCodePublic, COUNCIL_CODES, **COUNCIL_COLUMNS)).join(
        COUNCILS, COUNCIL_CODES.c.council_code == COUNCILS.c.code
    ),
    (COUNCIL_CODES.c.code,),
)


def find_council_codes(snapshot: Snapshot, query: CouncilCodeQuery) -> Page:
    """A page of council codes, by code. Two SELECTs, and one more for named councils."""
    where = Where().one_of(query.gss_code, COUNCIL_CODES.c.gss_code)
    add_councils(where, snapshot, query, COUNCIL_CODES.c.council_code)
    return fetch_page(snapshot, COUNCIL_CODE_LIST, query, where)
