"""The sample reports: data files, and the script that prints them (`python -m samples.build`)."""
