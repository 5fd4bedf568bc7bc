"""The baseline: python-telegram-bot's own echo bot, nothing else."""

import os
import warnings

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

warnings.simplefilter("ignore")


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


application = (
    ApplicationBuilder()
    .token(os.environ["TELEGRAM_BOT_TOKEN"])
    .base_url(os.environ["TELEGRAM_API_URL"] + "/bot")
    .build()
)
application.add_handler(MessageHandler(filters.TEXT, echo))
application.run_polling()
