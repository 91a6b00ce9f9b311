"""What may be asked of letters and of who follows what."""
