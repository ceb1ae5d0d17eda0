"""Output formats, a module each, and the parts they share: charts, SVG, proof."""
