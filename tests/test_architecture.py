"""The house plan holds itself: layers, sizes, docstrings, broad excepts (DESIGN 3 and 5)."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

PROJECT = Path(__file__).parent.parent
MODULES = sorted((PROJECT / "bot").rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}

LONGEST_MODULE = 350
LONGEST_FUNCTION = 40
LONG_FUNCTION = 25
SHARE_OF_SHORT = 0.9
LONGEST_MEDIAN = 8

Function = ast.FunctionDef | ast.AsyncFunctionDef

BROAD_EXCEPTS = {
    "bot/chat/inbox.py": "the chat's error handler",
    "bot/content/library.py": "the reload loop",
    "bot/app.py": "the supervisor",
}
"""Modules that may catch everything, each once, and what each is."""


def name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def functions() -> Iterator[tuple[str, int]]:
    """Each function with its length in lines, its docstring and signature included."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                end = node.end_lineno or node.lineno
                yield f"{name(path)}:{node.lineno} {node.name}", end - node.lineno + 1


def broad_excepts(tree: ast.Module) -> Iterator[ast.ExceptHandler]:
    broad = ("Exception", "BaseException")
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(
                one is None or (isinstance(one, ast.Name) and one.id in broad) for one in caught
            ):
                yield node


def test_layers_and_contracts_are_kept() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    result = subprocess.run(  # noqa: S603 - our own tool
        command, cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout
    assert ", 0 broken" in result.stdout


def test_no_module_is_too_long() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_too_long() -> None:
    assert {place: length for place, length in functions() if length > LONGEST_FUNCTION} == {}


def test_functions_are_short_as_a_rule() -> None:
    lengths = [length for _, length in functions()]
    assert sum(length <= LONG_FUNCTION for length in lengths) >= SHARE_OF_SHORT * len(lengths)
    assert median(lengths) <= LONGEST_MEDIAN


@pytest.mark.parametrize("path", [path for path in MODULES if TREES[path].body], ids=name)
def test_a_module_begins_with_one_sentence_that_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(TREES[path])
    assert docstring is not None
    sentence = docstring.split("\n\n")[0]
    assert sentence.endswith((".", "?")), "the first paragraph is a whole sentence"
    assert len(sentence.splitlines()) == 1, "on one line"


def test_packages_are_empty() -> None:
    packages = [path for path in MODULES if path.name == "__init__.py"]
    assert [name(path) for path in packages if path.read_text(encoding="utf-8")] == []


def test_everything_is_caught_in_the_places_named_only_and_logged() -> None:
    found = {name(path): list(broad_excepts(tree)) for path, tree in TREES.items()}
    places = {path: len(handlers) for path, handlers in found.items() if handlers}
    assert places.keys() <= BROAD_EXCEPTS.keys()
    assert set(places.values()) <= {1}
    for handlers in found.values():
        for handler in handlers:
            assert ast.unparse(handler.body[0]).startswith("log.exception(")


def test_nothing_but_the_command_line_prints() -> None:
    printing = {
        name(path)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    }
    assert {path for path in printing if not path.startswith("bot/cli/")} == set()


def test_nobody_uses_mocks() -> None:
    tests = [path for path in (PROJECT / "tests").rglob("*.py") if path != Path(__file__)]
    texts = {name(path): path.read_text(encoding="utf-8") for path in tests}
    assert [path for path, text in texts.items() if "unittest.mock" in text] == []
