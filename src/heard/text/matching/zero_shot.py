"""Matching by meaning alone: a first look at every pair, then a second that knows the first guesses."""

from heard.text.matching.calibration import doubt_few
from heard.text.matching.likeness import Group, Matrix, measure_likeness
from heard.text.matching.pair_features import first_look, second_look
from heard.text.matching.ranker import Weights, add_up


def match_by_meaning(group: Group, weights: Weights) -> Matrix:
    """The probability that each code applies to each passage, passages × codes, without any example."""
    features = first_look(group, measure_likeness(group), weights.usual)
    first, second = add_up(features, weights.first, weights.second)
    (more,) = add_up(second_look(group, weights.first.probability(first)), weights.second)
    return doubt_few(weights.second.probability(second + more), float(group.weights.sum()))
