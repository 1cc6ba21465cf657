"""Bytes of any kind of file -> grids of cells: what each format and old encoding needs."""
