"""What is published: quotations, themes and session notes, each by a named person, and taken down by one too."""
