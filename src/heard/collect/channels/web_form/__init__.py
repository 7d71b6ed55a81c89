"""Giving evidence on the website: no account, no name, no script. What is begun is kept, sealed, until it is sent."""
