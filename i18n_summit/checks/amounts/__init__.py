"""The numbers of a text, and what each of them may mean."""
