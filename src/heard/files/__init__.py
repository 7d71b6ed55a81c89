"""How bytes are kept: sealed, each submission under a key of its own, which can be destroyed."""
