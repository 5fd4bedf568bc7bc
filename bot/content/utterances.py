"""Reads utterances/: sentences people type and where they should lead. They judge the matching."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.content.located_yaml import Document, read_yaml
from bot.content.validate import nearest, validated
from bot.domain.entry import EntryId
from bot.domain.knowledge import Knowledge
from bot.domain.locale import Locale
from bot.domain.match import Action, Utterance
from bot.domain.problem import Problem
from bot.domain.record import Record, Text
from bot.domain.text import normalise

TOO_ALIKE = 95.0
"""From this rapidfuzz ratio on, an utterance is a copy of a phrasing and proves nothing."""


class UtteranceFile(Record):
    """The sentences of one language."""

    entries: Mapping[str, tuple[Text, ...]]
    actions: Mapping[Action, tuple[Text, ...]] = {}
    none: tuple[Text, ...] = ()


def read_utterances(
    folder: Path, preparing: frozenset[Locale] = frozenset()
) -> tuple[tuple[Utterance, ...], tuple[Problem, ...]]:
    """Read all files of ``folder/utterances`` but those of languages in preparation."""
    utterances: list[Utterance] = []
    problems: list[Problem] = []
    for locale, document, file in _files(folder, preparing):
        problems += document.problems
        if file is not None:
            utterances += _utterances(file, locale)
    return tuple(utterances), tuple(problems)


def check_utterances(
    folder: Path, knowledge: Knowledge, preparing: frozenset[Locale] = frozenset()
) -> Iterator[Problem]:
    """Find utterances that name no entry, or that only copy a phrasing."""
    files = {path.stem for path in (folder / "entries").glob("*/*.yaml")}
    for locale, document, file in _files(folder, preparing):
        yield from document.problems
        if locale not in knowledge.locales:
            hint = nearest(locale, knowledge.locales)
            yield document.problem((), f"there is no language “{locale}”", hint=hint)
        if file is None:
            continue
        phrasings = [
            normalise(phrasing)
            for entry in knowledge.entries.values()
            if locale in entry.texts
            for phrasing in entry.texts[locale].phrasings
        ]
        for name, sentences in file.entries.items():
            if name not in files:
                hint = nearest(name, knowledge.entries)
                yield document.problem(("entries", name), f"there is no entry “{name}”", hint=hint)
            for position, sentence in enumerate(sentences):
                if copy := _copied(normalise(sentence), phrasings):
                    message = f"almost the phrasing “{copy}”: it would judge nothing"
                    yield document.problem(("entries", name, position), message)


def _copied(sentence: str, phrasings: list[str]) -> str:
    found = process.extractOne(sentence, phrasings, scorer=fuzz.ratio, score_cutoff=TOO_ALIKE)
    return found[0] if found else ""


def _files(
    folder: Path, preparing: frozenset[Locale]
) -> Iterator[tuple[Locale, Document, UtteranceFile | None]]:
    for path in sorted((folder / "utterances").glob("*.yaml")):
        if path.stem in preparing:
            continue
        document = read_yaml(path, shown_as=str(path))
        file = None if document.problems else validated(document, UtteranceFile, document.value)
        yield Locale(path.stem), document, file


def _utterances(file: UtteranceFile, locale: Locale) -> Iterator[Utterance]:
    for name, sentences in file.entries.items():
        yield from (Utterance(sentence, EntryId(name), locale) for sentence in sentences)
    for action, sentences in file.actions.items():
        yield from (Utterance(sentence, action, locale) for sentence in sentences)
    yield from (Utterance(sentence, None, locale) for sentence in file.none)
