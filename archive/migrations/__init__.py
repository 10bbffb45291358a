"""The steps that bring an archive of an earlier version up to date, on both databases."""
