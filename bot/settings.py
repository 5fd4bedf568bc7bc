"""The settings: environment and .env, read once, all problems reported at once."""

from datetime import date
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.errors import OperatorError

_PROJECT = Path(__file__).resolve().parent.parent


def _folder(name: str) -> Path:
    """Look in the working folder first, then beside the program."""
    return Path(name) if Path(name).is_dir() else _PROJECT / name


class Settings(BaseSettings):
    """Everything an operator can set; the names in capitals are the environment's."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    telegram_bot_token: SecretStr | None = Field(None, description="From @BotFather.")
    telegram_api_url: str = Field(
        "https://api.telegram.org", pattern="^https?://", description="Root of a Bot API server."
    )
    telegram_rate_limit: int = Field(
        30, ge=0, description="Messages a second over all chats; 0: no limit of our own."
    )
    database_url: str = Field(
        "sqlite:///data/chancenlotse.db", description="Where people and the outbox are kept."
    )
    knowledge_dir: Path = Field(default_factory=lambda: _folder("knowledge"))
    locales_dir: Path = Field(default_factory=lambda: _folder("locales"))
    retention_days: int = Field(
        180, ge=1, description="Days without a message after which a person is forgotten."
    )
    timezone: str = Field("Europe/Berlin", description="Where the days begin and end.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"
    today: date | None = Field(
        None, description="ISO date for rehearsals: the day validity is judged by."
    )

    @field_validator("timezone")
    @classmethod
    def _is_known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            message = f"“{value}” is no time zone; write it as in Europe/Berlin"
            raise ValueError(message) from None
        return value

    @field_validator("knowledge_dir", "locales_dir")
    @classmethod
    def _is_folder(cls, value: Path) -> Path:
        if not value.is_dir():
            message = f"“{value}” is no folder"
            raise ValueError(message)
        return value


def read_settings() -> Settings:
    """Read the settings.

    Raises:
        OperatorError: some cannot be used; the text names them all, and no secret.
    """
    try:
        return Settings()
    except UnicodeDecodeError:
        raise OperatorError(".env is not UTF-8: save it as UTF-8") from None
    except ValidationError as error:
        lines = [
            f"{str(details['loc'][0]).upper()}: {details['msg'].removeprefix('Value error, ')}"
            for details in error.errors(include_input=False, include_url=False)
        ]
        raise OperatorError("\n".join(lines)) from None


def require_token(settings: Settings) -> str:
    """Give the bot's token.

    Raises:
        OperatorError: there is none.
    """
    token = settings.telegram_bot_token
    if token is None:
        message = (
            "TELEGRAM_BOT_TOKEN is not set: write to @BotFather in Telegram, choose /newbot, and "
            "put the token into .env; without a token, try `chancenlotse preview`"
        )
        raise OperatorError(message)
    return token.get_secret_value()
