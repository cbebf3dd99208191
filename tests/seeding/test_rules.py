"""The rules of the field: each broken once, with the exact words, and each kept on its very edge."""

from pathlib import Path

import pytest

from app.seeding.read import read_packages
from app.seeding.rules import broken_rules
from tests.world import World, small_world

HERE = "packages/records"
EARLY, LATE, STRANGER = "herefordshire-ilacs-2018-06", "herefordshire-ilacs-2022-07", "medway-ilacs-2023-07"
VISIT = "herefordshire-mv-2023-03"
SCALE = "outstanding, good, requires_improvement, inadequate"


def broken(world: World, folder: Path) -> list[str]:
    """The rules that a world breaks, each fault once, in order."""
    dataset = read_packages(world.write(folder / "packages"))
    assert dataset.faults == []
    return [str(fault) for fault in sorted(set(broken_rules(dataset)))]


def judgement(inspection: str, aspect: str) -> str:
    return f"{inspection}-{aspect}"


@pytest.mark.parametrize(
    ("kind", "code", "values", "expected"),
    [
        # Things happen in order, and before we record them.
        (
            "inspections",
            STRANGER,
            {"ended_on": "2023-07-16"},
            ["inspections.csv:4: ended_on: 2023-07-16 is before 2023-07-17; expected the start first"],
        ),
        (
            "inspections",
            STRANGER,
            {"published_on": "2023-06"},
            ["inspections.csv:4: published_on: 2023-06 is before 2023-07-17; expected it later"],
        ),
        (
            "inspections",
            STRANGER,
            {"published_on": "2026-11-22"},
            [
                "inspections.csv:4: published_on: 2026-11-22 is after 2026-11-21, the day it was recorded; "
                "expected before"
            ],
        ),
        (
            "councils",
            "cumberland",
            {"established_on": "2027-04-01"},
            [
                "councils.csv:5: established_on: 2027-04-01 is after 2026-11-21, the day it was recorded; "
                "expected before"
            ],
        ),
        # A council is established before it is abolished.
        (
            "councils",
            "cumbria",
            {"established_on": "2023-04-01"},
            ["councils.csv:4: established_on: 2023-04-01 is not before 2023-04-01, when it was abolished"],
        ),
        # An abolished council is inspected no more, and its successor begins when it ends.
        (
            "inspections",
            STRANGER,
            {"council_code": "cumbria"},
            ["inspections.csv:4: council_code: cumbria was abolished on 2023-04-01; expected a successor"],
        ),
        (
            "successions",
            "cumbria-cumberland",
            {"happened_on": "2023-04-02"},
            ["successions.csv:2: happened_on: cumbria was abolished on 2023-04-01; expected that day"],
        ),
        (
            "successions",
            "cumbria-cumberland",
            {"predecessor_code": "medway"},
            ["successions.csv:2: happened_on: medway was abolished on None; expected that day"],
        ),
        # What belongs to a record is of the same council.
        (
            "monitoring_visits",
            VISIT,
            {"inspection_code": STRANGER, "started_on": "2023-09", "ended_on": None, "published_on": None},
            [
                "monitoring_visits.csv:2: inspection_code: medway-ilacs-2023-07 is of medway; "
                "expected a record of herefordshire"
            ],
        ),
        (
            "findings",
            "a-finding",
            {"position": "1", "record_kind": "inspections", "record_code": STRANGER},
            ["findings.csv:2: record_code: medway-ilacs-2023-07 is of medway; expected a record of herefordshire"],
        ),
        (
            "meetings",
            "a-meeting",
            {"held_on": "2023-09-20", "inspection_code": STRANGER},
            ["meetings.csv:2: inspection_code: medway-ilacs-2023-07 is of medway; expected a record of herefordshire"],
        ),
        # Grades, absences, domains and scales.
        (
            "judgements",
            judgement(STRANGER, "care"),
            {"absence": "not_found"},
            ["judgements.csv:13: grade: a grade and an absence, or neither; expected exactly one of the two"],
        ),
        (
            "judgements",
            judgement(STRANGER, "care"),
            {"grade": None},
            ["judgements.csv:13: grade: a grade and an absence, or neither; expected exactly one of the two"],
        ),
        (
            "judgements",
            judgement(STRANGER, "care"),
            {"grade": "adequate"},
            [f"judgements.csv:13: grade: adequate is not on the scale of ILACS; expected {SCALE}"],
        ),
        (
            "judgements",
            judgement(STRANGER, "care"),
            {"domain_code": "ilacs-care-and-care-leavers"},
            [
                "inspections.csv:4: code: no judgement of ilacs-care; expected a grade or an absence in judgements.csv",
                "judgements.csv:13: grade: ilacs-care-and-care-leavers was not judged in inspections that start "
                "2023-07-17; expected an absence",
            ],
        ),
        # Inadequate in a limiting domain caps overall effectiveness.
        (
            "judgements",
            judgement(EARLY, "help-and-protection"),
            {"grade": "inadequate"},
            [
                "judgements.csv:2: grade: requires_improvement, though ilacs-help-and-protection is inadequate and "
                "limits it; expected inadequate"
            ],
        ),
        # One full inspection at a time, and no visit before its inspection.
        (
            "inspections",
            LATE,
            {"started_on": "2018-06-22"},
            [
                "inspections.csv:3: started_on: overlaps herefordshire-ilacs-2018-06; "
                "expected one full inspection at a time"
            ],
        ),
        (
            "inspections",
            EARLY,
            {"started_on": "2022-07-20", "ended_on": "2022-07-22", "published_on": None},
            [
                "inspections.csv:2: started_on: overlaps herefordshire-ilacs-2022-07; "
                "expected one full inspection at a time"
            ],
        ),
        (
            "monitoring_visits",
            VISIT,
            {"started_on": "2022-06"},
            [
                "monitoring_visits.csv:2: inspection_code: started 2022-07-18, after the visit; "
                "expected an earlier inspection"
            ],
        ),
    ],
)
def test_a_broken_rule_is_told_at_its_place(
    folder: Path, kind: str, code: str, values: dict[str, str | None], expected: list[str]
) -> None:
    assert broken(small_world().add(kind, code, **values), folder) == [f"{HERE}/{fault}" for fault in expected]


@pytest.mark.parametrize(
    ("kind", "code", "values"),
    [
        # A partial date is before or after another only if every day of it is.
        ("inspections", STRANGER, {"ended_on": "2023-07", "published_on": "2023"}),
        ("inspections", STRANGER, {"started_on": "2023-07", "ended_on": "2023-07-01"}),
        ("inspections", STRANGER, {"published_on": "2023-07-17"}),
        ("inspections", STRANGER, {"published_on": "2026-11"}),
        ("inspections", STRANGER, {"published_on": "2026-11-21"}),
        ("councils", "cumberland", {"established_on": "2026-11-21"}),
        ("councils", "cumbria", {"established_on": "2023"}),
        # What is due, or judged until, or withdrawn, may lie in the future.
        (
            "findings",
            "a-finding",
            {"position": "1", "record_kind": "inspections", "record_code": EARLY, "due_on": "2030"},
        ),
        ("domains", "ilacs-overall", {"judged_to": "2030-01-01"}),
        ("frameworks", "ilacs", {"withdrawn_on": "2030"}),
        # The last day of a council is the eve of its abolition.
        (
            "monitoring_visits",
            VISIT,
            {"started_on": "[2022-07-17..2022-07-18]", "ended_on": None},
        ),
        # Leadership limits nothing: Herefordshire 2018 was inadequate there and requires improvement overall.
        ("judgements", judgement(EARLY, "leadership"), {"grade": "inadequate"}),
        ("judgements", judgement(EARLY, "leadership"), {"grade": "outstanding"}),
        # An absence says why a grade is not there, in whatever domain.
        ("judgements", judgement(STRANGER, "overall"), {"grade": None, "absence": "withdrawn"}),
        # Inspections on following days do not overlap; one without a known end overlaps nothing.
        ("inspections", LATE, {"started_on": "2018-06-23"}),
        ("inspections", EARLY, {"started_on": "2022-07-20", "ended_on": None, "published_on": None}),
        ("inspections", STRANGER, {"started_on": "2022-07-18", "ended_on": "2022-07-29", "published_on": None}),
    ],
)
def test_a_rule_that_is_just_kept_is_no_fault(
    folder: Path, kind: str, code: str, values: dict[str, str | None]
) -> None:
    told = broken(small_world().add(kind, code, **values), folder)
    # An inspection that is moved across January 2023 is judged in other domains; that is another rule.
    assert [fault for fault in told if "care" not in fault] == []


@pytest.mark.parametrize(
    ("started_on", "kept"), [("2023-03-31", True), ("2023-03", True), ("2023", True), ("2023-04-01", False)]
)
def test_the_last_day_of_a_council_is_the_eve_of_its_abolition(folder: Path, started_on: str, kept: bool) -> None:
    world = small_world().inspection("cumbria-ilacs-2023-03", started_on, council_code="cumbria")
    told = broken(world, folder)
    assert told == (
        []
        if kept
        else [f"{HERE}/inspections.csv:5: council_code: cumbria was abolished on 2023-04-01; expected a successor"]
    )


@pytest.mark.parametrize("aspect", ["overall", "leadership", "help-and-protection", "care", "care-leavers"])
def test_an_inspection_lacks_no_domain_that_was_judged(folder: Path, aspect: str) -> None:
    world = small_world().remove("judgements", judgement(STRANGER, aspect))
    assert broken(world, folder) == [
        f"{HERE}/inspections.csv:4: code: no judgement of ilacs-{aspect}; "
        "expected a grade or an absence in judgements.csv"
    ]


def test_an_inspection_without_an_overall_grade_says_why_also_after_overall_grades_ended(folder: Path) -> None:
    world = small_world().add("domains", "ilacs-overall", judged_to="2026-03-31")
    world.inspection("medway-ilacs-2026-04", "2026-04-13", "2026-04-24", council_code="medway")
    overall = judgement("medway-ilacs-2026-04", "overall")
    assert broken(world, folder) == [
        f"{HERE}/judgements.csv:15: grade: ilacs-overall was not judged in inspections that start 2026-04-13; "
        "expected an absence"
    ]
    world.add("judgements", overall, grade=None, grade_printed=None, absence="not_judged_under_framework")
    assert broken(world, folder) == []
    world.remove("judgements", overall)
    assert broken(world, folder) == [
        f"{HERE}/inspections.csv:5: code: no judgement of ilacs-overall; "
        "expected a grade or an absence in judgements.csv"
    ]


@pytest.mark.parametrize(
    ("started_on", "aspects"),
    [
        ("2022-12-31", {"care-and-care-leavers"}),
        ("2023-01-01", {"care", "care-leavers"}),
        # Either can have been judged in an inspection of which only this much is known.
        ("[2022-12-31..2023-01-01]", {"care-and-care-leavers", "care", "care-leavers"}),
    ],
)
def test_which_domains_are_expected_depends_on_the_day_an_inspection_started(
    folder: Path, started_on: str, aspects: set[str]
) -> None:
    world = small_world()
    world.rows["inspections"] = []
    world.rows["judgements"] = []
    world.rows["monitoring_visits"] = []
    world.add("inspections", "medway-x", started_on=started_on, council_code="medway")
    told = broken(world, folder)
    assert {fault.split("no judgement of ilacs-")[1].split(";")[0] for fault in told} == aspects | {
        "overall",
        "leadership",
        "help-and-protection",
    }


def other_framework(world: World, **values: str) -> World:
    """The world with a second framework that judges one thing."""
    world.add("frameworks", "sif", name="Single inspection framework", short_name="SIF", **values)
    return world.add(
        "domains", "sif-board", framework_code="sif", position="1", aspect="safeguarding_board", name="The board"
    )


def test_a_judgement_is_of_a_domain_of_its_inspections_framework(folder: Path) -> None:
    world = other_framework(small_world())
    world.add("judgements", "x", inspection_code=STRANGER, domain_code="sif-board", grade="good")
    assert broken(world, folder) == [
        f"{HERE}/judgements.csv:15: domain_code: not a domain of ilacs; expected one of its own"
    ]


def test_a_framework_that_awards_no_grade_has_none(folder: Path) -> None:
    world = other_framework(small_world(), grade_scale="narrative")
    world.add("inspections", "medway-sif", started_on="2014-01", framework_code="sif", council_code="medway")
    world.add("judgements", "x", inspection_code="medway-sif", domain_code="sif-board", grade="good")
    assert broken(world, folder) == [
        f"{HERE}/judgements.csv:15: grade: good is not on the scale of SIF; expected no grade at all"
    ]


def test_adequate_belongs_to_the_older_scale_and_requires_improvement_to_the_newer(folder: Path) -> None:
    world = other_framework(small_world(), grade_scale="outstanding_to_inadequate_with_adequate")
    world.add("inspections", "medway-sif", started_on="2012-01", framework_code="sif", council_code="medway")
    world.add("judgements", "x", inspection_code="medway-sif", domain_code="sif-board", grade="adequate")
    assert broken(world, folder) == []
    world.add("judgements", "x", grade="requires_improvement")
    assert broken(world, folder) == [
        f"{HERE}/judgements.csv:15: grade: requires_improvement is not on the scale of SIF; "
        "expected outstanding, good, adequate, inadequate"
    ]


def test_a_board_review_is_expected_to_judge_the_board_alone_and_overlaps_no_inspection(folder: Path) -> None:
    world = small_world().add(
        "domains", "ilacs-board", aspect="safeguarding_board", position="7", name="The board", judged_from="2023-07-01"
    )
    world.add("judgements", "board", inspection_code=STRANGER, domain_code="ilacs-board", grade="good")
    world.add(
        "inspections",
        "medway-board",
        type="board_review",
        started_on="2023-07-17",
        ended_on="2023-07-28",
        council_code="medway",
    )
    assert broken(world, folder) == [
        f"{HERE}/inspections.csv:5: code: no judgement of ilacs-board; expected a grade or an absence in judgements.csv"
    ]


def test_a_framework_of_partial_inspections_may_overlap_a_full_one(folder: Path) -> None:
    world = other_framework(small_world(), full_inspection="false")
    world.add(
        "inspections",
        "medway-sif",
        started_on="2023-07-17",
        ended_on="2023-07-28",
        framework_code="sif",
        council_code="medway",
    )
    world.add("judgements", "x", inspection_code="medway-sif", domain_code="sif-board", grade="good")
    assert broken(world, folder) == []
    world.add("frameworks", "sif", full_inspection="true")
    assert broken(world, folder) == [
        f"{HERE}/inspections.csv:5: started_on: overlaps medway-ilacs-2023-07; expected one full inspection at a time"
    ]


def test_an_inadequate_limiting_domain_lets_overall_be_inadequate_or_absent_only(folder: Path) -> None:
    world = small_world()
    protection, overall = judgement(STRANGER, "help-and-protection"), judgement(STRANGER, "overall")
    world.add("judgements", protection, grade="inadequate")
    for grade in ("outstanding", "good", "requires_improvement"):
        (fault,) = broken(world.add("judgements", overall, grade=grade), folder)
        assert fault == (
            f"{HERE}/judgements.csv:10: grade: {grade}, though ilacs-help-and-protection is inadequate and limits it; "
            "expected inadequate"
        )
    assert broken(world.add("judgements", overall, grade="inadequate"), folder) == []
    assert broken(world.add("judgements", overall, grade=None, absence="not_judged"), folder) == []


def test_a_reference_that_leads_nowhere_is_left_to_its_own_check(folder: Path) -> None:
    world = small_world().add("inspections", STRANGER, framework_code="nobody", council_code="nobody")
    world.add("judgements", judgement(EARLY, "overall"), domain_code="nobody")
    world.add("monitoring_visits", VISIT, inspection_code="nobody")
    world.add("successions", "cumbria-cumberland", predecessor_code="nobody")
    told = broken(world, folder)
    assert not [fault for fault in told if "nobody" in fault.replace("not a domain of nobody", "")]
