"""How data comes in: sources, validation, inference. Knows nothing of search or HTTP."""
