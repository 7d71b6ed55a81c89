"""Understand: themes and what was said under them. It sees working texts, never raw words."""
