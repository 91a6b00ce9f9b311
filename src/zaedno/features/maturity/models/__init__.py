"""Importing the parts makes their tables known; take a model from the part it lives in."""

from zaedno.features.maturity.models import answers as answers
from zaedno.features.maturity.models import assessment as assessment
from zaedno.features.maturity.models import findings as findings
