"""Writes ``translated_from`` into entry files, touching nothing else of what editors wrote."""

import re
from pathlib import Path

from bot.content.located_yaml import Document, read_yaml
from bot.domain.entry import Entry
from bot.domain.errors import EditorError
from bot.domain.locale import SOURCE, Locale


def stamp_file(path: Path, entry: Entry, locales: tuple[Locale, ...]) -> tuple[Locale, ...]:
    """Note in a file that these translations agree with today's German; give those changed.

    Raises:
        EditorError: a translation is not written with each key on its own line.
    """
    digest = entry.texts[SOURCE].digest
    changed = tuple(code for code in locales if entry.texts[code].translated_from != digest)
    if not changed:
        return ()
    document = read_yaml(path, shown_as=str(path))
    with path.open(encoding="utf-8", newline="") as file:
        lines = _LINE.findall(file.read())
    for locale in changed:
        _stamp(document, lines, locale, digest)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("".join(lines))
    return changed


_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|\Z)")
"""A line with its end, as YAML counts lines."""

_STAMP = re.compile(r"""( *translated_from:[ \t]*)("[^"]*"|'[^']*'|[^\s#]+)(.*)""", re.DOTALL)
_STATE = re.compile(r"( *)state:[ \t]+\w+[ \t]*(?:#.*?)?(\s*)")


def _stamp(document: Document, lines: list[str], locale: Locale, digest: str) -> None:
    """Replace the digest, or add a line for it below the ``state``."""
    for key, pattern in (("translated_from", _STAMP), ("state", _STATE)):
        spot = ("texts", locale, key)
        if spot not in document.places:
            continue
        number = document.places[spot][0] - 1
        if found := pattern.fullmatch(lines[number]):
            lines[number] = _stamped(found, digest)
            return
        hint = "give each key of the translation its own line"
        raise EditorError((document.problem(spot, "the stamp cannot be set here", hint=hint),))


def _stamped(found: re.Match[str], digest: str) -> str:
    if found.re is _STAMP:
        return f'{found[1]}"{digest}"{found[3]}'
    end = found[2] or "\n"
    return f'{found[0].removesuffix(found[2])}{end}{found[1]}translated_from: "{digest}"{found[2]}'
