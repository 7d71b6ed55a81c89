"""What one person may not do alone: somebody asks, a second person agrees or refuses, and it is used once."""
