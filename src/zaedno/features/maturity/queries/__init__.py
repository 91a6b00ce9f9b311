"""What a viewer may see of assessments; take a function from the part it lives in."""
