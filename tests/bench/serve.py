"""Serves another application exactly as `python -m app serve` serves ours: `python -m tests.bench.serve bare`."""

import sys

import app.main
from app.__main__ import serve


def main() -> None:
    if sys.argv[1] == "bare":
        from tests.bench.bare import app as other  # noqa: PLC0415
    else:
        from tests.bench.naive import app as other  # noqa: PLC0415
    app.main.from_environment = lambda: other  # type: ignore[assignment, return-value]
    serve()


if __name__ == "__main__":
    main()
