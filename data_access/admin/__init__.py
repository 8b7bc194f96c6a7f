"""The write side (demonstration database, later contract check and loading): for manage.py alone."""
