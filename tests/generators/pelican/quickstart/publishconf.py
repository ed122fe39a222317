import os
import sys

sys.path.append(os.curdir)
from pelicanconf import *

SITEURL = "https://example.org/blog"
RELATIVE_URLS = False

DELETE_OUTPUT_DIRECTORY = True
