"""The bundled event. All posts, accounts, people, works and articles in it are invented."""

from pathlib import Path


def folder() -> Path:
    """Where the bundled event lies: event.toml, posts/, footage/, archive/."""
    return Path(__file__).parent / "paper-lanterns"
