"""Run as `heard manage NAME`."""
