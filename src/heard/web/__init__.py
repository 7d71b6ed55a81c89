"""How Heard looks and reads: the frame of every page, its type and colours, forms and error pages."""
