"""What is written down agrees with the program: settings, commands, keys, schemas."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from bot.cli.main import make_app
from bot.cli.schemas import make_schemas
from bot.content.utterances import UtteranceFile
from bot.domain.contact import Contact, ContactKind, ContactText
from bot.domain.entry import EntryFile, ReviewState
from bot.domain.locale import Locale
from bot.domain.match import Action
from bot.domain.topic import Topic
from bot.settings import Settings
from tests.conftest import PROJECT

MANUAL = PROJECT / "knowledge" / "README.md"
SCHEMAS = PROJECT / "knowledge" / "schemas"


def commands() -> list[str]:
    return [
        command.name or (command.callback.__name__ if command.callback else "")
        for command in make_app(None).registered_commands
    ]


def keys(model: type[BaseModel]) -> Iterator[str]:
    for key, field in model.model_fields.items():
        yield key
        for inner in models(field.annotation):
            yield from keys(inner)


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models(part)


def coded(path: Path) -> set[str]:
    """Words that a page sets as code, alone or within an example."""
    text = path.read_text(encoding="utf-8")
    code = re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)
    return set(re.findall(r"[\w-]+", " ".join(code)))


def settings_named(path: Path) -> set[str]:
    return set(re.findall(r"^(?:# )?([A-Z_]+)=", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_example_of_settings_names_each_setting_and_no_other() -> None:
    known = {name.upper() for name in Settings.model_fields}
    assert settings_named(PROJECT / ".env.example") == known


def test_defaults_in_the_example_of_settings_are_the_real_ones() -> None:
    lines = (PROJECT / ".env.example").read_text(encoding="utf-8").splitlines()
    written = dict(line[2:].split("=", 1) for line in lines if re.match(r"# [A-Z_]+=", line))
    for key, value in written.items():
        default = Settings.model_fields[key.lower()].default
        if key not in ("TODAY", "KNOWLEDGE_DIR", "LOCALES_DIR"):
            assert value == str(default), key


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_readme(command: str) -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"`chancenlotse {re.escape(command)}\b", readme), command


def test_there_are_all_commands_of_the_contract() -> None:
    assert set(commands()) == {
        *("run", "preview", "check", "ask", "eval", "coverage", "gaps", "stamp", "doctor"),
        "migrate",
    }


@pytest.mark.parametrize("model", [EntryFile, Topic, Contact, UtteranceFile])
def test_every_key_of_the_files_is_in_the_manual(model: type[BaseModel]) -> None:
    assert set(keys(model)) - coded(MANUAL) == set()


def test_every_value_an_editor_chooses_from_is_in_the_manual() -> None:
    states = {*ReviewState, *get_args(Contact.model_fields["state"].annotation)}
    assert {*states, *ContactKind, *Action} - coded(MANUAL) == set()


def test_every_file_of_the_knowledge_is_in_the_manual() -> None:
    manual = MANUAL.read_text(encoding="utf-8")
    for path in (PROJECT / "knowledge").glob("*.yaml"):
        assert f"`{path.name}`" in manual, path.name


def test_the_worked_example_of_the_manual_is_a_sound_entry() -> None:
    manual = MANUAL.read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(topic: .*?)```", manual, re.DOTALL)
    file = EntryFile.model_validate(yaml.load(example, Loader=yaml.BaseLoader))  # noqa: S506
    german, english = file.texts[Locale("de")], file.texts[Locale("en")]
    assert english.translated_from == german.digest
    assert (PROJECT / "knowledge/entries" / file.topic / "registration.yaml").is_file()


def test_the_example_of_contacts_is_a_sound_contact() -> None:
    manual = MANUAL.read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\ncity-hall:\n(.*?)```", manual, re.DOTALL)
    contact = Contact.model_validate(yaml.load(example, Loader=yaml.BaseLoader))  # noqa: S506
    assert set(contact.model_fields_set) == set(Contact.model_fields)


def test_the_example_of_utterances_is_sound() -> None:
    manual = MANUAL.read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(entries:.*?)```", manual, re.DOTALL)
    UtteranceFile.model_validate(yaml.load(example, Loader=yaml.BaseLoader))  # noqa: S506


def test_editors_tools_are_told_which_schema_is_for_which_file() -> None:
    text = (PROJECT / ".vscode/settings.json").read_text(encoding="utf-8")
    pairs = json.loads(text)["yaml.schemas"]
    assert {Path(schema).name for schema in pairs} == set(make_schemas())
    for schema, pattern in pairs.items():
        assert (PROJECT / schema).is_file()
        assert any(PROJECT.glob(pattern)), pattern


def test_schemas_are_those_of_the_models() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.glob("*.json")}
    assert written == make_schemas()


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("entry", "entries/*/*.yaml"),
        ("contacts", "contacts.yaml"),
        ("topics", "topics.yaml"),
    ],
)
def test_schemas_accept_what_ships(schema: str, pattern: str) -> None:
    text = (SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8")
    validator = jsonschema.Draft202012Validator(yaml.safe_load(text))
    files = sorted((PROJECT / "knowledge").glob(pattern))
    assert files
    for path in files:
        document = plain_dates(yaml.safe_load(path.read_text(encoding="utf-8")))
        problems = [f"{path}: {error.message}" for error in validator.iter_errors(document)]
        assert problems == []


def plain_dates(value: Any) -> Any:
    """Turn what YAML 1.1 takes for dates back into text, as editors' tools see it."""
    match value:
        case dict():
            return {str(key): plain_dates(item) for key, item in value.items()}
        case list():
            return [plain_dates(item) for item in value]
        case _:
            return value.isoformat() if hasattr(value, "isoformat") else value


def test_a_contact_text_without_a_description_is_refused_by_its_schema() -> None:
    schema = yaml.safe_load(make_schemas()["contacts.schema.json"])
    validator = jsonschema.Draft202012Validator(schema["$defs"][ContactText.__name__])
    assert not validator.is_valid({"hours": "9-12"})
    assert validator.is_valid({"description": "x"})
