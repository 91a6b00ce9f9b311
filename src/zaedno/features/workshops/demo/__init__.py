"""Each half of the room loads its own sections of the demo file."""
