"""The bank holidays of England and Wales, as announced on GOV.UK; each inquiry may change its list at the desk."""

_BY_YEAR = {
    2026: ("01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"),
    2027: ("01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"),
    2028: ("01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"),
}


def english_bank_holidays() -> list[str]:
    """ISO dates, in order."""
    return [f"{year}-{day}" for year, days in _BY_YEAR.items() for day in days]
