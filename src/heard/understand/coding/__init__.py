"""Excerpts, and the themes that people see in them."""
