"""The screens of the program by name, and what a screen is; each is read only when it is first shown."""

from .base import Screen

SCREENS: dict[str, str] = {
    "first-run": "ui.screens.first_run:FirstRun",
    "sign-in": "ui.screens.sign_in:SignIn",
    "requests": "ui.screens.requests:RequestsScreen",
    "todo": "ui.screens.todo:TodoScreen",
    "new-request": "ui.screens.new_request:NewRequestScreen",
    "request": "ui.screens.request:RequestScreen",
    "review": "ui.screens.review:ReviewScreen",
    "assessment": "ui.screens.assessment:AssessmentScreen",
    "delivery": "ui.screens.delivery:DeliveryScreen",
    "traces": "ui.screens.traces:TracesScreen",
    "decision": "ui.screens.decision:DecisionScreen",
    "company": "ui.screens.company:CompanyScreen",
    "log": "ui.screens.log:LogScreen",
    "settings": "ui.screens.settings:SettingsScreen",
}
"""Name of a screen -> ``module:class``."""

__all__ = ["SCREENS", "Screen"]
