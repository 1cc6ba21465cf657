"""Files as agencies send them, each with what must come of it, written by hand."""
