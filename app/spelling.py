"""Words that people write: the same ones however they are written, and the nearest of some."""

import difflib
import re
from collections.abc import Iterable

# How alike two words must be. At 0.6, the default of difflib, `code` was near to `order`.
CLOSE = 0.75
_BETWEEN = re.compile(r"[\W_]+")


def without_marks(text: str) -> str:
    """A text without capitals and marks, its words separated by spaces: `South-East` and `south_east` are the same."""
    return _BETWEEN.sub(" ", text.casefold().replace("'", "")).strip()


def nearest_word(word: str, words: Iterable[str]) -> str | None:
    """The word that was probably meant; None if none is close."""
    words = list(words)
    close = difflib.get_close_matches(word, words, 1, CLOSE)
    if close:
        return close[0]
    # Two letters of a short word that changed places, as in `cvs`, make it less alike than that.
    return next((other for other in words if sorted(other) == sorted(word)), None)
