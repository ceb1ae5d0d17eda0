"""The parts of a story, a module each: lead, theme, dissent, what came later, method."""
