"""The screens: for each a module, whose functions take the desk and a request, and answer it."""
