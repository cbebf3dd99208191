"""A grade that was once stated never disappears by itself.

An import once put `not_found` in the place of twelve grades that an overview had stated, and ended with exit code 0.
"""

from collections.abc import Iterator, Mapping

import sqlalchemy as sa

from app.errors import Fault, FaultyData, Unavailable
from app.records.inspection import Judgement
from app.records.kind import table
from app.releases.store import open_store
from app.seeding.change_log import changes_in_order
from app.seeding.read import Dataset
from app.settings import Settings
from app.vocabulary import ChangeType


def refuse_lost_grades(settings: Settings, dataset: Dataset) -> None:
    """Raises FaultyData if the dataset has lost a grade that the current release states."""
    faults = sorted(lost_grades(_current_grades(settings), dataset))
    if faults:
        raise FaultyData(faults)


def _current_grades(settings: Settings) -> dict[str, str]:
    """The grade of each judgement in the current release; empty if there is no release that can be read."""
    judgements = table(Judgement).c
    statement = sa.select(judgements.code, judgements.grade).where(judgements.grade.is_not(None))
    store = open_store(settings.database_url, settings.data_dir)
    try:
        with store.snapshot() as snapshot:
            return {row.code: row.grade for row in snapshot.connection.execute(statement)}
    except Unavailable:
        return {}
    finally:
        store.close()


def lost_grades(before: Mapping[str, str], dataset: Dataset) -> Iterator[Fault]:
    """Each grade that was there before, is not there now, and of which the change log does not say why it went."""
    places = {entry.row.code: entry for entry in dataset.entries["judgements"]}
    explained = {
        change.record_code
        for _, change in changes_in_order(dataset)
        if change.record_kind == "judgements"
        and change.change is not ChangeType.ADDED
        and change.field in (None, "grade")
        and change.after is None
    }
    now = dataset.rows("judgements")
    for code, grade in sorted(before.items()):
        if code in explained or (code in now and now[code].grade is not None):
            continue
        message = f"{code} was {grade} in the current release; expected the grade, or a change in the log that says why"
        if code in places:
            yield places[code].fault("grade", message)
        else:
            yield Fault("judgements.csv", 1, "code", message)
