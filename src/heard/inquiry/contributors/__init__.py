"""Who gives evidence, kept apart from what they said: the words never hold these facts, and these never the words."""
