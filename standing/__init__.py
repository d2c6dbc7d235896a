"""What follows from CPD, payment and conduct: membership years, certificates, standing and the public register."""
