"""The words of a text, folded and stemmed, and the terms of the search index, for seeding and for questions."""

import re
import unicodedata
from functools import lru_cache

# Letters and digits, with accents that stand beside their letter, and with apostrophes inside a word.
WORD = re.compile(r"[^\W_]+(?:(?:[\u0300-\u036f]|['\u2019](?=[^\W_]))[^\W_]*)*")
# Beginnings of words up to this length have rows of their own in the index: one letter begins hundreds of words. With
# 5, `comm` on a hundred times the data takes a quarter of the time that it takes with 3.
LONGEST_PREFIX = 5
# More than the shipped dataset has different words.
KEPT = 20_000


@lru_cache(KEPT)
def fold(word: str) -> str:
    """A word in small letters, without accents and apostrophes. It is empty if nothing else was in it."""
    plain = word if word.isascii() else unicodedata.normalize("NFKD", word)
    return "".join(filter(str.isalnum, plain.casefold()))


def words_of(text: str) -> list[str]:
    """The folded words of a text, in its order."""
    return [word for word in map(fold, WORD.findall(text)) if word]


@lru_cache(KEPT)
def stem(word: str) -> str:
    """The stem that a folded word shares with its other forms: `inspect` for `inspections`."""
    # Imported here, since the stemmers of thirty languages come with it, which takes 30 ms. And not as
    # `snowballstemmer.stemmer`, which takes another implementation if one is installed.
    from snowballstemmer.english_stemmer import EnglishStemmer  # noqa: PLC0415

    # A stemmer holds the word that it works on, so threads cannot share one.
    return str(EnglishStemmer().stemWord(word))


def beginning(letters: str) -> str:
    """The term of all words that begin with some letters, as many as LONGEST_PREFIX at most."""
    return f"{letters}*"


def no_word(value: str) -> str:
    """The term of a name, a kind or a council. It begins with no letter, so it is not among those that begin alike."""
    return f"={value}"
