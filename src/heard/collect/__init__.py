"""Collect: evidence as it came in, and evidence sessions. It never reads a theme, a quotation or a page."""
