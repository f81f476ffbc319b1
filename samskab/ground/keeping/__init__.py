"""What an operator needs a house to be able to do: be copied, brought back, moved, brought up to date, and looked at.

Works on whatever models are installed, in the form the database has: an older database is read with the tables it had.
"""
