"""Importing the parts makes their tables known; take a model from the part it lives in."""

from zaedno.features.proposals.models import answering as answering
from zaedno.features.proposals.models import papers as papers
from zaedno.features.proposals.models import proposal as proposal
from zaedno.features.proposals.models import together as together
from zaedno.features.proposals.models import valuation as valuation
