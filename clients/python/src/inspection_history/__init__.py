"""A client of Inspection History, the API over the inspections of English councils' children's services."""

from . import errors, models
from .async_client import AsyncInspectionHistory
from .client import InspectionHistory
from .errors import InspectionHistoryError, Problem
from .partial_date import PartialDate
from .version import VERSION

__all__ = [
    "AsyncInspectionHistory",
    "InspectionHistory",
    "InspectionHistoryError",
    "PartialDate",
    "Problem",
    "__version__",
    "errors",
    "models",
]

__version__ = VERSION
