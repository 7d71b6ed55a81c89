"""Meetings at which people are heard, and their published notes as a record anchored in the notes' own text."""
