"""Ringkasan: one view of the app as one sheet of paper, for those who meet."""
