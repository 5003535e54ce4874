"""The read side: what the windows and the command line show, as frozen rows."""

from __future__ import annotations

from .assessment_page import AssessmentsView, AssessmentView, assessments
from .decision_page import DecisionView, decision, delegations
from .delivery_page import DeliveryView, DocumentRow, delivery
from .extent import Extent, extent
from .log_lines import LogLine, log, steps_taken, verify_log
from .office import people, profile
from .request_list import RequestRow, requests
from .request_page import GroundUse, RequestView, ground_use, request
from .review_page import ReviewView, equal_marks, review

__all__ = [
    "AssessmentView",
    "AssessmentsView",
    "DecisionView",
    "DeliveryView",
    "DocumentRow",
    "Extent",
    "GroundUse",
    "LogLine",
    "RequestRow",
    "RequestView",
    "ReviewView",
    "assessments",
    "decision",
    "delegations",
    "delivery",
    "equal_marks",
    "extent",
    "ground_use",
    "log",
    "people",
    "profile",
    "request",
    "requests",
    "review",
    "steps_taken",
    "verify_log",
]
