"""Heard runs a public inquiry with the people it concerns."""
