"""What contributors gave: submissions and their parts, sealed. Only `protect` may open them, through `raw`."""
