"""Whose report it is: from the folder of a file and the name on its cover to the code of a council."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.importing.dates import plain
from app.importing.seed_files import first_day_in_cell, read_columns

# What the names of councils share, and what covers, folders and compilations leave out or add at will.
_COMMON = frozenset(
    {"council", "county", "city", "borough", "metropolitan", "district", "london", "royal", "of", "the", "and"}
    | {"unitary", "authority", "corporation", "local", "safeguarding", "children", "children's", "services", "board"}
)
# Short names that covers use, and that lack a word of the full one.
_SHORT = {"hull": "kingston upon hull", "newcastle": "newcastle upon tyne", "east riding": "east riding yorkshire"}


@dataclass(frozen=True)
class KnownCouncil:
    """A council as far as it must be recognised: code, names, Ofsted's number, and its lifetime."""

    code: str
    name: str
    names: frozenset[str]
    ofsted_urn: str | None
    established_on: date
    abolished_on: date

    def existed(self, day: date) -> bool:
        return self.established_on <= day < self.abolished_on


@dataclass(frozen=True)
class Attribution:
    """The council that a report belongs to, and why a person should look at that, if so."""

    council_code: str
    doubt: str | None = None
    # What the title names in place of the council: a trust that runs its services.
    on_behalf: str | None = None


def name_key(name: str) -> str:
    """What is left of an authority's name for comparison: `London Borough of Bexley` and `bexley` are one.

    Empty if nothing is left, which is no council's key.
    """
    words = re.sub(r"[^a-z' ]", " ", plain(name).lower().replace("&", " and ")).split()
    key = " ".join(word for word in words if word not in _COMMON)
    # The City of London has nothing but common words.
    return _SHORT.get(key, key) or ("city of london" if "london" in words else "")


def load_councils(path: Path) -> list[KnownCouncil]:
    """The councils of `councils.csv`. Raises FaultyData if a column or the file is missing."""
    columns = ("code", "name", "official_name", "ofsted_urn", "established_on", "abolished_on")
    return [
        KnownCouncil(
            code=row["code"] or "",
            name=row["name"] or "",
            names=frozenset(name_key(row[column] or "") for column in ("name", "official_name")),
            ofsted_urn=row["ofsted_urn"],
            established_on=first_day_in_cell(path, line, row, "established_on") or date.min,
            abolished_on=first_day_in_cell(path, line, row, "abolished_on") or date.max,
        )
        for line, row in read_columns(path, columns)
    ]


def attribute(councils: list[KnownCouncil], folder: str, authority: str, started_on: date) -> Attribution | None:
    """The council whose services were inspected, in the form that it had on that day; None if none is recognised.

    The name on the cover decides; it can be that of a trust which begins with the council's. The folder
    (`80474_herefordshire`: Ofsted's number and a name) must agree, except that the report of an abolished council lies
    in the folder of its successor.
    """
    urn, _, folder_name = folder.partition("_")
    key = name_key(authority)
    printed = [council for council in councils if key in council.names]
    on_behalf = None
    if not printed:
        # `Bradford Children and Families Trust`: a body whose name begins with that of the council.
        printed = [c for c in councils if any(name and key.startswith(f"{name} ") for name in c.names)]
        on_behalf = authority
    filed = [c for c in councils if c.ofsted_urn == urn] or [c for c in councils if name_key(folder_name) in c.names]
    living = [council for council in printed if council.existed(started_on)]
    if len(living) == 1:
        (council,) = living
        moved = bool(filed) and not filed[0].existed(started_on)
        if on_behalf and council not in filed:
            return Attribution(council.code, f"the title names {authority}, taken for that council's body")
        if not filed or council in filed or moved:
            return Attribution(council.code, on_behalf=on_behalf)
        return Attribution(council.code, f"the cover names {authority}, the folder is {folder}")
    if filed:
        said = "is not recognised" if not printed else f"did not exist on {started_on}"
        return Attribution(filed[0].code, f"the cover names {authority}, which {said}; the folder is {folder}")
    return None
