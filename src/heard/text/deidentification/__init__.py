"""Find what identifies people in testimony and put something harmless in its place."""
