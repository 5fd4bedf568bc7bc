"""Every language says everything: the catalogs in locales/ against the messages in bot/."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.conftest import PROJECT

CATALOGS = sorted((PROJECT / "locales").glob("*/LC_MESSAGES/messages.po"))
KEYWORDS = {"say": None, "plural": (1, 2)}

Id = str | tuple[str, ...]


def messages() -> set[Id]:
    """What the bot says; the preview is a stand-in for Telegram and speaks for itself."""
    found = extract_from_dir(
        PROJECT / "bot",
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        directory_filter=lambda folder: Path(folder).name != "preview",
    )
    return {message[2] for message in found}


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=locale(path), abort_invalid=True)


def locale(path: Path) -> str:
    return path.parts[-3].replace("-", "_")


def translations(catalog: Catalog) -> dict[Id, Message]:
    return {
        tuple(message.id) if isinstance(message.id, list) else message.id: message
        for message in catalog
        if message.id
    }


def forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def said() -> Iterator[tuple[str, list[ast.expr]]]:
    """Each place that says a message, with the arguments that catalogs are made from."""
    for path in (PROJECT / "bot").rglob("*.py"):
        place = path.relative_to(PROJECT)
        if place.parts[1] == "preview":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(attr="say"), args=arguments):
                    yield f"{place}:{node.lineno}", arguments[:1]
                case ast.Call(func=ast.Attribute(attr="plural"), args=arguments):
                    yield f"{place}:{node.lineno}", arguments[:2]


def test_the_bot_says_something() -> None:
    assert len(messages()) > 50
    assert any(isinstance(message, tuple) for message in messages())


def test_every_message_is_written_out_where_it_is_said() -> None:
    for place, arguments in said():
        assert all(isinstance(argument, ast.Constant) for argument in arguments), place


COMMANDS = re.compile(r"/[a-z]+")


@pytest.mark.parametrize("path", CATALOGS, ids=locale)
def test_a_catalog_has_every_message_and_none_that_nobody_says(path: Path) -> None:
    assert translations(read(path)).keys() == messages()


@pytest.mark.parametrize("path", CATALOGS, ids=locale)
def test_every_message_is_translated_into_every_plural_form(path: Path) -> None:
    catalog = read(path)
    for message_id, message in translations(catalog).items():
        assert not message.fuzzy, message_id
        assert all(text.strip() for text in forms(message.string)), message_id
        if isinstance(message_id, tuple):
            assert len(forms(message.string)) == catalog.num_plurals, message_id


@pytest.mark.parametrize("path", CATALOGS, ids=locale)
def test_placeholders_are_those_of_the_english_text(path: Path) -> None:
    for message_id, message in translations(read(path)).items():
        if isinstance(message_id, str):
            if message.string:
                assert placeholders(str(message.string)) == placeholders(message_id), message_id
            continue
        known = set(placeholders(message_id[-1]))
        translated = forms(message.string)
        assert all(set(placeholders(text)) <= known for text in translated), message_id
        assert not any(translated) or set(placeholders(translated[-1])) == known, message_id


@pytest.mark.parametrize("path", CATALOGS, ids=locale)
def test_commands_stay_as_they_are(path: Path) -> None:
    for message_id, message in translations(read(path)).items():
        for text in filter(None, forms(message.string)):
            original = forms(message_id)[0]
            assert COMMANDS.findall(text) == COMMANDS.findall(original), message_id
            assert text.endswith("\n") == original.endswith("\n"), message_id
