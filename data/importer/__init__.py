"""Official results from the workbooks of the office that runs a contest: read, recognised, checked,
compared, published.
"""
