"""The ways in which evidence comes in, each in a folder of its own. None knows another."""
