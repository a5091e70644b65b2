"""The contest itself: from announcement to decree, in a store of its own beside the published
generations (docs/LOMBA.md). Nothing here is read by the public pages; what they see is published as
an import is.
"""
