"""The call for evidence: when it opens and closes, and for whom a grown-up has to know. The timetable only narrates."""
