"""Sending a message to one person. Never to two: who else is written to is nobody's business."""
