"""What people see of a survey, one file for each thing they do."""
