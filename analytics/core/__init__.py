"""What topics share: how a question is put, editions, words, figures, downloads."""
