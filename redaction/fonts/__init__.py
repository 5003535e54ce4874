"""Fonts of a file that list nothing but what is still shown: their maps, programs, widths and names."""
