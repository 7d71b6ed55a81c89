"""Small closed sets of English words that rules share."""

from heard.text.deidentification.word_lists import vocabulary

FUNCTION_WORDS = vocabulary("function_words")
DETERMINERS = vocabulary("determiners")
PREPOSITIONS_OF_PLACE = vocabulary("prepositions_of_place")
PERSON_SUBJECTS = vocabulary("person_subjects")
KIN = vocabulary("kin")
ROLES = KIN | vocabulary("roles")
TITLES = vocabulary("titles")
FAMILY_TITLES = vocabulary("family_titles")
CALLED = frozenset(["called", "named", "named:", "name's", "names", "nicknamed"])
