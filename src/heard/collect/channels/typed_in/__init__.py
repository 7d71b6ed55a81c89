"""Evidence that staff type in for somebody: a letter, a telephone call, what a worker was told."""
