"""Importing the parts makes their tables known; take a model from the part it lives in."""

from zaedno.features.workshops.models import afterwards as afterwards
from zaedno.features.workshops.models import agenda as agenda
from zaedno.features.workshops.models import attendance as attendance
from zaedno.features.workshops.models import board as board
from zaedno.features.workshops.models import consent as consent
from zaedno.features.workshops.models import criteria as criteria
from zaedno.features.workshops.models import event as event
from zaedno.features.workshops.models import interest as interest
from zaedno.features.workshops.models import maps as maps
from zaedno.features.workshops.models import method as method
from zaedno.features.workshops.models import minutes as minutes
from zaedno.features.workshops.models import pairs as pairs
from zaedno.features.workshops.models import paper as paper
from zaedno.features.workshops.models import poll as poll
from zaedno.features.workshops.models import questions as questions
from zaedno.features.workshops.models import replies as replies
from zaedno.features.workshops.models import results as results
from zaedno.features.workshops.models import rooms as rooms
from zaedno.features.workshops.models import session as session
from zaedno.features.workshops.models import voting as voting
