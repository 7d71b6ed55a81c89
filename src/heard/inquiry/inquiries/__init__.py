"""The inquiry, its questions, its timetable, its helplines and its team. One installation runs one inquiry."""
