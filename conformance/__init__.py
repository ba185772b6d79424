"""Trials with clients that other people wrote: `make conformance`."""
