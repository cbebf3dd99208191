"""Unknown codes: what was probably meant is found without looking through everything."""

from contextlib import closing

import pytest

from app.listing import known_codes
from app.queries.tables import COUNCILS
from app.releases.store import open_store
from app.settings import Settings
from tests.selects import counted


def test_a_guess_is_made_for_a_few_codes_among_those_that_stand_near_them(
    shipped: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_codes, "CODES_BESIDE", 3)
    asked = ["Medwya", *(f"herefordshir{letter}" for letter in "abcdfghij")]
    with closing(open_store("", shipped.data_dir)) as store, store.snapshot() as snapshot:
        with counted() as sent:
            near = known_codes.nearest(snapshot, asked, COUNCILS.c.code)
        plans = [
            row[3]
            for statement in set(sent)
            for row in snapshot.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", ("a", 3, 0))
        ]
    assert near["Medwya"] == "medway"
    assert near["herefordshira"] == "herefordshire"
    assert len(near) == known_codes.SUGGESTED
    assert len(sent) == 2 * known_codes.SUGGESTED
    assert plans
    assert all(plan.startswith("SEARCH councils USING ") for plan in plans), plans
