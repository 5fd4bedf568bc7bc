"""What Telegram shows of the bot: commands and descriptions, in every language."""

from collections.abc import Iterator

import structlog
from telegram.error import TelegramError

from bot.chat.bot_api import BotApi
from bot.domain.locale import FALLBACK, Locale
from bot.services.ports import Voice

log = structlog.get_logger()

LANGUAGE_CODE_LENGTH = 2
"""Telegram knows languages by ISO 639-1 codes only."""


async def introduce_bot(bot: BotApi, voices: dict[Locale, Voice]) -> None:
    """Tell Telegram commands and descriptions; without them the bot works all the same."""
    for method, payload in _calls(voices):
        try:
            await bot.call(method, payload)
        except TelegramError as error:
            log.warning("Telegram did not take a description", method=method, cause=str(error))


def _calls(voices: dict[Locale, Voice]) -> Iterator[tuple[str, dict[str, object]]]:
    for locale, voice in voices.items():
        codes = ["", locale] if locale == FALLBACK else [locale]
        for code in codes:
            if code and len(code) != LANGUAGE_CODE_LENGTH:
                continue
            language = {"language_code": code} if code else {}
            yield "setMyCommands", {"commands": _commands(voice), **language}
            yield "setMyDescription", {"description": _description(voice), **language}
            yield (
                "setMyShortDescription",
                {
                    "short_description": voice.say(
                        "Answers about residence, work, offices and help in Hoyerswerda"
                    ),
                    **language,
                },
            )


def _commands(voice: Voice) -> list[dict[str, str]]:
    descriptions = {
        "menu": voice.say("All topics"),
        "contacts": voice.say("Offices, advice, helplines"),
        "language": voice.say("Choose the language"),
        "help": voice.say("How this bot works"),
        "privacy": voice.say("What is stored"),
        "delete": voice.say("Delete my data"),
    }
    return [{"command": name, "description": text} for name, text in descriptions.items()]


def _description(voice: Voice) -> str:
    return voice.say(
        "I answer questions about residence, work, offices, everyday life and help in and around "
        "Hoyerswerda. Every answer shows its sources and when it was last checked. "
        "I am no office and no lawyer. In danger call 110 or 112."
    )
