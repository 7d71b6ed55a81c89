"""Receipts: five words with which somebody sees where what they gave went, changes their mind, or takes it back."""
