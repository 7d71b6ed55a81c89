"""The themes: what each means, for adults and for young readers, and who accepted it."""
