"""Reading what people gave: software reads each file once, and how that ended is kept, with what it read, sealed."""
