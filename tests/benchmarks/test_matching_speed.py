"""Matching beside rapidfuzz's WRatio over all phrasings, both measured in the same run."""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
import yaml
from rapidfuzz import fuzz, process

from bot.domain.entry import EntryId
from bot.domain.locale import Locale
from bot.domain.match import Example
from bot.domain.matching import Matcher

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
QUESTIONS = (
    "darf ich mit duldung arbeiten",
    "My card expires in six weeks, what do I do?",
    "Ich habe einen Brief vom Ausländeramt bekommen. Die Frist ist morgen. Was soll ich tun?",
    "wo ist das jobcneter",
)
ROUNDS = 5


def read_phrasings() -> tuple[Example, ...]:
    examples = []
    for path in sorted(KNOWLEDGE.glob("entries/*/*.yaml")):
        texts = yaml.safe_load(path.read_text(encoding="utf-8"))["texts"]
        for locale, text in texts.items():
            entry = EntryId(path.stem)
            examples += [Example(str(p), entry, Locale(locale)) for p in text["phrasings"]]
    return tuple(examples)


def measure(answer: Callable[[str], object]) -> float:
    """Take the seconds for all questions, the best of some rounds."""
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        for question in QUESTIONS:
            answer(question)
        times.append(process_time() - start)
    return min(times)


@pytest.mark.skipif(not KNOWLEDGE.exists(), reason="needs the shipped knowledge")
def test_matching_is_faster_than_comparing_with_every_phrasing(
    record_property: Callable[[str, object], None],
) -> None:
    examples = read_phrasings()
    phrasings = [example.text for example in examples]
    matcher = Matcher.build(examples)
    ours = measure(lambda question: matcher.match(question, None))
    theirs = measure(lambda question: process.extract(question, phrasings, scorer=fuzz.WRatio))
    record_property("phrasings", len(phrasings))
    record_property("times_as_fast_as_wratio", round(theirs / ours, 1))
    assert ours < theirs
