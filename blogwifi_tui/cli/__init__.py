"""What each verb of the command line does: call the blog, print data on standard output."""
