"""Datasette at its fastest: an immutable file, canned queries, uvloop and httptools.

`python -m tests.bench.canned DATABASE PORT` runs in the bench's own environment, which has Datasette and not the
application; nothing at the top of this file needs either.
"""

import sys
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

COUNCIL = """
SELECT code, name, official_name, gss_code, la_code, ofsted_urn, type, region, established_on, abolished_on,
  (SELECT json_group_array(json_object('code', code, 'name', name, 'happened_on', happened_on, 'extent', extent,
     'url', '/v1/councils/' || code))
   FROM (SELECT b.code, b.name, s.happened_on, s.extent FROM successions s
         JOIN councils b ON b.code = s.predecessor_code WHERE s.successor_code = c.code
         ORDER BY s.happened_on, b.code)) AS predecessors,
  (SELECT json_group_array(json_object('code', code, 'name', name, 'happened_on', happened_on, 'extent', extent,
     'url', '/v1/councils/' || code))
   FROM (SELECT a.code, a.name, s.happened_on, s.extent FROM successions s
         JOIN councils a ON a.code = s.successor_code WHERE s.predecessor_code = c.code
         ORDER BY s.happened_on, a.code)) AS successors,
  ofsted_url,
  (SELECT json_group_array(json_object('gss_code', gss_code, 'valid_from', valid_from, 'valid_to', valid_to))
   FROM (SELECT * FROM council_codes WHERE council_code = c.code ORDER BY coalesce(valid_from, ''), code)) AS gss_codes,
  json_object('timeline', '/v1/councils/' || code || '/timeline',
    'outcomes', '/v1/outcomes?council=' || code || '&shape=wide',
    'neighbours', '/v1/councils/' || code || '/neighbours',
    'inspections', '/v1/inspections?council=' || code, 'judgements', '/v1/judgements?council=' || code,
    'monitoring_visits', '/v1/monitoring-visits?council=' || code,
    'focused_visits', '/v1/focused-visits?council=' || code, 'interventions', '/v1/interventions?council=' || code,
    'meetings', '/v1/meetings?council=' || code, 'findings', '/v1/findings?council=' || code,
    'figures', '/v1/figures?council=' || code, 'source', '/v1/sources/' || source_code) AS links,
  source_code, locator, recorded_on,
  (SELECT json_group_array(json_object('code', code, 'record_kind', record_kind, 'record_code', record_code,
     'field', field, 'stated_value', stated_value, 'standing', standing, 'basis', basis, 'note', note,
     'record_url', '/v1/councils/' || record_code, 'source_code', source_code, 'locator', locator,
     'recorded_on', recorded_on))
   FROM (SELECT * FROM citations WHERE record_code = c.code ORDER BY code)) AS citations
FROM councils c
WHERE code = :council OR gss_code = :council OR la_code = :council OR ofsted_urn = :council
"""
# What is derived, such as dates in words, stands only in the item that the release keeps as JSON.
TIMELINE = """
SELECT t.code, t.earliest, t.latest, t.precision, t.kind, t.council_code, t.headline, t.published_on,
  json_extract(t.rendered, '$.date_text') AS date_text, c.name AS council_name, c.region, c.gss_code, c.la_code,
  c.ofsted_urn, json_extract(t.rendered, '$.ended_on') AS ended_on,
  json_extract(t.rendered, '$.grade') AS grade,
  json_extract(t.rendered, '$.grade_rank') AS grade_rank,
  s.title AS source_title, s.publisher AS source_publisher, json_extract(t.rendered, '$.report_url') AS report_url,
  '/v1/' || replace(t.kind, '_', '-') || '/' || t.code AS url, s.code AS source_code
FROM timeline t JOIN councils c ON c.code = t.council_code
  JOIN sources s ON s.code = json_extract(t.rendered, '$.source_code')
WHERE t.council_code = (SELECT code FROM councils WHERE code = :council OR gss_code = :council
                        OR la_code = :council OR ofsted_urn = :council)
ORDER BY t.earliest, t.latest, t.code
LIMIT :limit
"""
JUDGEMENTS = """
SELECT j.code, j.inspection_code, j.domain_code, j.grade, j.absence, j.grade_printed,
  json_extract(r.rendered, '$.report_url') AS report_url, json_extract(r.rendered, '$.date_text') AS date_text,
  c.name AS council_name, c.region, c.gss_code, c.la_code, c.ofsted_urn,
  json_extract(r.rendered, '$.grade_rank') AS grade_rank, d.aspect,
  i.framework_code, i.council_code, i.started_on, i.ended_on, i.published_on, i.earliest, i.latest,
  i.precision, j.source_code, j.locator, j.recorded_on
FROM dated_judgements r JOIN judgements j ON j.code = r.code JOIN domains d ON d.code = j.domain_code
  JOIN inspections i ON i.code = r.inspection_code JOIN councils c ON c.code = r.council_code
WHERE r.aspect = :aspect AND r.grade = :grade AND r.latest >= :happened_from
ORDER BY r.earliest, r.latest, r.code
LIMIT 50
"""
QUERIES = {"council": COUNCIL, "timeline": TIMELINE, "judgements": JUDGEMENTS}
# Columns that hold JSON are sent as JSON and not as text.
NESTED = {"council": [("_json", name) for name in ("predecessors", "successors", "gss_codes", "links", "citations")]}


def canned(path: str, database: Path) -> str:
    """The path of Datasette for a question that is put to the API."""
    parts = urlsplit(path)
    pairs = parse_qsl(parts.query)
    _, _, kind, *rest = parts.path.split("/")
    if kind == "councils":
        pairs.append(("council", rest[0]))
        name = "timeline" if rest[1:] else "council"
    else:
        name = kind
    return f"/{database.stem}/{name}.json?{urlencode([*pairs, *NESTED.get(name, []), ('_shape', 'array')])}"


def main() -> None:
    import uvicorn  # noqa: PLC0415
    from datasette.app import Datasette  # noqa: PLC0415

    database, port = Path(sys.argv[1]), int(sys.argv[2])
    queries = {name: {"sql": sql} for name, sql in QUERIES.items()}
    # Its own pool of threads is left as it is: without it (`num_sql_threads` 0) fewer requests are answered.
    datasette = Datasette(immutables=[str(database)], metadata={"databases": {database.stem: {"queries": queries}}})
    uvicorn.run(datasette.app(), port=port, http="httptools", loop="uvloop", log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
