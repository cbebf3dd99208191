"""Quantiles by linear interpolation between the two nearest values: type 7 of Hyndman and Fan.

It is the default of R, NumPy and pandas, and QUARTILE.INC of spreadsheets.
"""

from collections.abc import Sequence


def quantile(values: Sequence[int], part: int, of: int) -> float | None:
    """The quantile `part` / `of` of values in ascending order; None if there are no values.

    It is computed in whole numbers up to the last division, so that it is the same on every machine. A whole number
    stays one.
    """
    if not values:
        return None
    whole, rest = divmod((len(values) - 1) * part, of)
    low = values[whole]
    high = values[min(whole + 1, len(values) - 1)]
    scaled = low * of + (high - low) * rest
    return scaled / of if scaled % of else scaled // of
