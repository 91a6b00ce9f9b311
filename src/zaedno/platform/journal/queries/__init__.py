"""What may be asked of the journal: deeds with names, proofs, and the sealed log itself."""
