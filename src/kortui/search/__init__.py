"""Search: one query language for the search bar and the shell, over memory or over a derived file."""
