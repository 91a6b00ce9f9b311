"""What staff do with a survey, one file for each task."""
