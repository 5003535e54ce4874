"""What can be done with requests, one module per stage: functions on the unit, and the read side."""
