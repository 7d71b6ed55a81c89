"""Work that nobody waits for: what is due is what has no record yet, so there is no queue that could be lost."""
