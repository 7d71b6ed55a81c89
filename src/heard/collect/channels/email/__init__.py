"""Evidence by e-mail: a message becomes a submission once, and its sender gets five words."""
