"""Pages that everybody reads, and the screens on which members answer."""
