"""Applications: pathways to a title, the steps of each, the officers' casework on them, and the committee."""
