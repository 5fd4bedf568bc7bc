"""The screens of the glossary: one German office word, or all that an answer uses."""

from collections.abc import Sequence

from bot.domain.destination import Destination, Screen
from bot.domain.entry import Entry, EntryId
from bot.domain.glossary import Term, TermId
from bot.domain.knowledge import Knowledge
from bot.domain.reply import Block, Choice, Fact, Facts, Heading, Note, Paragraph, Reply
from bot.services.answer_screen import draft_notice, title_choice, ways_on
from bot.services.ports import Voice
from bot.services.rows import in_pairs


def word_screen(
    knowledge: Knowledge, voice: Voice, term_id: TermId, entries: Sequence[EntryId] = ()
) -> Reply:
    """Explain a word, and offer the entries that fit it (or those found for a message)."""
    term = knowledge.glossary.terms[term_id]
    blocks: tuple[Block, ...] = (
        Heading(f"📖 {term.term}"),
        Paragraph(term.text(voice.language.locale)),
        *_state_notes(voice, (term,)),
    )
    fitting = entries or tuple(EntryId(name) for name in term.entries)
    rows = ((title_choice(knowledge, voice, entry_id),) for entry_id in fitting)
    return Reply(voice.language, blocks, (*rows, ways_on(voice)))


def words_screen(knowledge: Knowledge, voice: Voice, entry: Entry) -> Reply:
    """Explain all office words of an answer; each can be opened with the entries that fit it."""
    term_ids = knowledge.terms_of(entry)
    terms = [knowledge.glossary.terms[term_id] for term_id in term_ids]
    lines = [Fact("•", f"{term.term}: {term.text(voice.language.locale)}") for term in terms]
    blocks: tuple[Block, ...] = (
        Facts(tuple(lines), "📖 " + voice.say("German words in this answer")),
        *_state_notes(voice, terms),
    )
    words = in_pairs(
        Choice(term.term, Destination(Screen.WORD, term_id))
        for term_id, term in zip(term_ids, terms, strict=True)
    )
    back = title_choice(knowledge, voice, entry.id)
    return Reply(voice.language, blocks, (*words, (back,), ways_on(voice)))


def _state_notes(voice: Voice, terms: Sequence[Term]) -> tuple[Note, ...]:
    """Say when a person has not read all of these explanations."""
    locale = voice.language.locale
    if all(locale in term.reviewed for term in terms):
        return ()
    return (Note(draft_notice(voice, locale)),)
