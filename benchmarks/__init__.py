"""What the toolkit costs and what it keeps, measured beside its peers on public documentation."""
