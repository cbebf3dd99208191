"""Tests of what is asked, below the web."""
