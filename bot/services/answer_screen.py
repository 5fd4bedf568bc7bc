"""The screen of one entry: numbers first if urgent, answer, steps, help, sources, what next."""

from collections.abc import Iterator
from datetime import date

from bot.domain.destination import Destination, Screen
from bot.domain.entry import Entry, EntryId, EntryText, ReviewState
from bot.domain.knowledge import Knowledge, readable_text
from bot.domain.locale import SOURCE, Locale
from bot.domain.reply import (
    Block,
    Choice,
    Facts,
    Heading,
    Note,
    Paragraph,
    Reply,
    Row,
    Steps,
)
from bot.domain.validity import Validity, judge_validity
from bot.services.contact_screen import emergency_facts, short_lines
from bot.services.ports import Voice
from bot.services.rows import in_pairs

MOST_RELATED = 3
MOST_CONTACTS = 3


def entry_screen(knowledge: Knowledge, voice: Voice, entry: Entry, today: date) -> Reply:
    """Show an entry in the voice's language, or say why it is withheld."""
    if judge_validity(entry, today) is not Validity.VALID:
        return _withheld_screen(knowledge, voice, entry, today)
    locale, text = readable_text(entry, voice.language.locale)
    blocks: tuple[Block, ...] = (
        *_first_calls(knowledge, voice, entry),
        Heading(text.title),
        *(Paragraph(paragraph) for paragraph in text.answer.split("\n\n")),
        *_steps(voice, text),
        *_help(knowledge, voice, entry),
        Note(_sources(voice, entry)),
        *_state_notes(voice, entry, locale, text),
    )
    return Reply(voice.language, blocks, tuple(_rows(knowledge, voice, entry, today)))


def title_choice(knowledge: Knowledge, voice: Voice, entry_id: EntryId) -> Choice:
    """Make a button that leads to an entry."""
    _, text = readable_text(knowledge.entries[entry_id], voice.language.locale)
    return Choice(text.title, Destination(Screen.ENTRY, entry_id))


def draft_notice(voice: Voice, locale: Locale) -> str:
    """Say that no person has checked a text written in this language."""
    if locale == SOURCE:
        return voice.say("Draft: no specialist has read this text yet.")
    return voice.say("Draft: nobody has checked this translation yet.")


def ways_on(voice: Voice, *, adviser: bool = True) -> Row:
    """Make the row that every screen ends with: to the menu and to a human."""
    menu = Choice("☰ " + voice.say("Menu"), Destination(Screen.MENU))
    if not adviser:
        return (menu,)
    return (menu, Choice("🙋 " + voice.say("Personal advice"), Destination(Screen.ADVICE)))


def _first_calls(knowledge: Knowledge, voice: Voice, entry: Entry) -> Iterator[Facts]:
    if entry.first_calls:
        contacts = [knowledge.contacts[contact_id] for contact_id in entry.first_calls]
        yield emergency_facts(voice, contacts)


def _steps(voice: Voice, text: EntryText) -> Iterator[Steps]:
    if text.steps:
        yield Steps(voice.say("What you can do"), text.steps)


def _help(knowledge: Knowledge, voice: Voice, entry: Entry) -> Iterator[Facts]:
    contacts = [
        knowledge.contacts[contact_id]
        for contact_id in entry.contact_ids
        if contact_id not in entry.first_calls
    ]
    if contacts:
        shown = contacts[:MOST_CONTACTS]
        lines = tuple(line for contact in shown for line in short_lines(voice, contact))
        yield Facts(lines, voice.say("Where you get help"))


def _sources(voice: Voice, entry: Entry) -> str:
    titles = "; ".join(source.title for source in entry.sources)
    sources = voice.say("Sources: {titles}.", titles=titles)
    checked = voice.say("Last checked on {date}.", date=voice.date(entry.checked_on))
    return f"{sources} {checked}"


def _state_notes(voice: Voice, entry: Entry, locale: Locale, text: EntryText) -> Iterator[Note]:
    if locale != voice.language.locale:
        yield Note(voice.say("This answer is not yet there in your language."))
    if entry.is_stale(locale):
        yield Note(voice.say("The German text is newer than this translation."))
    if text.state is not ReviewState.REVIEWED:
        yield Note(draft_notice(voice, locale))
    yield Note(voice.say("This is information, not legal advice."))


def _rows(knowledge: Knowledge, voice: Voice, entry: Entry, today: date) -> Iterator[Row]:
    if entry.contacts:
        label = "📍 " + voice.say("Addresses and hours")
        yield (Choice(label, Destination(Screen.ENTRY_CONTACTS, entry.id)),)
    related = [
        entry_id
        for entry_id in entry.related_ids
        if judge_validity(knowledge.entries[entry_id], today) is Validity.VALID
    ]
    for entry_id in related[:MOST_RELATED]:
        choice = title_choice(knowledge, voice, entry_id)
        yield (Choice("❔ " + choice.label, choice.leads_to),)
    if knowledge.terms_of(entry):
        label = "📖 " + voice.say("German words explained")
        yield (Choice(label, Destination(Screen.WORDS, entry.id)),)
    yield (
        Choice("👍 " + voice.say("That was right"), Destination(Screen.RATE, entry.id, "yes")),
        Choice("👎 " + voice.say("Not my question"), Destination(Screen.RATE, entry.id, "no")),
    )
    yield from in_pairs(_language_choices(voice, entry))
    yield ways_on(voice)


def _language_choices(voice: Voice, entry: Entry) -> Iterator[Choice]:
    if voice.language.locale != SOURCE:
        label = "🇩🇪 " + voice.say("German original")
        yield Choice(label, Destination(Screen.ENTRY, entry.id, SOURCE))
    label = "🌐 " + voice.say("Other language")
    yield Choice(label, Destination(Screen.ENTRY_LANGUAGES, entry.id))


def _withheld_screen(knowledge: Knowledge, voice: Voice, entry: Entry, today: date) -> Reply:
    _, text = readable_text(entry, voice.language.locale)
    if judge_validity(entry, today) is Validity.EXPIRED and entry.valid_until:
        reason = voice.say(
            "The answer was valid until {date}. The rules may have changed since, so it is not "
            "shown until it has been checked again.",
            date=voice.date(entry.valid_until),
        )
    else:
        reason = voice.say("This answer is not valid yet, so it is not shown.")
    ask = voice.say("Please ask one of these places:")
    blocks: tuple[Block, ...] = (
        *_first_calls(knowledge, voice, entry),
        Heading(text.title),
        Paragraph(reason),
        *((Paragraph(ask),) if entry.contacts else ()),
        *_help(knowledge, voice, entry),
    )
    label = "📍 " + voice.say("Places that advise")
    return Reply(
        voice.language,
        blocks,
        ((Choice(label, Destination(Screen.ADVICE)),), ways_on(voice, adviser=False)),
    )
