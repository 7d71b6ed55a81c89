"""Who and what may be mentioned in the evidence, sealed; and how they are called instead, which the policy says."""
