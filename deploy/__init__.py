"""What a server needs beside the app: see docs/OPERATIONS.md."""
