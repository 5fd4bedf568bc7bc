"""The parameters of one call, read from query, form, multipart or JSON, as Telegram reads them."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from email.message import Message as Headers
from email.parser import HeaderParser
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from bot.preview.refusals import Payload, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TRUE = frozenset({"true", "yes", "1"})
# What Telegram calls the JSON of a parameter when it cannot read it.
_JSON_NAMES = {
    "reply_markup": "reply keyboard markup",
    "reply_parameters": "reply parameters",
    "link_preview_options": "link preview options",
    "commands": "commands",
    "scope": "BotCommandScope",
    "menu_button": "menu button",
    "reaction": "reaction types",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call; size in bytes."""

    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a method: every value is a string, structures are JSON inside it."""

    method: str
    values: Mapping[str, str]
    files: Mapping[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Tell whether the parameter was given and is not empty."""
        return bool(self.values.get(name))

    def text(self, name: str) -> str:
        """Give the parameter, or an empty string."""
        return self.values.get(name, "")

    def required(self, name: str) -> str:
        """Give the parameter or refuse the call."""
        return self.values.get(name) or refuse(f'parameter "{name}" is required')

    def boolean(self, name: str) -> bool:
        """Read the parameter as Telegram reads truth."""
        return self.text(name).strip().lower() in _TRUE

    def integer(self, name: str, default: int = 0, *, least: int, most: int) -> int:
        """Read a whole number and bring it within bounds; what is no number counts as 0."""
        raw = self.text(name)
        return min(max(_whole(raw) if raw else default, least), most)

    def message_id(self, name: str = "message_id") -> int:
        """Read the identifier of a message; 0 where there is none."""
        return max(_whole(self.text(name)), 0)

    def decimal(self, name: str) -> float:
        """Read a required number with a fraction."""
        raw = self.text(name).strip() or refuse(f"{name} is empty")
        try:
            number = float(raw)
        except ValueError:
            number = 0.0
        return number if math.isfinite(number) else 0.0

    def structure(self, name: str) -> Any:
        """Decode a parameter that holds JSON; None where it was not given."""
        if not self.has(name):
            return None
        try:
            return json.loads(self.values[name])
        except ValueError:
            refuse(f"can't parse {_JSON_NAMES.get(name, name)} JSON object")


def read_parameters(
    query: bytes, body: bytes, media_type: str
) -> tuple[Payload, dict[str, Upload]]:
    """Collect the parameters of a request and the files that came with it."""
    values = _form(query)
    files: dict[str, Upload] = {}
    kind = media_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        values |= _json(body)
    elif kind == "multipart/form-data":
        _read_parts(body, media_type, values, files)
    elif body:
        values |= _form(body)
    return values, files


def field_text(fields: Payload, name: str, *, default: str | None = None) -> str:
    """Read a string out of a JSON object; refuses the call where it is missing or no string."""
    if name not in fields:
        return default if default is not None else refuse(f'can\'t find field "{name}"')
    value = fields[name]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        refuse(f'field "{name}" must be of type String')
    return str(value)


def _whole(raw: str) -> int:
    try:
        return int(raw.strip())
    except ValueError:
        return 0


def _form(raw: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        refuse("strings must be encoded in UTF-8")
    return dict(pairs)


def _json(body: bytes) -> dict[str, str]:
    try:
        fields = json.loads(body or b"{}")
    except ValueError:
        refuse("can't parse JSON object")
    if not isinstance(fields, dict):
        refuse("object expected as parameters")
    return {name: _flat(value) for name, value in fields.items() if value is not None}


def _flat(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _read_parts(
    body: bytes, media_type: str, values: dict[str, str], files: dict[str, Upload]
) -> None:
    for headers, content in _parts(body, media_type):
        name = str(headers.get_param("name", "", "content-disposition"))
        filename = headers.get_filename()
        if filename is None:
            values[name] = _decoded(content)
        else:
            files[name] = Upload(filename, headers.get_content_type(), len(content))


def _parts(body: bytes, media_type: str) -> Iterator[tuple[Headers, bytes]]:
    holder = Headers()
    holder["content-type"] = media_type
    boundary = str(holder.get_param("boundary", "")).encode()
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary)[1:]:
        head, found, content = part.partition(b"\r\n\r\n")
        if found:
            yield HeaderParser().parsestr(_decoded(head).strip()), content


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        refuse("strings must be encoded in UTF-8")
