"""The commands, without their words: joins a project on disk to the pure steps."""
