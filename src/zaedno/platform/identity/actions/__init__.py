"""The verbs of the room, one file for each group of them."""
