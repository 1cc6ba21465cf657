"""Workbooks that go out: the sender's own with its faulty cells marked, and the templates."""
