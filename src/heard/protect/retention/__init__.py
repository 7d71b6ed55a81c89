"""How long what people gave is kept, destroying it when its time is over, and proving that it was destroyed."""
