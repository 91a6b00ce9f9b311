"""What the room gives to the report; each half its own sections."""
