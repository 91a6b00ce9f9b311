"""Forms of the people, and of those who serve them."""
