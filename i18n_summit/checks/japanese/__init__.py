"""The style of Japanese: profiles, what a catalog itself does, and the checks that hold to it."""
