"""Publish: quotations cleared for print, and the public pages. Nothing that no named person accepted is shown."""
