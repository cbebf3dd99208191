"""Drawings of statistics: one chart a file, from plain values to SVG, with the sentence that says what it shows."""
