"""Finding by meaning: questions, indexes, ranking, fit, and an honest no."""
