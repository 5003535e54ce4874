"""The delivery page: checks, signature, copies, handing out."""
