"""Who works here: staff accounts, sign-in, and how a page says who may see it. Contributors have no accounts."""
