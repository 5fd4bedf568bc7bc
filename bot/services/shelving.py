"""Puts knowledge on the shelf: builds the matcher from all that editors wrote."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.decision import Thresholds
from bot.domain.knowledge import Knowledge
from bot.domain.lexicon import Concept, Lexicon
from bot.domain.locale import FALLBACK, SOURCE
from bot.domain.match import Action, Example, NotThis
from bot.domain.matching import Matcher
from bot.services.ports import Shelf

ANSWER_WEIGHT = 0.4
"""What a paragraph or step of an answer counts as an example, a phrasing counting 1."""

ANSWERS_READ = (SOURCE, FALLBACK)
"""Languages whose answers are examples too: the others say the same, and starting is faster."""


def make_shelf(knowledge: Knowledge) -> Shelf:
    """Build the matcher for this knowledge."""
    matcher = Matcher.build(
        tuple(_list_examples(knowledge)),
        tuple(_list_near_misses(knowledge)),
        lexicon=Lexicon(_list_concepts(knowledge)),
        thresholds=Thresholds(**knowledge.thresholds),
        urgent=frozenset(entry.id for entry in knowledge.entries.values() if entry.urgent),
    )
    return Shelf(knowledge, replace(matcher, glossary=knowledge.glossary))


def _list_examples(knowledge: Knowledge) -> Iterator[Example]:
    """Phrasings, titles and, with less weight, what the answers themselves say."""
    for entry in knowledge.entries.values():
        for locale, text in entry.texts.items():
            for phrasing in (*text.phrasings, text.title):
                yield Example(phrasing, entry.id, locale)
            if locale in ANSWERS_READ:
                for passage in (*text.answer.split("\n\n"), *text.steps):
                    yield Example(passage, entry.id, locale, ANSWER_WEIGHT)
    for action, phrases in knowledge.actions.items():
        for locale, messages in phrases.items():
            yield from (Example(message, Action(action), locale) for message in messages)
    for locale, messages in knowledge.out_of_scope.items():
        yield from (Example(message, None, locale) for message in messages)


def _list_near_misses(knowledge: Knowledge) -> Iterator[NotThis]:
    for entry in knowledge.entries.values():
        for locale, text in entry.texts.items():
            yield from (NotThis(miss, entry.id, locale) for miss in text.not_this)


def _list_concepts(knowledge: Knowledge) -> Iterator[Concept]:
    for name, words in knowledge.concepts.items():
        yield Concept(name, tuple(word for by_locale in words.values() for word in by_locale))
