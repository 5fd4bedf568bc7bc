"""The whole story in a real browser: `chancenlotse preview` as an operator starts it."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import expect

from tests.browser.conftest import CHROMIUM, browsing
from tests.conftest import PROJECT

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium: apt-get install chromium")


@asynccontextmanager
async def preview() -> AsyncIterator[str]:
    """Start the command on a free port; give the address that it prints; it must stop cleanly."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "preview", "--no-browser"),
        cwd=PROJECT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    try:
        yield next(word for word in line.split() if word.startswith("http"))
    finally:
        process.send_signal(signal.SIGINT)
        rest = await process.stdout.read()
        assert await process.wait() == 0
        assert b"has stopped" in rest


async def test_somebody_tries_the_bot_without_telegram() -> None:
    async with preview() as address, browsing() as browser:
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        await page.goto(address)
        newest = page.locator("#log article").last
        await page.get_by_role("button", name="START").click()
        await expect(newest).to_contain_text("Bitte wählen Sie Ihre Sprache.")
        await page.locator(".key").filter(has_text="Deutsch").last.click()
        await expect(newest).to_contain_text("Willkommen!")
        await page.fill("#text", "Kann ich den Chancen-Aufenthalt noch beantragen?")
        await page.press("#text", "Enter")
        await expect(newest).to_contain_text("Das können Sie tun")
        await expect(newest).to_contain_text("§ 104c")
        await expect(page.locator("body")).to_contain_text("chance-stay-still-apply")
        await page.locator(".key").filter(has_text="Adressen und Zeiten").last.click()
        await expect(newest).to_contain_text("Wählen Sie eine Stelle")
