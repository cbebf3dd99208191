"""The metrics of this process, for Prometheus."""

from fastapi import Request, Response

from app.errors import Unavailable
from app.http.dependencies import router
from app.http.request_log import BOUNDS, Counters
from app.http.responses import Answer
from app.http.strict_route import StoreDep

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
routes = router("Metrics")


@routes.get("/metrics", include_in_schema=False)
def read_metrics(request: Request, store: StoreDep) -> Response:
    """The metrics of this process, for Prometheus. Each worker counts for itself."""
    try:
        with store.snapshot() as snapshot:
            release = snapshot.release
    except Unavailable:
        release = ""
    text = exposition(request.app.state.logger.counters, release)
    return Answer(text.encode(), PROMETHEUS, [(b"cache-control", b"no-store")])


def exposition(counters: Counters, release: str) -> str:
    """The figures in Prometheus's text format. No value of a label needs escaping, because all are ours."""
    text = [
        *_family("inspection_history_release_info", "gauge", "The current release."),
        f'inspection_history_release_info{{release="{release}"}} 1',
        *_family("http_requests_in_flight", "gauge", "Requests that are being answered, this one included."),
        f"http_requests_in_flight {counters.in_flight}",
        *_family("response_cache_hits_total", "counter", "Answers from the cache."),
        f"response_cache_hits_total {counters.cache_hits}",
        *_family("response_cache_misses_total", "counter", "Answers that were not in the cache."),
        f"response_cache_misses_total {counters.cache_misses}",
        *_family("response_cache_bytes", "gauge", "Bytes of the answers in the cache."),
        f"response_cache_bytes {counters.cache_bytes}",
        *_family("http_request_duration_seconds", "histogram", "How long requests took, by the template of the route."),
    ]
    for (route, method, status), durations in sorted(counters.durations.items()):
        labels = f'route="{route}",method="{method}",status="{status}"'
        total = 0
        for bound, count in zip((*BOUNDS, "+Inf"), durations.counts, strict=True):
            total += count
            text.append(f'http_request_duration_seconds_bucket{{{labels},le="{bound}"}} {total}')
        text.append(f"http_request_duration_seconds_sum{{{labels}}} {durations.seconds:.6f}")
        text.append(f"http_request_duration_seconds_count{{{labels}}} {total}")
    return "\n".join(text) + "\n"


def _family(name: str, kind: str, words: str) -> list[str]:
    return [f"# HELP {name} {words}", f"# TYPE {name} {kind}"]
