"""Safeguarding: words that may tell of harm are found, read by a person in time, and never closed unread."""
