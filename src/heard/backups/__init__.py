"""Backups: an enciphered copy of everything but the keys, and putting one back without what was destroyed since."""
