"""Taking out of files what is hidden in them. Pure Python, run apart (`apart`); nothing here knows a submission."""
