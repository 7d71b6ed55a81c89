"""Redactions over original words, and the working text made with them. Every opening of an original is audited here."""
