"""Steps that people take, and pages of the staff."""
