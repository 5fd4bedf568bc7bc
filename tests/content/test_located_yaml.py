from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.located_yaml import MAX_BYTES, MAX_DEPTH, Document, as_mapping, read_yaml


def read(folder: Path, text: str | bytes) -> Document:
    path = folder / "file.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_yaml(path, shown_as="file.yaml")


def refusals(folder: Path, text: str | bytes) -> list[str]:
    document = read(folder, text)
    assert document.value is None
    return [str(problem) for problem in document.problems]


def test_every_value_has_the_line_and_column_of_its_key(tmp_path: Path) -> None:
    document = read(tmp_path, "topic: work\ntexts:\n  de:\n    steps:\n      - a\n      - b\n")
    assert document.value == {"topic": "work", "texts": {"de": {"steps": ["a", "b"]}}}
    assert document.places["topic",] == (1, 1)
    assert document.places["texts", "de", "steps"] == (4, 5)
    assert document.places["texts", "de", "steps", 1] == (6, 9)


def test_a_problem_of_something_missing_stands_at_what_is_above_it(tmp_path: Path) -> None:
    document = read(tmp_path, "topic: work\ntexts:\n  de: {title: A}\n")
    problem = document.problem(("texts", "de", "answer"), "the key is missing", hint="add it")
    assert str(problem) == "file.yaml:3:3: error: the key is missing (add it)"


@pytest.mark.parametrize(
    "written", ["no", "yes", "on", "1e3", "0123", "2026-01-01", "1_000", "0x1F", "12:30", "§ 1"]
)
def test_what_is_written_stays_text(tmp_path: Path, written: str) -> None:
    document = read(tmp_path, f"a: {written}\nb: [{written}]\n{written}: c\n")
    assert document.value == {"a": written, "b": [written], written: "c"}
    assert document.problems == []


def test_block_texts_and_quotations_are_read_as_yaml_means_them(tmp_path: Path) -> None:
    document = read(tmp_path, "a: |-\n  one\n\n  two\nb: \"x: y # z\"\nc: 'it''s'\n")
    assert document.value == {"a": "one\n\ntwo", "b": "x: y # z", "c": "it's"}


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    document = read(tmp_path, "\ufeffa: b\r\nc: d\r\n")
    assert document.value == {"a": "b", "c": "d"}
    assert document.places["c",] == (2, 1)


def test_a_key_twice_is_named_with_both_lines(tmp_path: Path) -> None:
    document = read(tmp_path, "a: 1\nb: 2\na: {c: 3}\n")
    (problem,) = document.problems
    assert str(problem) == (
        "file.yaml:3:1: error: the key “a” stands here a second time (the first is on line 1)"
    )
    assert document.value == {"a": "1", "b": "2"}


def test_two_keys_twice_are_two_problems(tmp_path: Path) -> None:
    document = read(tmp_path, "x: {a: 1, a: 2}\nb: 1\nb: 2\n")
    assert [(problem.line, problem.column) for problem in document.problems] == [(1, 11), (3, 1)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: &x b\n", "1:4"),
        ("a: b\nc: *x\n", "2:4"),
        ("a: &x {b: c}\n", "1:4"),
        ("a: b\n&x c: d\n", "2:1"),
        ("- &x a\n- *x\n", "1:3"),
    ],
)
def test_anchors_and_aliases_are_refused_where_they_stand(
    tmp_path: Path, text: str, place: str
) -> None:
    (problem,) = refusals(tmp_path, text)
    assert problem.startswith(f"file.yaml:{place}: error: anchors and aliases (& and *)")
    assert "put it in quotes" in problem


def test_an_alias_bomb_is_refused_at_its_first_anchor(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for n in range(1, 30):
        aliases = ", ".join([f"*a{n - 1}"] * 9)
        lines.append(f"a{n}: &a{n} [{aliases}]")
    (problem,) = refusals(tmp_path, "\n".join(lines))
    assert problem.startswith("file.yaml:1:5: error: anchors and aliases")


@pytest.mark.parametrize("tag", ["!!str", "!!python/object/apply:os.system", "!include"])
def test_tags_are_refused(tmp_path: Path, tag: str) -> None:
    (problem,) = refusals(tmp_path, f"a: b\nc: {tag} x\n")
    assert problem.startswith("file.yaml:2:4: error: tags (")


def test_a_second_document_is_refused(tmp_path: Path) -> None:
    (problem,) = refusals(tmp_path, "a: b\n---\nc: d\n")
    assert problem == "file.yaml:2:1: error: a second document starts here (remove the ---)"


def test_a_single_document_may_begin_with_dashes(tmp_path: Path) -> None:
    assert read(tmp_path, "---\na: b\n").value == {"a": "b"}


@pytest.mark.parametrize("opening", ["[", "{a: "])
def test_nesting_too_deep_is_refused(tmp_path: Path, opening: str) -> None:
    (problem,) = refusals(tmp_path, opening * 50_000)
    assert f"nested deeper than {MAX_DEPTH} levels" in problem


def test_nesting_as_deep_as_allowed_is_read_and_no_deeper(tmp_path: Path) -> None:
    document = read(tmp_path, "[" * MAX_DEPTH + "a" + "]" * MAX_DEPTH)
    assert document.problems == []
    deeper = read(tmp_path, "[" * (MAX_DEPTH + 1) + "a" + "]" * (MAX_DEPTH + 1))
    assert deeper.has_errors


def test_a_giant_file_is_refused_unread(tmp_path: Path) -> None:
    (problem,) = refusals(tmp_path, b"a: b\n" * (MAX_BYTES // 5 + 1))
    assert "larger than 1,000,000 bytes (split it)" in problem


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    assert refusals(tmp_path, "titel: Ämter\n".encode("latin-1")) == [
        "file.yaml:1:1: error: not UTF-8 (save it as UTF-8)"
    ]


def test_a_control_character_is_refused_where_it_stands(tmp_path: Path) -> None:
    assert refusals(tmp_path, "ä: b\nc: d\x07e\n") == [
        "file.yaml:2:5: error: the invisible character U+0007 stands here (remove it)"
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: b\nc: d: e\n", "2:5"),
        ("a: b\n\tc: d\n", "2:1"),
        ("a: [b\nc: d\n", "2:2"),
        ("a: b\n c: d\n", "2:3"),
    ],
)
def test_a_syntax_error_has_its_place_and_the_usual_mend(
    tmp_path: Path, text: str, place: str
) -> None:
    (problem,) = refusals(tmp_path, text)
    assert problem.startswith(f"file.yaml:{place}: error: no valid YAML: ")
    assert "needs quotes around it" in problem


def test_a_quotation_without_end_is_shown_where_it_begins(tmp_path: Path) -> None:
    (problem,) = refusals(tmp_path, 'a: b\nc: "d\ne: f\ng: h\n')
    assert problem.startswith("file.yaml:2:4: error: no valid YAML")


@pytest.mark.parametrize("nothing", ["", " ~", " null", "  # later"])
def test_a_key_without_a_value_is_a_problem(tmp_path: Path, nothing: str) -> None:
    document = read(tmp_path, f"a: b\nc:{nothing}\n")
    assert [str(problem) for problem in document.problems] == [
        "file.yaml:2:1: error: nothing stands here (write a value or remove the key)"
    ]


def test_an_empty_list_item_is_a_problem_and_an_empty_list_is_not(tmp_path: Path) -> None:
    document = read(tmp_path, 'a: []\nb:\n  - x\n  -\nc: ""\n')
    assert [(problem.line, problem.column) for problem in document.problems] == [(4, 4)]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "\ufeff"])
def test_an_empty_file_is_a_problem(tmp_path: Path, text: str) -> None:
    assert refusals(tmp_path, text) == [
        "file.yaml:1:1: error: the file is empty (write something or delete it)"
    ]


def test_a_list_on_top_is_read_and_counts_as_no_mapping(tmp_path: Path) -> None:
    document = read(tmp_path, "- a\n- b\n")
    assert document.value == ["a", "b"]
    assert as_mapping(document.value) == {}


def test_a_key_must_be_a_word(tmp_path: Path) -> None:
    assert refusals(tmp_path, "a: b\n? [c]\n: d\n") == [
        "file.yaml:2:3: error: a key must be a word"
    ]


def test_a_missing_file_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    document = read_yaml(tmp_path / "topics.yaml", shown_as="topics.yaml")
    assert [str(problem) for problem in document.problems] == [
        "topics.yaml:1:1: error: cannot be read: No such file or directory"
    ]


PIECES = st.sampled_from(
    [
        "a",
        ": ",
        "\n",
        "  ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "&x ",
        "*x",
        "!t ",
        "---\n",
        "...\n",
        "'",
        '"',
        "|\n",
        ">-\n",
        "#",
        "%",
        "? ",
        "\t",
        "\x00",
        "\u2028",
        "\x85",
        "ä",
        "\r",
        "~",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(PIECES, max_size=40).map(lambda parts: "".join(parts).encode()) | st.binary())
def test_whatever_stands_in_a_file_gives_values_or_problems(tmp_path: Path, text: bytes) -> None:
    document = read(tmp_path, text)
    assert document.value is not None or document.has_errors
