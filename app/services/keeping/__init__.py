"""What stays when a request is over: the register, the closing list, the document plan."""
