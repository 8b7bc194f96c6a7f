"""One worked example for each indicator: a small case, and the sentence that its figures are put into."""

from domain.examples.case import Case, Example, figures_of
from domain.examples.facilities import EXAMPLES as OF_FACILITIES
from domain.examples.people import EXAMPLES as OF_PEOPLE

__all__ = ["EXAMPLES", "Case", "Example", "figures_of"]

EXAMPLES: dict[str, Example] = OF_FACILITIES | OF_PEOPLE
