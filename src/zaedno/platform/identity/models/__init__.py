"""Who somebody is, as far as a city has to know."""

from zaedno.platform.identity.models.acting import Acting, ActingDeed
from zaedno.platform.identity.models.factor import Factor
from zaedno.platform.identity.models.providers import Provider, ProviderLink
from zaedno.platform.identity.models.residents import (
    Group,
    GroupMember,
    Letter,
    Listed,
    Policy,
    SpentMark,
    Tries,
    Verification,
)
from zaedno.platform.identity.models.waiting import Code, Kept

__all__ = [
    "Acting",
    "ActingDeed",
    "Code",
    "Factor",
    "Group",
    "GroupMember",
    "Kept",
    "Letter",
    "Listed",
    "Policy",
    "Provider",
    "ProviderLink",
    "SpentMark",
    "Tries",
    "Verification",
]
