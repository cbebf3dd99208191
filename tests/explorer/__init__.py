"""The pages: one of each kind, as its example."""

from app.records import EVENTS
from tests.routes import EXAMPLES

COUNCIL = "/councils/medway"
# A record of each dated kind, which is the documented example of its endpoint.
RECORDS = [EXAMPLES[f"{kind.path}/{{code}}"].removeprefix("/v1") for kind in EVENTS]
SOURCE = EXAMPLES["/v1/sources/{code}"].removeprefix("/v1")
PAGES = [
    "/",
    "/councils",
    COUNCIL,
    *RECORDS,
    SOURCE,
    "/changes",
    "/coverage",
    "/search?q=north",
    "/nation",
    "/nation/pairs?from_grade=inadequate&to_grade=good",
    "/compare?council=herefordshire,medway,nottingham,somerset",
    "/guide",
    "/guide/definitions",
    "/docs?q=grade",
    "/docs/list_spells",
    "/nowhere",
]
EMBED = "/embed/councils/medway?show=timeline"
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
