"""The screens of the program by name, and what a screen is; each is read only when it is first shown."""

from .base import Screen

SCREENS: dict[str, str] = {
    "first-run": "ui.screens.start.first_run:FirstRun",
    "lost-key": "ui.screens.start.lost_key:LostKey",
    "sign-in": "ui.screens.start.sign_in:SignIn",
    "requests": "ui.screens.requests.screen:RequestsScreen",
    "todo": "ui.screens.todo:TodoScreen",
    "new-request": "ui.screens.requests.new_request:NewRequestScreen",
    "request": "ui.screens.request.screen:RequestScreen",
    "describing": "ui.screens.request.describing:DescribingScreen",
    "review": "ui.screens.review.screen:ReviewScreen",
    "assessment": "ui.screens.assessment.screen:AssessmentScreen",
    "delivery": "ui.screens.delivery.screen:DeliveryScreen",
    "sums": "ui.screens.delivery.sums:SumsScreen",
    "more": "ui.screens.delivery.more:MoreScreen",
    "traces": "ui.screens.delivery.traces:TracesScreen",
    "handover": "ui.screens.delivery.handover:HandoverScreen",
    "decision": "ui.screens.decision.screen:DecisionScreen",
    "fee": "ui.screens.delivery.fee:FeeScreen",
    "reservation": "ui.screens.decision.reservation:ReservationScreen",
    "appeals": "ui.screens.appeals:AppealsScreen",
    "register": "ui.screens.register.file:FileScreen",
    "diary": "ui.screens.register.diary:DiaryScreen",
    "retention": "ui.screens.retention.screen:RetentionScreen",
    "letters": "ui.screens.request.letters:LettersScreen",
    "company": "ui.screens.company.screen:CompanyScreen",
    "access": "ui.screens.company.access:AccessScreen",
    "keys": "ui.screens.company.keys:KeysScreen",
    "catalogue": "ui.screens.catalogue.screen:CatalogueScreen",
    "log": "ui.screens.log.screen:LogScreen",
    "help": "ui.screens.help:HelpScreen",
    "about": "ui.screens.about:AboutScreen",
    "settings": "ui.screens.settings:SettingsScreen",
}
"""Name of a screen -> ``module:class``."""

__all__ = ["SCREENS", "Screen"]
