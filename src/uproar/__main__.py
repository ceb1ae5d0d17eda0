"""`python -m uproar`."""

from uproar.cli import main

raise SystemExit(main())
