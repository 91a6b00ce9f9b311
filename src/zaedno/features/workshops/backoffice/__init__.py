"""Take what you need from the part it lives in."""
