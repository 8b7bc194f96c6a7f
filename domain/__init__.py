"""Pure rules on plain frames and numbers: no I/O, no Streamlit, no SQL, no map library."""
