"""Cells -> values: numbers, days, points, words of fixed lists, and what a column or a table says about them."""
