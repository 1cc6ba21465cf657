"""A report held against what stands already: the one before it, and other sources of the same figures."""
