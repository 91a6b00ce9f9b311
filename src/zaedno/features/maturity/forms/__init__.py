"""What people type into an assessment; take a form from the part it lives in."""
