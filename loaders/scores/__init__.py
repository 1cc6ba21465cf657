"""Tables of scores and ranks, whose headings are data, as publishers lay them out."""
