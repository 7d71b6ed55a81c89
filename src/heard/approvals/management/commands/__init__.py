"""Commands of the site's own that take no second person are taken away here."""
