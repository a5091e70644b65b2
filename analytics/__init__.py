"""The brain: functions of a DuckDB connection and typed filters that answer with DataFrames; no
Streamlit.
"""
