"""Importing the parts makes their verbs known; take an action from the part it lives in."""

from zaedno.features.maturity.actions import answering as answering
from zaedno.features.maturity.actions import closing as closing
from zaedno.features.maturity.actions import evidence as evidence
from zaedno.features.maturity.actions import frameworks as frameworks
from zaedno.features.maturity.actions import gaps as gaps
from zaedno.features.maturity.actions import objections as objections
from zaedno.features.maturity.actions import running as running
