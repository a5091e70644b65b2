"""What several pages share: the data in force, filters, tables, charts with their twins,
downloads.
"""
