"""Boundaries, joins, classification, choropleth: no SQL, no Streamlit."""
