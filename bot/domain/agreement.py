"""Rules that only `check` applies, as they take seconds: translations say what the German says."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from bot.domain.entry import EntryText
from bot.domain.facts import FactReader
from bot.domain.knowledge import Knowledge
from bot.domain.locale import SOURCE, Locale
from bot.domain.problem import Level
from bot.domain.rules import Finding, phrasings_differ

Spot = tuple[str | int, ...]
Segments = Sequence[tuple[Spot, str]]
"""Texts of one language that belong together, each with its place."""


def facts_agree(knowledge: Knowledge, _: date) -> Iterator[Finding]:
    """Every translation names the same numbers, dates, amounts, laws and links, and the terms."""
    reader = FactReader(knowledge.units, knowledge.glossary)
    for document, locale, german, translation in _translations(knowledge):
        texts = [text for _, text in translation]
        for difference in reader.compare([text for _, text in german], texts, locale):
            place = min(difference.segment, len(translation) - 1)
            yield Finding(document, translation[place][0], str(difference), level=Level.WARNING)


EDITORIAL_RULES: tuple[Callable[[Knowledge, date], Iterator[Finding]], ...] = (
    phrasings_differ,
    facts_agree,
)


def _translations(knowledge: Knowledge) -> Iterator[tuple[str, Locale, Segments, Segments]]:
    """Go through all translations of all that is shown, each beside its German text."""
    for document, by_locale in _shown_texts(knowledge):
        german = by_locale.get(SOURCE)
        for locale, segments in by_locale.items():
            if german and locale != SOURCE:
                yield document, locale, german, segments


def _shown_texts(knowledge: Knowledge) -> Iterator[tuple[str, Mapping[Locale, Segments]]]:
    """Go through all that is shown: the document it stands in, and its texts by language."""
    for entry in knowledge.entries.values():
        yield (
            entry.id,
            {locale: _entry_texts(locale, text) for locale, text in entry.texts.items()},
        )
    for contact_id, contact in knowledge.contacts.items():
        yield (
            "contacts",
            {
                locale: (
                    ((contact_id, "texts", locale, "description"), text.description),
                    ((contact_id, "texts", locale, "hours"), text.hours or ""),
                )
                for locale, text in contact.texts.items()
            },
        )
    for topic_id, topic in knowledge.topics.items():
        shown = {code: f"{text.title} {text.description}" for code, text in topic.texts.items()}
        yield "topics", _single_texts(topic_id, shown)
    for term_id, term in knowledge.glossary.terms.items():
        yield "glossary", _single_texts(term_id, term.texts)


def _entry_texts(locale: Locale, text: EntryText) -> Segments:
    spot = ("texts", locale)
    steps = (((*spot, "steps", number), step) for number, step in enumerate(text.steps))
    return ((*spot, "title"), text.title), ((*spot, "answer"), text.answer), *steps


def _single_texts(name: str, texts: Mapping[Locale, str]) -> Mapping[Locale, Segments]:
    return {locale: (((name, "texts", locale), text),) for locale, text in texts.items()}
