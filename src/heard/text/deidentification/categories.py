"""What can identify somebody, and whether it does so by itself."""

from enum import StrEnum
from typing import Self


class Identifier(StrEnum):
    """How a piece of text identifies, in the terms of the UK Data Service and the ICO."""

    DIRECT = "direct"  # alone: a name, a number, an address
    QUASI = "quasi"  # together with other facts: an age, a town, a rare illness


class Category(StrEnum):
    """The kinds of identifier. The order is that of trust: where two kinds cover the same words, the earlier one
    names them.
    """

    EMAIL = "email"
    URL = "url"
    NATIONAL_INSURANCE = "national_insurance"
    NHS_NUMBER = "nhs_number"
    PASSPORT = "passport"
    DRIVING_LICENCE = "driving_licence"
    BANK = "bank"
    PUPIL_NUMBER = "pupil_number"
    REFERENCE = "reference"
    PHONE = "phone"
    VEHICLE = "vehicle"
    DATE_OF_BIRTH = "date_of_birth"
    POSTCODE = "postcode"
    ADDRESS = "address"
    HANDLE = "handle"
    SCHOOL = "school"
    HOME = "home"
    TEAM = "team"
    ORGANISATION = "organisation"
    DATE = "date"
    AGE = "age"
    NAME = "name"
    PLACE = "place"
    ETHNICITY = "ethnicity"
    ROLE = "role"
    FACT = "fact"

    @property
    def identifier(self) -> Identifier:
        return Identifier.QUASI if self in QUASI else Identifier.DIRECT

    trust: int
    """0 for the kind most to be believed when two cover the same words."""

    def __new__(cls, value: str) -> Self:
        category = str.__new__(cls, value)
        category._value_ = value
        category.trust = len(cls.__members__)
        return category


QUASI = frozenset(
    {
        Category.SCHOOL,
        Category.HOME,
        Category.TEAM,
        Category.ORGANISATION,
        Category.DATE,
        Category.AGE,
        Category.PLACE,
        Category.ETHNICITY,
        Category.ROLE,
        Category.FACT,
    }
)
