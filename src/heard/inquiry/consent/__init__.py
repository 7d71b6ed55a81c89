"""Who agreed to which use of their words, when, in which wording; and who changed their mind."""
