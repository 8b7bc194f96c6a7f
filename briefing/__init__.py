"""What leaves the dashboard, made on the server from released frames: pictures, tables, documents."""
