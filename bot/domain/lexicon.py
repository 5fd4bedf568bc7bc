"""The editors' synonyms: concepts that words and expressions of all languages stand for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.text import list_words

_PREFIXES = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف")
_FIRST_OF_PREFIXES = frozenset(prefix[0] for prefix in _PREFIXES)
_SHORTEST_STEM = 3
_SHORTEST_BEGINNING = 3
"""Letters from which on a word stands for all it begins; a shorter one stands for itself."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning, and the word beginnings or short expressions that carry it in any language."""

    name: str
    expressions: tuple[str, ...]


class _Node:
    """A place in the tree of expressions: what ends here, and which words may go on."""

    __slots__ = ("concepts", "following", "initials")

    def __init__(self) -> None:
        self.concepts: tuple[int, ...] = ()
        self.following: dict[str, _Node] = {}
        self.initials: set[str] = set()
        """The first one or two letters of the words that may go on: they rule most out."""


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a word means by itself, and the expressions that it may open."""

    concepts: tuple[int, ...]
    openings: tuple[_Node, ...]


_NO_SENSE = _Sense((), ())


class Lexicon:
    """Finds the concepts of a text: each word of an expression stands for all it begins."""

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        """Grow a tree of the expressions, word by word."""
        kept = tuple(concepts)
        self.names = tuple(concept.name for concept in kept)
        self._root = _Node()
        self._senses: dict[str, _Sense] = {}
        for number, concept in enumerate(kept):
            for expression in concept.expressions:
                self._grow(list_words(expression), number)

    def _grow(self, words: tuple[str, ...], concept: int) -> None:
        node = self._root
        for word in words:
            node.initials.add(word[:2])
            node = node.following.setdefault(word, _Node())
        if words:
            node.concepts += (concept,)

    def find_concepts(self, words: Sequence[str]) -> tuple[int, ...]:
        """List the numbers of the concepts in plain words, each once, as they appear."""
        found: list[int] = []
        for position, word in enumerate(words, start=1):
            sense = self._senses.get(word) or self._look_up(word)
            if sense is _NO_SENSE:
                continue
            found += sense.concepts
            if sense.openings and position < len(words):
                follower = words[position]
                for node in sense.openings:
                    if follower[:2] in node.initials or follower[0] in node.initials:
                        found += _go_on(node, words, position)
        return tuple(dict.fromkeys(found))

    def learn(self, words: Iterable[str]) -> None:
        """Look words up ahead: those of the examples come back in nearly every message."""
        self._senses = {word: self._look_up(word) for word in words}

    def _look_up(self, word: str) -> _Sense:
        nodes = [node for stem in list_stems(word) for node in _list_beginnings(self._root, stem)]
        if not nodes:
            return _NO_SENSE
        concepts = tuple(concept for node in nodes for concept in node.concepts)
        return _Sense(concepts, tuple(node for node in nodes if node.following))


def list_stems(word: str) -> tuple[str, ...]:
    """List a word and what is left of it without an Arabic article or preposition."""
    if word[0] not in _FIRST_OF_PREFIXES:
        return (word,)
    stems = (
        word[len(prefix) :]
        for prefix in _PREFIXES
        if word.startswith(prefix) and len(word) >= len(prefix) + _SHORTEST_STEM
    )
    return (word, *stems)


def _list_beginnings(node: _Node, word: str) -> list[_Node]:
    following = node.following
    ends = range(min(_SHORTEST_BEGINNING, len(word)), len(word) + 1)
    return [following[word[:end]] for end in ends if word[:end] in following]


def _go_on(node: _Node, words: Sequence[str], position: int) -> list[int]:
    """List the concepts of the expressions that the words from a position on complete."""
    found: list[int] = []
    for continued in _list_beginnings(node, words[position]):
        found += continued.concepts
        if continued.following and position + 1 < len(words):
            found += _go_on(continued, words, position + 1)
    return found
