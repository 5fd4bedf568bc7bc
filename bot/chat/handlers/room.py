"""The services a handler may call."""

from dataclasses import dataclass

from bot.services.answering import Answering
from bot.services.browsing import Browsing
from bot.services.declining import Declining
from bot.services.privacy import Privacy
from bot.services.welcome import Welcome


@dataclass(frozen=True, slots=True)
class Room:
    """Everything a person can ask for; built once in the composition root."""

    welcome: Welcome
    answering: Answering
    browsing: Browsing
    privacy: Privacy
    declining: Declining
