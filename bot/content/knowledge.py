"""Reads the knowledge folder: what is right becomes knowledge, what is not becomes problems."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import Field

from bot.content.catalogs import find_language
from bot.content.located_yaml import Document, Spot, as_mapping, read_yaml
from bot.content.validate import nearest, validated
from bot.domain.agreement import EDITORIAL_RULES
from bot.domain.contact import Contact, ContactId
from bot.domain.decision import Thresholds
from bot.domain.entry import Entry, EntryFile, EntryId
from bot.domain.glossary import Glossary, Term, TermId
from bot.domain.knowledge import Knowledge
from bot.domain.locale import Language, Locale
from bot.domain.match import Action
from bot.domain.problem import Level, Problem
from bot.domain.record import Slug, Text
from bot.domain.rules import RULES, Finding
from bot.domain.topic import Topic, TopicId

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading the folder gave: knowledge made of all sound parts, and all problems."""

    knowledge: Knowledge
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing is wrong beyond warnings."""
        return not any(problem.level is Level.ERROR for problem in self.problems)


def read_knowledge(
    folder: Path,
    languages: tuple[Language, ...],
    today: date,
    *,
    preparing: frozenset[Locale] = frozenset(),
    thorough: bool = False,
) -> Reading:
    """Read every file of the folder and hold the whole against the rules.

    Texts in languages that are still in preparation are left aside. A thorough reading also
    applies the rules that take seconds and find nothing that could keep the bot from answering.
    """
    files = _Folder(folder, preparing)
    knowledge = Knowledge(
        languages=languages,
        topics={TopicId(key): topic for key, topic in files.table("topics", Topic, keys=Slug)},
        contacts={ContactId(key): row for key, row in files.table("contacts", Contact, keys=Slug)},
        actions=dict(files.table("actions", _PHRASES, keys=Action)),
        out_of_scope={Locale(key): row for key, row in files.table("out_of_scope", _TEXTS)},
        concepts=dict(files.table("lexicon", _PHRASES)),
        thresholds=dict(files.table("thresholds", _SHARE)),
        glossary=Glossary({TermId(k): row for k, row in files.table("glossary", Term, keys=Slug)}),
        units=dict(files.table("units", _PHRASES)),
        entries=files.entries(),  # last: no entry may take the name of a table
    )
    problems = [problem for found in files.documents.values() for problem in found.problems]
    rules = (*RULES, *EDITORIAL_RULES) if thorough else RULES
    found = (finding for rule in rules for finding in rule(knowledge, today))
    problems += _located(found, knowledge, files.documents)
    problems += _unknown_languages(knowledge, files.documents)
    problems += _unknown_thresholds(knowledge, files.documents)
    return Reading(knowledge, tuple(sorted(problems)))


_TEXTS = tuple[Text, ...]
_PHRASES = dict[Locale, _TEXTS]
_SHARE = Annotated[float, Field(ge=0, le=1)]
_OPTIONAL = ("lexicon", "thresholds", "glossary", "units")


@dataclass(frozen=True, slots=True)
class _Folder:
    """Files and what was found in them, by the entry's id or the table's name."""

    path: Path
    preparing: frozenset[Locale]
    documents: dict[str, Document] = field(default_factory=dict)

    def table(self, name: str, kind: type[T], *, keys: Any = str) -> Iterator[tuple[str, T]]:
        path = self.path / f"{name}.yaml"
        if name in _OPTIONAL and not path.exists():
            return
        document = self.documents[name] = self._read(path)
        if document.value is not None and not isinstance(document.value, dict):
            validated(document, dict[str, object], document.value)
        for key, value in as_mapping(document.value).items():
            row = validated(document, kind, value, (key,))
            if validated(document, keys, key, (key,)) is not None and row is not None:
                yield key, row

    def entries(self) -> dict[EntryId, Entry]:
        folder = self.path / "entries"
        paths = sorted(folder.rglob("*.y*ml"))
        if not paths:
            self.documents[str(folder)] = Document(str(folder))
            self.documents[str(folder)].add("there is no entry in this folder")
        entries = [entry for path in paths if (entry := self._entry(path)) is not None]
        return {entry.id: entry for entry in sorted(entries, key=lambda it: (it.topic, it.id))}

    def _entry(self, path: Path) -> Entry | None:
        if path.suffix != ".yaml" or path.parent.parent != self.path / "entries":
            document = self.documents[str(path)] = Document(str(path))
            hint = "an entry is entries/<topic>/<id>.yaml"
            document.add("this file is not read", hint=hint, level=Level.WARNING)
            return None
        document = self._read(path)
        if other := self.documents.get(path.stem):
            self.documents[str(path)] = document
            document.add(f"{other.path} has the same id")
            return None
        self.documents[path.stem] = document
        return None if document.value is None else _validated_entry(document, path)

    def _read(self, path: Path) -> Document:
        return read_yaml(path, shown_as=str(path), without=self.preparing)


def _validated_entry(document: Document, path: Path) -> Entry | None:
    file = validated(document, EntryFile, document.value)
    name = validated(document, Slug, path.stem)
    if file is None or name is None:
        return None
    if file.topic != path.parent.name:
        message = f"the topic is “{file.topic}”, the folder “{path.parent.name}”"
        document.add(message, ("topic",), hint="make them agree")
    return Entry.model_construct(id=EntryId(name), **dict(file))


def _located(
    findings: Iterable[Finding], knowledge: Knowledge, documents: Mapping[str, Document]
) -> Iterator[Problem]:
    unread = _unread_names(knowledge, documents)
    for finding in findings:
        if finding.name and (finding.name in unread or not finding.known):
            continue  # the name is there; why it could not be read is said at its place
        yield documents[finding.document].problem(
            finding.spot, finding.message, hint=_hint(finding), level=finding.level
        )


def _hint(finding: Finding) -> str:
    return nearest(finding.name, finding.known) if finding.known else finding.hint


def _unread_names(knowledge: Knowledge, documents: Mapping[str, Document]) -> set[str]:
    """List the ids that stand in the files and are not known because of another problem."""
    broken = {name for name, document in documents.items() if document.has_errors}
    topics = as_mapping(documents["topics"].value).keys() - knowledge.topics.keys()
    contacts = as_mapping(documents["contacts"].value).keys() - knowledge.contacts.keys()
    return broken | topics | contacts


def _unknown_languages(
    knowledge: Knowledge, documents: Mapping[str, Document]
) -> Iterator[Problem]:
    """Find codes of languages that are none; people may type in any that is one."""
    for table, spot, code in _language_codes(knowledge):
        if find_language(code) is None:
            message = f"“{code}” is no language code"
            hint = "such as de, ar, uk, ku, fa-AF (Dari)"
            yield documents[table].problem(spot, message, hint=hint, level=Level.WARNING)


def _unknown_thresholds(
    knowledge: Knowledge, documents: Mapping[str, Document]
) -> Iterator[Problem]:
    known = [threshold.name for threshold in fields(Thresholds)]
    for name in knowledge.thresholds:
        if name not in known:
            hint = nearest(name, known)
            yield documents["thresholds"].problem((name,), f"unknown key “{name}”", hint=hint)


def _language_codes(knowledge: Knowledge) -> Iterator[tuple[str, Spot, Locale]]:
    for contact_id, contact in knowledge.contacts.items():
        for position, code in enumerate(contact.languages):
            yield "contacts", (contact_id, "languages", position), code
    for table, rows in (
        ("actions", knowledge.actions),
        ("lexicon", knowledge.concepts),
        ("units", knowledge.units),
    ):
        for name, phrases in rows.items():
            yield from ((table, (name, code), code) for code in phrases)
    yield from (("out_of_scope", (code,), code) for code in knowledge.out_of_scope)
