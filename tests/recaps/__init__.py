"""Recaps made from contests whose truth is known, in the layouts of many offices, and a judge of
what was read from them.
"""
