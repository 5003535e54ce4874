"""What the registry's work consists of: frozen values, their rules and the state machines."""
