"""What labels are beside: the top words of a class, as BERTopic shows them, and the phrase nearest a theme's middle."""

from collections.abc import Callable, Sequence

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

Groups = Sequence[Sequence[str]]
MOST_AVERAGED = 40  # answers whose mean is a theme's middle
TOP = 4  # words of BERTopic's default name of a topic
MOST_NEAR = 100  # phrases of a theme that are read for their meaning, the most frequent first


def top_words(groups: Groups, question: str | None, *, stop_words: str | None = None) -> list[str]:
    """c-TF-IDF (Grootendorst, 2022): the frequency of a word in the class × log(1 + words a class / its frequency)."""
    del question
    counter = CountVectorizer(stop_words=stop_words)
    counts = counter.fit_transform([" ".join(group) for group in groups])
    names = counter.get_feature_names_out()
    frequency = np.asarray(counts.sum(0)).ravel()
    shares = counts.multiply(1 / np.maximum(counts.sum(1), 1)).tocsr()
    weights = shares.multiply(np.log(1 + counts.sum() / len(groups) / frequency)).toarray()
    return [" ".join(names[place] for place in np.argsort(-row, kind="stable")[:TOP]) for row in weights]


def top_content_words(groups: Groups, question: str | None) -> list[str]:
    return top_words(groups, question, stop_words="english")


def nearest_phrase(groups: Groups, question: str | None, encode: Callable[[Sequence[str]], np.ndarray]) -> list[str]:
    """As KeyBERT does: of the runs of two and three words (no stop words), the one nearest the mean of the answers."""
    del question
    return [_nearest(group, encode) for group in groups]


def _nearest(group: Sequence[str], encode: Callable[[Sequence[str]], np.ndarray]) -> str:
    counter = CountVectorizer(ngram_range=(2, 3), stop_words="english", binary=True)
    counts = np.asarray(counter.fit_transform(group).sum(0)).ravel()
    frequent = np.argsort(-counts, kind="stable")[:MOST_NEAR]
    phrases = counter.get_feature_names_out()[frequent].tolist()
    middle = encode(group[:: max(1, len(group) // MOST_AVERAGED)]).mean(0)
    return phrases[int(np.argmax(encode(phrases) @ middle))]
