"""Copies of files without what is hidden in them: where a photo was taken, who typed a document, whose phone it was."""
