"""What may be told of people without pointing at one: the inquiry's policy, and what is told of somebody together."""
