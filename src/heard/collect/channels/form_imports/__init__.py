"""Answers that people gave in a form elsewhere: each row of its export becomes a submission, once."""
