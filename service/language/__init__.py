"""What languages say, as data: a folder for each."""
