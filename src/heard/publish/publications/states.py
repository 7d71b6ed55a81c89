"""Choices about what is published."""

PUBLISH_NUMBERS = "publish numbers"  # takes a second person
