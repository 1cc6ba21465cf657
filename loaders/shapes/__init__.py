"""What stands where on a sheet: headings, groups, sums, notes, tables beside each other, headings that are data."""
