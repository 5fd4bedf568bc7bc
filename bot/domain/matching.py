"""Finds the entry, or the action, that a message means: the front door of matching."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

import numpy as np
from rapidfuzz import fuzz, process

from bot.domain.arrays import Weights
from bot.domain.classifier import Classifier, Lesson, learn_classes
from bot.domain.decision import Ranking, Thresholds, decide
from bot.domain.entry import EntryId
from bot.domain.features import Reading
from bot.domain.glossary import Glossary, TermId
from bot.domain.language import Tongues, find_script, learn_tongues
from bot.domain.lexicon import Lexicon
from bot.domain.locale import SOURCE, Locale
from bot.domain.match import (
    MOST_CANDIDATES,
    Action,
    Candidate,
    Example,
    Match,
    NotThis,
    Outcome,
    Target,
    Utterance,
)
from bot.domain.spelling import Spelling
from bot.domain.text import list_words

__all__ = ["Action", "Candidate", "Example", "Match", "Matcher", "NotThis", "Outcome", "Utterance"]

NEAR_MISS_LIKENESS = 90.0
"""From this likeness (0 to 100) to a sentence under `not_this` on, its entry is never asserted."""

CAUTION = 4.0
"""What speaks for *none* beforehand, in the model's logarithms: it is many things at once."""

SHARPNESS = 0.5
"""Turns evidence into scores: features overlap, so their sum is surer than it should be."""

LEAST_KNOWN = 0.2
"""Below this share of known words a message of several words is in no language of the bot ..."""

FEW_KNOWN = 0.34
"""... and below this one nothing is asserted: what was made of it may be chance."""

FEW_WORDS = 3

MOST_RANKED = 12
"""Entries a ranking keeps: more than are shown, for danger may stand far behind."""

_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matcher:
    """Everything learned from the examples; never changed, so threads may share it."""

    targets: tuple[Target, ...]
    classifier: Classifier
    lexicon: Lexicon
    spelling: Spelling
    tongues: Tongues
    near_misses: Mapping[EntryId, tuple[str, ...]]
    thresholds: Thresholds
    urgent: frozenset[EntryId]
    locales: frozenset[Locale]
    """The languages in which most targets have examples: only there is a judgement fair."""

    glossary: Glossary = field(default_factory=Glossary)

    @classmethod
    def build(
        cls,
        examples: Sequence[Example],
        near_misses: Sequence[NotThis] = (),
        *,
        lexicon: Lexicon | None = None,
        thresholds: Thresholds | None = None,
        urgent: frozenset[EntryId] = frozenset(),
    ) -> "Matcher":
        """Learn from the examples, in about 0.05 ms for each."""
        known = lexicon or Lexicon()
        read = _read([example.text for example in examples])
        words = tuple(dict.fromkeys(chain.from_iterable(read.values())))
        known.learn(words)
        lessons = _prepare_lessons(examples, read, known)
        spelling = Spelling(words)
        return cls(
            tuple(lessons),
            learn_classes(tuple(lessons.values())),
            known,
            spelling,
            learn_tongues(_group_by_locale(examples, read)),
            _group_by_entry(near_misses, spelling),
            thresholds or Thresholds(),
            urgent,
            _find_covered(examples),
        )

    def match(self, text: str, locale: Locale | None) -> Match:
        """Say what a message means; the locale is the person's own, if it is known."""
        ranking = self.rank(text, locale)
        match = decide(ranking, self.thresholds, self.urgent)
        written = list_words(text)
        term = self.glossary.find_word(written)
        if term is not None and match.outcome is not Outcome.ACTION:
            is_german = find_script(written[0][0]) == "Latin"  # says nothing of who typed it
            spoken = (locale or SOURCE) if is_german else match.locale
            return replace(self._explain(match, term), locale=spoken)
        if self._is_foreign(written):
            return replace(match, outcome=Outcome.NONE, entry=None, action=None, is_foreign=True)
        if match.outcome is Outcome.ANSWER and self._is_strange(written, FEW_KNOWN):
            return replace(match, outcome=Outcome.CLARIFY, entry=None)
        return match

    def rank(self, text: str, locale: Locale | None) -> Ranking:
        """Say how likely a message means what; thresholds play no part in it."""
        written = list_words(text)
        words = self.spelling.repair(written)
        concepts = self.lexicon.find_concepts(words)
        ranking = Ranking(
            self.tongues.detect(written, locale),
            concepts=tuple(self.lexicon.names[number] for number in concepts),
            words=words,
        )
        evidence = self.classifier.score(Reading(words, concepts, ranking.locale))
        return (
            ranking if evidence is None else self._order(ranking, _share(self.targets, evidence))
        )

    def _order(self, ranking: Ranking, shares: Weights) -> Ranking:
        """Fill in the likeliest entries and action."""
        scored = sorted(zip(self.targets, shares.tolist(), strict=True), key=lambda pair: -pair[1])
        entries = [(target, score) for target, score in scored if _is_entry(target)]
        actions = [(target, score) for target, score in scored if isinstance(target, Action)]
        action, action_score = actions[0] if actions else (None, 0.0)
        candidates = tuple(
            Candidate(EntryId(str(target)), score) for target, score in entries[:MOST_RANKED]
        )
        return replace(
            ranking,
            candidates=candidates,
            action=action,
            action_score=action_score,
            none_score=sum(score for target, score in scored if target is None),
            is_near_miss=bool(candidates) and self._is_near_miss(candidates[0].entry, ranking),
        )

    def _is_foreign(self, written: _Words) -> bool:
        """Tell a message in none of the languages: nearly all of its words, or its letters."""
        words = tuple(word for word in written if word.isalpha())
        if not words:
            return False
        if not self.tongues.list_readers(words):
            return True
        return len(words) >= FEW_WORDS and self._is_strange(words, LEAST_KNOWN)

    def _is_strange(self, written: _Words, known: float) -> bool:
        """Tell whether fewer words are known, where a script alone does not tell the language."""
        share = self.spelling.share_known(written)
        return share < known and len(self.tongues.list_readers(written)) > 1

    def _explain(self, match: Match, term: TermId) -> Match:
        """Answer an office word alone by its explanation and the entries that fit it."""
        scores = {candidate.entry: candidate.score for candidate in match.candidates}
        fitting = [EntryId(name) for name in self.glossary.terms[term].entries]
        entries = tuple(dict.fromkeys((*fitting, *scores)))[:MOST_CANDIDATES]
        return replace(
            match,
            outcome=Outcome.CLARIFY,
            entry=None,
            candidates=tuple(Candidate(entry, scores.get(entry, 0.0)) for entry in entries),
            term=term,
        )

    def _is_near_miss(self, entry: EntryId, ranking: Ranking) -> bool:
        written = " ".join(ranking.words)
        misses = self.near_misses.get(entry, ())
        return bool(
            process.extractOne(written, misses, scorer=fuzz.ratio, score_cutoff=NEAR_MISS_LIKENESS)
        )


def _is_entry(target: Target) -> bool:
    return target is not None and not isinstance(target, Action)


def _share(targets: Sequence[Target], evidence: Weights) -> Weights:
    """Turn evidence into scores that add up to 1."""
    caution = np.array([CAUTION if target is None else 0.0 for target in targets])
    leads = (evidence + caution) * SHARPNESS
    shares = np.exp(leads - leads.max())
    return np.asarray(shares / shares.sum())


def _read(texts: Iterable[str]) -> Mapping[str, _Words]:
    """Find the plain words of each text once, and keep each word once."""
    kept: dict[str, str] = {}
    return {text: tuple([kept.setdefault(w, w) for w in list_words(text)]) for text in texts}


def _prepare_lessons(
    examples: Sequence[Example], read: Mapping[str, _Words], lexicon: Lexicon
) -> Mapping[Target, list[Lesson]]:
    """Collect what speaks for each target."""
    lessons: dict[Target, list[Lesson]] = defaultdict(list)
    for example in examples:
        words = read[example.text]
        reading = Reading(words, lexicon.find_concepts(words), example.locale)
        lessons[example.target].append(Lesson(reading, example.weight))
    return lessons


def _find_covered(examples: Sequence[Example]) -> frozenset[Locale]:
    reached = {(example.locale, example.target) for example in examples}
    counted = Counter(locale for locale, _ in reached)
    most = len({target for _, target in reached}) / 2
    return frozenset(locale for locale, count in counted.items() if count >= most)


def _group_by_locale(
    examples: Sequence[Example], read: Mapping[str, _Words]
) -> Mapping[Locale, list[_Words]]:
    texts: dict[Locale, list[_Words]] = defaultdict(list)
    for example in examples:
        texts[example.locale].append(read[example.text])
    return texts


def _group_by_entry(
    near_misses: Sequence[NotThis], spelling: Spelling
) -> Mapping[EntryId, tuple[str, ...]]:
    """Collect the near misses of each entry, spelled as messages are compared."""
    texts: dict[EntryId, tuple[str, ...]] = {}
    for miss in near_misses:
        words = spelling.repair(list_words(miss.text))
        texts[miss.entry] = (*texts.get(miss.entry, ()), " ".join(words))
    return texts
