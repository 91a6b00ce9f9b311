"""Asking for newsletters and ending them; writing, planning and sending them."""
