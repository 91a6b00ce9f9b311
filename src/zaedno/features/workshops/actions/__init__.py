"""Importing the parts makes their verbs known; take a verb from the part it lives in."""

from zaedno.features.workshops.actions import afterwards as afterwards
from zaedno.features.workshops.actions import answers as answers
from zaedno.features.workshops.actions import attendance as attendance
from zaedno.features.workshops.actions import balance as balance
from zaedno.features.workshops.actions import boards as boards
from zaedno.features.workshops.actions import clusters as clusters
from zaedno.features.workshops.actions import consent as consent
from zaedno.features.workshops.actions import dots as dots
from zaedno.features.workshops.actions import history as history
from zaedno.features.workshops.actions import interests as interests
from zaedno.features.workshops.actions import maps as maps
from zaedno.features.workshops.actions import notes as notes
from zaedno.features.workshops.actions import pairs as pairs
from zaedno.features.workshops.actions import paper as paper
from zaedno.features.workshops.actions import plan as plan
from zaedno.features.workshops.actions import polls as polls
from zaedno.features.workshops.actions import priorities as priorities
from zaedno.features.workshops.actions import questions as questions
from zaedno.features.workshops.actions import replies as replies
from zaedno.features.workshops.actions import results as results
from zaedno.features.workshops.actions import rooms as rooms
from zaedno.features.workshops.actions import run as run
from zaedno.features.workshops.actions import seats as seats
from zaedno.features.workshops.actions import session as session
from zaedno.features.workshops.actions import tows as tows
