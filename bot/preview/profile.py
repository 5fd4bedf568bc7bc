"""How the bot presents itself: names, descriptions, commands and menu buttons per language."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.preview.chats import Chat, User
    from bot.preview.refusals import Payload

DEFAULT_SCOPE = "default"


class ProfileText(StrEnum):
    """The texts of a profile, by the names of their parameters."""

    NAME = "name"
    DESCRIPTION = "description"
    SHORT_DESCRIPTION = "short_description"


@dataclass(frozen=True, slots=True)
class BotCommand:
    """One command of the menu."""

    command: str
    description: str

    def payload(self) -> Payload:
        """Give it as the Bot API does."""
        return {"command": self.command, "description": self.description}


@dataclass(slots=True)
class Profile:
    """Everything that a bot may say about itself; the language "" serves all others."""

    name: str
    texts: dict[tuple[ProfileText, str], str] = field(default_factory=dict)
    commands: dict[tuple[str, str], tuple[BotCommand, ...]] = field(default_factory=dict)
    menu_buttons: dict[int, Payload] = field(default_factory=dict)

    def shown_text(self, kind: ProfileText, language: str) -> str:
        """Give what a person with this language is shown."""
        texts = (self.texts.get((kind, each)) for each in (language[:2], ""))
        fallback = self.name if kind is ProfileText.NAME else ""
        return next((text for text in texts if text), fallback)

    def shown_commands(self, chat: Chat, user: User) -> tuple[BotCommand, ...]:
        """Give the commands that Telegram offers a person in a chat: the narrowest list set."""
        for scope in _scopes(chat, user):
            for language in (user.language_code[:2], ""):
                if commands := self.commands.get((scope, language)):
                    return commands
        return ()

    def shown_menu_button(self, chat: Chat) -> Payload:
        """Give the menu button of a private chat."""
        fallback: Payload = {"type": "commands"}
        for chat_id in (chat.id, 0):
            button = self.menu_buttons.get(chat_id, {"type": "default"})
            if button["type"] != "default":
                return button
        return fallback


def _scopes(chat: Chat, user: User) -> tuple[str, ...]:
    if chat.is_private:
        return (f"chat:{chat.id}", "all_private_chats", DEFAULT_SCOPE)
    own = (f"chat_member:{chat.id}:{user.id}",)
    if chat.members.get(user.id) in {"administrator", "creator"}:
        chats = (f"chat_administrators:{chat.id}", f"chat:{chat.id}")
        return (*own, *chats, "all_chat_administrators", "all_group_chats", DEFAULT_SCOPE)
    return (*own, f"chat:{chat.id}", "all_group_chats", DEFAULT_SCOPE)
