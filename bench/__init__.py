"""Speed and memory of a build and of the server, beside a peer: ``python -m bench``."""
