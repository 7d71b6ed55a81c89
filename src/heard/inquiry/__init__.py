"""The inquiry itself: what it asks, who runs it, who contributes, and what they agreed to."""
