"""The areas of kecamatan: the files that ship with the project, and what the database takes from
them.
"""
