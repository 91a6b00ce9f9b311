"""Pages for everybody: accounts, one's own page, the register of organisations."""
