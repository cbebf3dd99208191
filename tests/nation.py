"""A nation to ask about: a hundred made-up councils with SIF and ILACS inspections, the same every time.

It is for tests alone. It has what the real one has: inspections that are known to the month, or not known to be
published, councils that came and went, judgements that a framework does not make, an overall grade that is not given
any more, and visits and meetings after some inspections.
"""

import random
from datetime import date, timedelta

from app.vocabulary import CouncilType, Grade, Region
from tests.world import World, small_world

GRADES = ("outstanding", "good", "good", "requires_improvement", "requires_improvement", "inadequate")
THURSDAY = 3
FIRST_MONITORING_VISIT = date(2016, 5, 1)
SIF = ("overall", "leadership", "help_and_protection", "care", "care_leavers")


def nation() -> World:
    """The small world, and a hundred more councils."""
    chance = random.Random(2026)
    world = small_world()
    world.add("domains", "ilacs-overall", judged_to="2026-03-31")
    world.add("frameworks", "sif", name="Single inspection framework", short_name="SIF", introduced_on="2013-11")
    for position, aspect in enumerate(SIF, 1):
        slug = aspect.replace("_", "-")
        world.add("domains", f"sif-{slug}", framework_code="sif", aspect=aspect, position=position, name=slug)
    world.add("frameworks", "jtai", name="Joint inspections", short_name="JTAI", grade_scale="narrative")
    world.add("frameworks", "jtai", full_inspection="false", introduced_on="2016")
    for number in range(100):
        _add_council(world, chance, number)
    world.inspection(
        "cumbria-ilacs-2022-10", "2022-10-03", "2022-10-14", council_code="cumbria", published_on="2022-11-30"
    )
    world.add("inspections", "medway-jtai-2024-06", framework_code="jtai", type="joint", council_code="medway")
    world.add("inspections", "medway-jtai-2024-06", started_on="2024-06-03", ended_on="2024-06-14")
    world.inspection("medway-ilacs-2026-04", "2026-04-13", "2026-04-24", council_code="medway")
    overall = next(row for row in world.rows["judgements"] if row["code"] == "medway-ilacs-2026-04-overall")
    overall.update(grade=None, grade_printed=None, absence="not_judged_under_framework")
    return world


def _add_council(world: World, chance: random.Random, number: int) -> None:
    code = f"borough-{number:02}"
    world.add(
        "councils",
        code,
        name=f"Borough {number:02}",
        official_name=f"Borough {number:02} Council",
        gss_code=f"E090001{number:02}",
        la_code=f"1{number:02}",
        region=list(Region)[number % 9].value,
        type=list(CouncilType)[number % 4].value,
        established_on="2019-04-01" if number == 1 else None,
        abolished_on="2021-04-01" if number == 2 else None,
    )
    if number % 10 == 3:
        return
    day = date(2013, 12, 1) + timedelta(days=chance.randrange(700))
    if number == 1:
        day = date(2019, 6, 3)
    last = date(2021, 1, 31) if number == 2 else date(2026, 3, 1)
    while day < last:
        _add_inspection(world, chance, code, day)
        day += timedelta(days=chance.randrange(500, 1600))


def _add_inspection(world: World, chance: random.Random, council: str, day: date) -> None:
    framework = "sif" if day < date(2018, 1, 1) else "ilacs"
    code = f"{council}-{framework}-{day:%Y-%m}"
    length = timedelta(days=25 if framework == "sif" else 11)
    overall = chance.choice(GRADES)
    unclear, unpublished = chance.random() < 0.05, chance.random() < 0.05
    published = day + length + timedelta(days=chance.randrange(30, 70))
    values = {
        "council_code": council,
        "framework_code": framework,
        "published_on": None if unpublished else published.isoformat(),
    }
    started_on = f"{day:%Y-%m}" if unclear else day.isoformat()
    ended_on = None if unclear else (day + length).isoformat()
    if framework == "ilacs":
        world.inspection(code, started_on, ended_on, overall, leadership=chance.choice(GRADES), **values)
        # The help and protection of the small world's ILACS limits the overall grade, and has the same one here.
    else:
        world.add("inspections", code, started_on=started_on, ended_on=ended_on, **{**values, "type": "full"})
        for aspect in SIF:
            slug, grade = aspect.replace("_", "-"), overall if aspect == "overall" else chance.choice(GRADES)
            printed = {"grade": grade, "grade_printed": grade}
            if aspect == "care_leavers" and chance.random() < 0.1:
                printed = {"absence": "not_found"}
            world.add("judgements", f"{code}-{slug}", inspection_code=code, domain_code=f"sif-{slug}", **printed)
    after = published + timedelta(days=chance.randrange(5, 60))
    if overall == Grade.INADEQUATE:
        for ordinal in (1, 2):
            visit = published + timedelta(days=90 * ordinal)
            # Inspectors come for two working days.
            visit += timedelta(days=7 - visit.weekday() if visit.weekday() > THURSDAY else 0)
            if visit < FIRST_MONITORING_VISIT:
                continue
            world.add(
                "monitoring_visits",
                f"{council}-mv-{visit}",
                council_code=council,
                inspection_code=code,
                ordinal=str(ordinal),
                started_on=visit.isoformat(),
                ended_on=(visit + timedelta(days=1)).isoformat(),
            )
    elif chance.random() < 0.3:
        held = after.isoformat() if chance.random() < 0.8 else f"{after:%Y-%m}"
        world.add("meetings", f"{council}-meeting-{after}", council_code=council, inspection_code=code, held_on=held)
    elif framework == "ilacs":
        world.add("focused_visits", f"{council}-fv-{after}", council_code=council, started_on=f"{after:%Y-%m}")
