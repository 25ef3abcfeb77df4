"""What if: some leave, dates change, partners are drafted for the gaps; a module each."""

from __future__ import annotations

from graph.scenario.leaving import Loss, critical, helped, partners, single, withdraw
from graph.scenario.planning import Draft, Wish, draft

__all__ = ["Draft", "Loss", "Wish", "critical", "draft", "helped", "partners", "single", "withdraw"]
