"""What a file holds and its pages do not show, put on pages behind them, where it is judged like what is seen."""
