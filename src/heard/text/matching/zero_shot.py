"""Matching by meaning alone: a first look at every pair, then a second that knows the first guesses."""

from heard.text.matching.likeness import Group, Matrix, measure_likeness
from heard.text.matching.pair_features import first_look, second_look
from heard.text.matching.ranker import Weights


def match_by_meaning(group: Group, weights: Weights) -> Matrix:
    """The probability that each code applies to each passage, passages × codes, without any example."""
    features = first_look(group, measure_likeness(group), weights.usual)
    guess = weights.first.probability(features)
    return weights.second.probability(features | second_look(group, guess))
