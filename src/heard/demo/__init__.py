"""One fictional inquiry, loaded through the same actions that people use. It holds no real person."""
