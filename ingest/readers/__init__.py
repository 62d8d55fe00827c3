"""One reader per format: a file becomes pages of placed words and rules."""
