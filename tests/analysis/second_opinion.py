"""What the analysis endpoints count, a second time: in SQL, over the Parquet files that anybody can download.

Each question is one statement. The bench runs them beside our own code, and a test holds that both give the same.
"""

from pathlib import Path
from typing import Any

import duckdb

TABLES = ("councils", "frameworks", "domains", "inspections", "judgements", "monitoring_visits", "focused_visits")
SETUP = """
SET threads = 1;
CREATE MACRO first_of(t) AS CASE length(t) WHEN 4 THEN make_date(t::INT, 1, 1) WHEN 7 THEN (t || '-01')::DATE
    WHEN 10 THEN t::DATE ELSE substr(t, 2, 10)::DATE END;
CREATE MACRO last_of(t) AS CASE length(t) WHEN 4 THEN make_date(t::INT, 12, 31)
    WHEN 7 THEN last_day((t || '-01')::DATE) WHEN 10 THEN t::DATE ELSE substr(t, 14, 10)::DATE END;
-- Days are counted only between two dates that are known to the day.
CREATE MACRO days_from(a, b) AS CASE WHEN length(a) = 10 AND length(b) = 10 THEN b::DATE - a::DATE END;
CREATE TABLE bodies AS SELECT code, name, region, type, first_of(established_on) AS established_on, abolished_on
    FROM councils;
CREATE TABLE fulls AS SELECT i.code, i.council_code, i.framework_code, i.started_on, i.ended_on, i.published_on,
    i.latest AS ended_by, i.published_latest AS published_by, last_of(i.started_on) AS started_by,
    row_number() OVER (ORDER BY i.latest, last_of(i.started_on), i.code) AS place
    FROM inspections i JOIN frameworks f ON f.code = i.framework_code
    WHERE f.full_inspection AND i.type <> 'board_review';
CREATE TABLE said AS
    WITH stated AS (SELECT j.inspection_code, d.aspect, j.grade, j.absence FROM judgements j
        JOIN domains d ON d.code = j.domain_code JOIN frameworks f ON f.code = d.framework_code WHERE f.full_inspection)
    SELECT i.code, a.aspect, s.grade, CASE WHEN s.inspection_code IS NOT NULL THEN s.absence
        WHEN d.code IS NULL THEN 'not_judged_under_framework'
        WHEN d.judged_from > i.started_by THEN 'judgement_not_yet_introduced'
        WHEN d.judged_to < first_of(i.started_on) THEN 'not_judged_under_framework' ELSE 'not_found' END AS absence
    FROM fulls i CROSS JOIN (SELECT unnest($aspects::VARCHAR[]) AS aspect) a
    LEFT JOIN stated s ON s.inspection_code = i.code AND s.aspect = a.aspect
    LEFT JOIN domains d ON d.framework_code = i.framework_code AND d.aspect = a.aspect;
"""
# What is in force for each council on each of some days.
IN_FORCE = """
WITH days AS (SELECT unnest($days::DATE[]) AS day),
latest AS (SELECT d.day, b.code, b.region, b.type, b.established_on, b.abolished_on, count(i.code) AS ended,
        max(i.place) FILTER ($within IS NULL AND $by_day IS NULL OR i.published_by <=
            least(coalesce($by_day::DATE, d.day + $within::INT), $known_to::DATE)) AS place
    FROM days d CROSS JOIN bodies b LEFT JOIN fulls i ON i.council_code = b.code AND i.ended_by <= d.day
    GROUP BY ALL),
held AS (SELECT l.day, l.code AS council_code, l.region, l.type, CASE WHEN l.abolished_on <= l.day THEN 'abolished'
        WHEN l.established_on > l.day THEN 'not_yet_established' WHEN l.place IS NOT NULL THEN 'in_force'
        WHEN l.ended > 0 THEN 'none_published' ELSE 'no_inspection_recorded' END AS status, l.place FROM latest l),
outcomes AS (SELECT h.day, h.council_code, h.region, h.type, h.status, i.code AS inspection_code, i.framework_code,
        i.ended_on, v.grade, v.absence FROM held h
    LEFT JOIN fulls i ON i.place = h.place AND h.status = 'in_force'
    LEFT JOIN said v ON v.code = i.code AND v.aspect = $aspect)
"""
OUTCOMES = (
    IN_FORCE
    + """SELECT council_code, status, inspection_code, grade, absence,
    CASE WHEN grade IS NOT NULL THEN days_from(ended_on, day::VARCHAR) END FROM outcomes ORDER BY council_code"""
)
SERIES = (
    IN_FORCE
    + """SELECT day, CASE $by WHEN 'region' THEN region WHEN 'council_type' THEN type
        WHEN 'framework' THEN coalesce(framework_code, status) ELSE 'all' END AS name,
    count(*) FILTER (status NOT IN ('abolished', 'not_yet_established')), count(grade),
    count(*) FILTER (grade = 'outstanding'), count(*) FILTER (grade = 'good'),
    count(*) FILTER (grade = 'requires_improvement'), count(*) FILTER (grade = 'adequate'),
    count(*) FILTER (grade = 'inadequate'), count(absence), count(*) FILTER (status = 'in_force'),
    count(*) FILTER (status = 'no_inspection_recorded'), count(*) FILTER (status = 'none_published')
    FROM outcomes GROUP BY ALL ORDER BY ALL"""
)
PANEL = (
    IN_FORCE
    + """SELECT council_code, year(day) AS year, status, inspection_code, grade, absence,
    (SELECT list(f.code ORDER BY f.place) FROM fulls f
        WHERE f.council_code = o.council_code AND year(f.ended_by) = year(o.day)),
    (SELECT count(*) FROM monitoring_visits m WHERE m.council_code = o.council_code AND year(m.latest) = year(o.day)),
    (SELECT count(*) FROM focused_visits v WHERE v.council_code = o.council_code AND year(v.latest) = year(o.day))
    FROM outcomes o JOIN bodies b ON b.code = o.council_code
    WHERE coalesce(year(b.established_on), 0) <= year(day)
        AND (b.abolished_on IS NULL OR b.abolished_on > make_date(year(day), 1, 1)) ORDER BY council_code, year"""
)
SPELLS = """
WITH dated AS (SELECT i.*, v.grade, b.abolished_on, CASE WHEN $clock = 'inspection' THEN i.ended_by
        ELSE greatest(i.published_by, i.ended_by) END AS day,
        CASE WHEN $clock = 'inspection' THEN i.ended_on ELSE i.published_on END AS known_as
    FROM fulls i JOIN said v ON v.code = i.code AND v.aspect = $aspect JOIN bodies b ON b.code = i.council_code
    WHERE $clock = 'inspection' OR i.published_on IS NOT NULL),
counted AS (SELECT * FROM dated WHERE day <= $as_at::DATE QUALIFY day < coalesce(min(day) OVER (
    PARTITION BY council_code ORDER BY place DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 'infinity'::DATE)),
placed AS (SELECT *, row_number() OVER mine AS n, lag(grade) OVER mine AS grade_before FROM counted
    WHERE abolished_on IS NULL OR abolished_on > $as_at::DATE OR day < abolished_on
    WINDOW mine AS (PARTITION BY council_code ORDER BY place)),
numbered AS (SELECT *, sum((n = 1 OR $split OR grade IS DISTINCT FROM grade_before)::INT)
    OVER (PARTITION BY council_code ORDER BY place) AS spell FROM placed),
grouped AS (SELECT council_code, spell, any_value(grade) AS grade, min(day) AS counts_from,
        arg_min_null(known_as, place) AS started_on, arg_min_null(grade_before, place) AS grade_before,
        any_value(abolished_on) AS abolished_on, list(code ORDER BY place) AS codes FROM numbered GROUP BY ALL),
followed AS (SELECT *, lead(counts_from) OVER mine AS next_from, lead(started_on) OVER mine AS next_on,
        lead(grade) OVER mine AS next_grade FROM grouped WINDOW mine AS (PARTITION BY council_code ORDER BY spell)),
ended AS (SELECT *, CASE WHEN abolished_on <= $as_at::DATE THEN abolished_on END AS gone_on FROM followed
    WHERE grade IS NOT NULL)
SELECT council_code, counts_from, grade, coalesce(next_from, gone_on) AS counts_to,
    days_from(started_on, CASE WHEN next_from IS NOT NULL THEN next_on
        ELSE coalesce(gone_on, $as_at::DATE)::VARCHAR END),
    CASE WHEN next_grade <> grade THEN next_grade END,
    CASE WHEN next_from IS NOT NULL THEN CASE WHEN next_grade IS NULL THEN 'not_graded_next'
        WHEN next_grade = grade THEN 'same_grade_again' END
        WHEN gone_on IS NOT NULL THEN 'council_abolished' ELSE 'still_held' END,
    grade_before IS NULL, codes, (SELECT count(*) FROM monitoring_visits m WHERE m.council_code = ended.council_code
        AND m.latest >= counts_from AND m.latest <= $as_at::DATE
        AND m.latest < coalesce(next_from, gone_on, 'infinity'::DATE))
FROM ended ORDER BY council_code, counts_from"""
PAIRS = """
WITH known AS (SELECT i.*, v.grade, row_number() OVER (PARTITION BY i.council_code ORDER BY i.place) AS n
    FROM fulls i JOIN said v ON v.code = i.code AND v.aspect = $aspect
    WHERE ($ended_by IS NULL OR i.ended_by <= $ended_by::DATE)
        AND ($published_by IS NULL OR i.published_by <= $published_by::DATE)),
paired AS (SELECT council_code, place, code, grade, framework_code, ended_on, n,
        lag(code) OVER mine AS code_before, lag(grade) OVER mine AS grade_before, lag(n) OVER mine AS n_before,
        lag(framework_code) OVER mine AS framework_before, lag(ended_on) OVER mine AS ended_before
    FROM known WHERE grade IS NOT NULL WINDOW mine AS (PARTITION BY council_code ORDER BY place))
SELECT code_before, code, grade_before, grade, days_from(ended_before, ended_on), n - n_before - 1
FROM paired WHERE code_before IS NOT NULL AND framework_code = framework_before ORDER BY council_code, place"""
INTERVALS = """
WITH ordered AS (SELECT *, lag(code) OVER mine AS code_before, lag(started_on) OVER mine AS started_before FROM fulls
    WINDOW mine AS (PARTITION BY council_code ORDER BY place)),
dated AS (SELECT o.*, CASE $measure WHEN 'end_to_publication' THEN ended_on WHEN 'start_to_publication' THEN started_on
        ELSE started_before END AS from_on,
        CASE $measure WHEN 'between_inspections' THEN started_on ELSE published_on END AS to_on
    FROM ordered o WHERE $measure <> 'between_inspections' OR code_before IS NOT NULL)
SELECT d.code, year(d.ended_by), days_from(from_on, to_on), b.code, b.name, b.region, b.type, d.framework_code,
    from_on, to_on FROM dated d JOIN bodies b ON b.code = d.council_code ORDER BY d.council_code, d.place"""
WAITING = """
WITH begun AS (SELECT b.code, b.region, max_by(i.code, (i.started_by, i.code)) AS inspection_code,
        max_by(i.started_on, (i.started_by, i.code)) AS started_on
    FROM bodies b LEFT JOIN fulls i ON i.council_code = b.code AND i.started_by <= $as_at::DATE
        AND i.published_by <= $as_at::DATE
    WHERE coalesce(b.established_on <= $as_at::DATE, TRUE) AND coalesce(b.abolished_on > $as_at::DATE, TRUE)
    GROUP BY ALL),
waited AS (SELECT *, days_from(started_on, $as_at) AS days FROM begun)
SELECT code, inspection_code, days, CASE WHEN days IS NOT NULL THEN rank() OVER (PARTITION BY days IS NULL,
    CASE WHEN $within = 'region' THEN region END ORDER BY days DESC) END
FROM waited ORDER BY days IS NULL, days DESC, code"""


def opened(downloads: Path, aspects: list[str]) -> duckdb.DuckDBPyConnection:
    """A database in memory with the tables of a release, read from its Parquet files on one thread."""
    connection = duckdb.connect()
    for name in TABLES:
        connection.read_parquet(str(downloads / f"{name}.parquet")).to_table(name)
    setup, said = SETUP.split("CREATE TABLE said")
    connection.execute(setup)
    connection.execute(f"CREATE TABLE said{said}", {"aspects": aspects})
    return connection


def answer(connection: duckdb.DuckDBPyConnection, statement: str, **asked: Any) -> list[tuple[Any, ...]]:
    """The rows of a question."""
    return connection.execute(statement, asked).fetchall()
