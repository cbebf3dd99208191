"""Content negotiation: the best media type for Accept, the best coding for Accept-Encoding (RFC 9110, section 12.5)."""

from functools import lru_cache

from app.errors import NotAcceptable

# Longer headers are parsed each time and not remembered, because remembering them could fill the memory.
LONGEST_REMEMBERED = 1_000


def accepted(header: str, media_types: tuple[str, ...]) -> int:
    """The position of the media type that an Accept header prefers; of two with the same weight, the first.

    Raises NotAcceptable if the header takes none of them.
    """
    return (liked if len(header) <= LONGEST_REMEMBERED else liked.__wrapped__)(header, media_types)


@lru_cache(maxsize=1_000)
def liked(header: str, media_types: tuple[str, ...]) -> int:
    """As `accepted`, remembered."""
    ranges = [_range(part) for part in (header.strip() or "*/*").split(",")]
    bare = [media_type.partition(";")[0] for media_type in media_types]
    scored = []
    for media_type in bare:
        fits = [(precision, q) for pattern, precision, q in ranges if _fits(media_type, pattern)]
        scored.append(max(fits)[1] if fits else 0.0)
    best = max(scored)
    if best <= 0:
        raise NotAcceptable(f"This path has {', '.join(bare)}; the Accept header takes none of them.")
    return scored.index(best)


def _range(part: str) -> tuple[str, int, float]:
    """A media range, how precise it is, and its weight."""
    pattern, *parameters = (piece.strip().lower() for piece in part.split(";"))
    return pattern, 2 - pattern.count("*"), _weight(parameters)


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return min(max(float(parameter[2:]), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _fits(media_type: str, pattern: str) -> bool:
    return pattern in ("*/*", media_type) or (pattern.endswith("/*") and media_type.startswith(pattern[:-1]))


def best_coding(header: str, codings: tuple[str, ...]) -> str:
    """The content coding with the highest weight; of several, the first of `codings`, and `identity` last.

    `identity` (no coding) is the answer if the header takes no other. It wins over others only if it has a weight.
    """
    weights: dict[str, float] = {}
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name:
            weights.setdefault(name, _weight(parameters))
    scored = [(weights.get(coding, weights.get("*", 0.0)), coding) for coding in codings]
    scored.append((weights.get("identity", 0.0), "identity"))
    weight, coding = max(scored, key=lambda pair: pair[0])
    return coding if weight > 0 else "identity"
