"""One name means one thing: whoever reads a class's name in any file of `app/` knows which class it is."""

import ast
from collections import defaultdict
from collections.abc import Iterator

from app.settings import ROOT


def _is_type_variable(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "TypeVar"


def _names(module: ast.Module) -> Iterator[str]:
    """The classes of a module, those within others too, and the types that it gives a name, such as `CacheKey`."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef):
            yield node.name
    for node in module.body:
        # A type variable only stands for a type, so two modules may both have a `Thing`.
        if isinstance(node, ast.Assign) and not _is_type_variable(node.value):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            yield from (name for name in names if name[0].isupper() and not name.isupper())


def test_no_two_classes_or_named_types_under_app_have_the_same_name() -> None:
    places = defaultdict(list)
    for path in sorted((ROOT / "app").rglob("*.py")):
        for name in _names(ast.parse(path.read_text(encoding="utf-8"))):
            places[name].append(path.relative_to(ROOT).as_posix())
    assert len(places) > 500
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}
