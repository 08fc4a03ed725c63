"""The elements of a page as widgets: traits are tied to what the reader of the notebook chooses."""

from .growth import Growth
from .ranking import Ranking
from .scenario import Scenario

__all__ = ["Growth", "Ranking", "Scenario"]
