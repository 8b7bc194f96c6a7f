"""The commands of manage.py: what is typed in a terminal, and what is said there."""
