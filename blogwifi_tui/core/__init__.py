"""What the program does, for both front ends: every step a person takes, joined from posts, site and git."""
