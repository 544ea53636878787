-- An overview reads the totals of a place at once, and how much of a period is in dispute.
CREATE INDEX settled_figure_total
    ON settled_figure (place, period, indicator, standing, low, high, reporters)
    WHERE breakdown = 1;
CREATE INDEX discrepancy_by_period ON discrepancy (region, status, period, indicator, weight);
