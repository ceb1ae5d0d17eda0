"""From plan to draft: the plain writer, a language model's, and machine glosses."""
