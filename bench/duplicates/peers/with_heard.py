"""Heard’s own `group_near_duplicates`, as `heard analyse` calls it."""

from asking import answer

from heard.text.similarity import group_near_duplicates

answer(group_near_duplicates)
