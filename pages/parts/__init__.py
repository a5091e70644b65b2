"""What pages are made of: a folder for each page, named after its file, and what several share."""
