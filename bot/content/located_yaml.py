"""Reads YAML as editors mean it: every value is the text as written, with its line and column.

Nothing is turned into something else (``no`` stays "no", ``1e3`` stays "1e3"), and what a
knowledge file has no use for is refused: anchors, aliases, tags, several documents, deep nesting.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.domain.problem import Level, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 12

Spot = tuple[str | int, ...]
"""The way to a value: keys and list positions from the top of the file."""

Value = str | list["Value"] | dict[str, "Value"]


@dataclass(slots=True)
class Document:
    """A file's values and where each stands (line and column from 1)."""

    path: str
    value: Value | None = None
    """``None`` as long as the file could not be read to its end."""
    places: dict[Spot, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(
        self, spot: Spot, message: str, *, hint: str = "", level: Level = Level.ERROR
    ) -> Problem:
        """Write a problem at the place of the value, or of the nearest one above it."""
        line, column = (1, 1)
        for length in range(len(spot), -1, -1):
            if spot[:length] in self.places:
                line, column = self.places[spot[:length]]
                break
        return Problem(self.path, line, column, level, message, hint)

    def add(
        self, message: str, spot: Spot = (), *, hint: str = "", level: Level = Level.ERROR
    ) -> None:
        """Note a problem at the place of the value."""
        self.problems.append(self.problem(spot, message, hint=hint, level=level))

    @property
    def has_errors(self) -> bool:
        """Tell whether something must be mended."""
        return any(problem.level is Level.ERROR for problem in self.problems)


def read_yaml(path: Path, *, shown_as: str, without: Collection[str] = frozenset()) -> Document:
    """Read a file; what is wrong with it stands in the document's ``problems``.

    What stands under the keys ``without``, at any depth, is passed over.
    """
    document = Document(shown_as)
    try:
        _Reader(document, _text_of(path), without).read()
    except UnicodeDecodeError:
        document.add("not UTF-8", hint="save it as UTF-8")
    except OSError as error:
        document.add(f"cannot be read: {error.strerror}")
    except yaml.MarkedYAMLError as error:
        document.problems.append(_syntax_problem(shown_as, error))
    except _RefusedError as error:
        document.problems.append(
            Problem(shown_as, error.line, error.column, Level.ERROR, error.message, error.hint)
        )
    return document


def _text_of(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        raise _RefusedError(1, 1, f"the file is larger than {MAX_BYTES:,} bytes", "split it")
    text = path.read_bytes().decode("utf-8-sig")
    if found := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        message = f"the invisible character U+{ord(found.group()):04X} stands here"
        raise _RefusedError(line, column, message, "remove it")
    return text


_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
"""What YAML allows in no file."""


class _RefusedError(Exception):
    def __init__(self, line: int, column: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line, self.column, self.message, self.hint = line, column, message, hint


class _Reader:
    """Builds values from the parser's events in one pass; no deeper than ``MAX_DEPTH``."""

    def __init__(self, document: Document, text: str, without: Collection[str]) -> None:
        self._document = document
        self._without = without
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)

    def read(self) -> None:
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _refuse(event, "a second document starts here", "remove the ---")
                value = self._value(next(self._events), (), 0)
        if not documents:
            raise _RefusedError(1, 1, "the file is empty", "write something or delete it")
        self._document.value = value

    def _value(self, event: yaml.Event, spot: Spot, depth: int) -> Value:
        _refuse_extras(event, depth)
        self._document.places.setdefault(spot, _place(event))
        match event:
            case yaml.ScalarEvent():
                return self._scalar(event, spot)
            case yaml.SequenceStartEvent():
                return self._sequence(spot, depth)
            case _:
                return self._mapping(spot, depth)

    def _scalar(self, event: yaml.ScalarEvent, spot: Spot) -> str:
        if not event.style and event.value in ("", "~", "null"):
            hint = "write a value or remove the key"
            self._document.add("nothing stands here", spot, hint=hint)
        return str(event.value)

    def _sequence(self, spot: Spot, depth: int) -> Value:
        items: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*spot, len(items)), depth + 1))
        return items

    def _mapping(self, spot: Spot, depth: int) -> Value:
        values: dict[str, Value] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            _refuse_extras(event, depth)
            if not isinstance(event, yaml.ScalarEvent):
                raise _refuse(event, "a key must be a word")
            key = str(event.value)
            if key in self._without:
                self._pass_over()
                continue
            line, column = _place(event)
            if key in values:
                first = self._document.places[*spot, key][0]
                message = f"the key “{key}” stands here a second time"
                self._document.problems.append(
                    Problem(
                        self._document.path,
                        line,
                        column,
                        Level.ERROR,
                        message,
                        f"the first is on line {first}",
                    )
                )
                self._value(next(self._events), (*spot, key, "again"), depth + 1)
                continue
            self._document.places[*spot, key] = (line, column)
            values[key] = self._value(next(self._events), (*spot, key), depth + 1)
        return values

    def _pass_over(self) -> None:
        """Read to the end of the next value without keeping it."""
        depth = 0
        for event in self._events:
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if not depth:
                return


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _refuse(event: yaml.Event, message: str, hint: str = "") -> _RefusedError:
    return _RefusedError(*_place(event), message, hint)


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _refuse_extras(event: yaml.Event, depth: int) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _refuse(
            event,
            "anchors and aliases (& and *) are not used here",
            "write the text out, or put it in quotes",
        )
    tag = getattr(event, "tag", None)
    if tag and tag != "!":
        raise _refuse(event, f"tags ({tag}) are not used here", "put the text in quotes")
    if depth > MAX_DEPTH:
        raise _refuse(event, f"nested deeper than {MAX_DEPTH} levels")


def _syntax_problem(path: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    if "end of stream" in (error.problem or ""):
        mark = error.context_mark or mark  # where the quotation began, not where the file ends
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if "nesting depth" in (error.problem or ""):  # libyaml has a limit of its own, above ours
        return Problem(path, line, column, Level.ERROR, f"nested deeper than {MAX_DEPTH} levels")
    message = f"no valid YAML: {error.problem or error.context}"
    if error.context_mark and error.context_mark.line + 1 < line:
        message += f", {error.context} from line {error.context_mark.line + 1}"
    hint = "a text with “: ”, “#” or a quotation mark inside needs quotes around it"
    return Problem(path, line, column, Level.ERROR, message, hint)


def as_mapping(value: Value | None) -> Mapping[str, Value]:
    """Take the value as a mapping; anything else counts as empty."""
    return value if isinstance(value, dict) else {}
