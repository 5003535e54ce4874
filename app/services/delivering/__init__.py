"""A delivery on its way out: signed, copied, paid, under a reservation, with sums, or of one's own data."""
