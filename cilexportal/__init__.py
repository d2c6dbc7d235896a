"""The roof: settings, addresses, workers and wiring. It connects the apps and decides nothing."""
