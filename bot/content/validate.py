"""Turns a located document into a value, or into problems that name the place and the mend."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from bot.content.located_yaml import Document, Spot
from bot.domain.problem import Problem

T = TypeVar("T")


def validated(document: Document, kind: type[T], value: object, at: Spot = ()) -> T | None:
    """Validate a part of a document; problems are added to it, ``None`` means there were some."""
    try:
        validator: TypeAdapter[T] = _adapter(kind)  # type: ignore[arg-type]
        return validator.validate_python(value)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            problem = _problem(document, details, at, kind)
            if not _is_echo(document, details, problem):
                document.problems.append(problem)
        return None


def nearest(name: str, known: Iterable[str]) -> str:
    """Offer the known name that is most like this one, as a hint, or nothing."""
    found = process.extractOne(name, list(known), score_cutoff=60)
    return f"did you mean “{found[0]}”?" if found else ""


def _problem(document: Document, details: ErrorDetails, at: Spot, kind: Any) -> Problem:
    spot = (*at, *(part for part in details["loc"] if part != "[key]"))
    name = str(spot[-1]) if spot else ""
    found = _short(details["input"])
    match details["type"]:
        case "extra_forbidden":
            hint = _hint_for_key(name, kind, details["loc"][:-1])
            return document.problem(spot, f"unknown key “{name}”", hint=hint)
        case "missing":
            return document.problem(spot[:-1], f"the key “{name}” is missing")
        case "enum" | "literal_error":
            hint = f"allowed: {details.get('ctx', {}).get('expected', '')}"
            return document.problem(spot, f"“{found}” is not known here", hint=hint)
        case "string_pattern_mismatch":
            hint = "lower-case letters, digits and hyphens"
            return document.problem(spot, f"“{found}” is no id", hint=hint)
        case wanted if wanted in _WANTED:
            is_split = wanted == "string_type" and isinstance(details["input"], dict)
            hint = _HINT if is_split else ""
            message = f"should be {_WANTED[wanted]}, found “{found}”"
            return document.problem(spot, message, hint=hint)
        case _:
            message = details["msg"].removeprefix("Value error, ")
            return document.problem(spot, f"{message}, found “{found}”")


_KEYS = "keys with values, each on its own line"
_WANTED = {
    "model_type": _KEYS,
    "mapping_type": _KEYS,
    "dict_type": _KEYS,
    "tuple_type": "a list, each item on its own line after “- ”",
    "too_short": "at least one",
    "string_type": "a text",
    "string_too_short": "a text",
}
"""What pydantic calls an object, a dictionary, a tuple, a string."""

_HINT = "a text with “: ” inside needs quotes around it"


def _is_echo(document: Document, details: ErrorDetails, problem: Problem) -> bool:
    """Tell whether this only repeats what is said: nothing stands here, or an item is wrong."""
    if details["type"] == "too_short":
        return bool(details["input"])
    place = (problem.line, problem.column)
    said = any((other.line, other.column) == place for other in document.problems)
    return said and details["input"] == ""


def _hint_for_key(name: str, kind: Any, loc: Spot) -> str:
    known = _keys_at(kind, loc)
    elsewhere = set(_field_names(kind)) - set(known)
    if name in elsewhere:
        return "it belongs to another level: look at the indentation"
    return nearest(name, known) or f"known are {', '.join(sorted(known))}"


def _short(value: object) -> str:
    text = _written(value)
    return text if len(text) <= 40 else text[:37] + "…"  # noqa: PLR2004


def _written(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_written(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(map(_written, value))
    return str(value)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _keys_at(kind: Any, loc: Spot) -> tuple[str, ...]:
    """List the keys that the model at a place knows."""
    for part in loc:
        kind = _part_of(kind, part)
    return tuple(name for model in _models_here(kind) for name in model.model_fields)


def _part_of(kind: Any, part: str | int) -> Any:
    for model in _models_here(kind):
        return model.model_fields[str(part)].annotation
    origin = get_origin(kind)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return get_args(kind)[1]
    return get_args(kind)[0]


def _models_here(kind: Any) -> Iterator[type[BaseModel]]:
    for option in get_args(kind) if isinstance(kind, UnionType) else (kind,):
        if isinstance(option, type) and issubclass(option, BaseModel):
            yield option


def _field_names(kind: Any) -> Iterable[str]:
    return dict.fromkeys(name for model in _models(kind) for name in model.model_fields)


def _models(annotation: Any) -> Iterable[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from _models(field.annotation)
    elif get_origin(annotation) is not None or isinstance(annotation, UnionType):
        for part in get_args(annotation):
            yield from _models(part)
