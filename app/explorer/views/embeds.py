"""Embeds: a council's grade, or its timeline, for a frame on another site. These pages alone may be framed."""

from enum import StrEnum
from typing import Annotated

from fastapi import Query, Response
from pydantic import ConfigDict, Field

from app.explorer.council_timeline import timeline_of
from app.explorer.environment import ENVIRONMENT
from app.explorer.page_route import page_router
from app.explorer.pages import HTML, known_to
from app.explorer.timeline import key_of, tall, wide
from app.http.dependencies import CouncilName
from app.http.responses import Answer
from app.http.strict_route import StoreDep
from app.listing.schema import Schema
from app.queries.council_history import find_events, framework_names, full_inspections
from app.queries.councils import get_uncited_council
from app.queries.outcomes import OutcomeQuery, find_outcomes

pages = page_router()

# Any site may frame an embed. It runs no script and sends nothing.
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"


class Show(StrEnum):
    """What an embed shows."""

    BADGE = "badge"
    TIMELINE = "timeline"


class EmbedQuery(Schema):
    """The parameter of an embed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    show: Show = Field(
        Show.BADGE, description="The grade in force (`badge`, the default) or the `timeline`.", examples=["timeline"]
    )


@pages.get("/embed/councils/{council}")
def council_embed(store: StoreDep, council: CouncilName, query: Annotated[EmbedQuery, Query()]) -> Response:
    """A council in a frame, always light, with its source and a link."""
    with store.snapshot() as snapshot:
        record = get_uncited_council(snapshot, council)
        code = record["code"]
        last = known_to(snapshot)
        drawings, signs = [], []
        if query.show is Show.TIMELINE:
            names = framework_names(snapshot)
            drawing = timeline_of(record, find_events(snapshot, code), full_inspections(snapshot, code), names, last)
            drawings, signs = [wide(drawing, "wide"), tall(drawing, "tall")], key_of(drawing)
        text = ENVIRONMENT.get_template("embed.html").render(
            council=record,
            outcome=find_outcomes(snapshot, OutcomeQuery(council=[code])).items[0],
            known_to=last,
            drawings=drawings,
            signs=signs,
        )
        return Answer(text.encode(), HTML, [(b"x-release", snapshot.release.encode())], policy=POLICY)
