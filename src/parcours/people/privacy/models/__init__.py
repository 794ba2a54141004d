"""The tables of privacy, one file each."""

from parcours.people.privacy.models.breach import Breach
from parcours.people.privacy.models.erasure import Erasure, ErasureState, ErasureWhy, Tombstone
from parcours.people.privacy.models.hold import Hold
from parcours.people.privacy.models.request import DataRequest, RequestKind, RequestState
from parcours.people.privacy.models.retention import RetentionRule

__all__ = [
    "Breach",
    "DataRequest",
    "Erasure",
    "ErasureState",
    "ErasureWhy",
    "Hold",
    "RequestKind",
    "RequestState",
    "RetentionRule",
    "Tombstone",
]
