"""The rules of OWL 2 RL and the engine that runs them: triples in, what follows from them out."""

from kgriyadh.rules.closure import Closure, Contradiction

__all__ = ["Closure", "Contradiction"]
