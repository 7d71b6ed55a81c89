"""Who did what, to what, for which use, and when. Lines are added, never changed; each seals the one before it."""
