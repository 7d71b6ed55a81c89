"""The public pages. Words that staff write are Wagtail pages; what rests on evidence is read from records each time."""
