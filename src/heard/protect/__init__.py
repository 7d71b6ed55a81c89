"""Protect: nobody is exposed. The only door to raw words, and the working text that every later stage reads."""
