"""The pages of those who run an assessment: members, states, grades, targets, frameworks."""
