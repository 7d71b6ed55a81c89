"""Checking files for viruses, where a scanner is set up. Without one a file is “not checked”, which is not “clean”."""
