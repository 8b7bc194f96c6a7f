"""The one place where a Selection becomes a ReleaseFrame: no Streamlit, no cache."""
