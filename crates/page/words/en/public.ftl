public-title = What is publicly known
public-lead = National figures and figures by qark that can be published without giving anybody away.
public-rule = Every count below { $threshold } is hidden. Where one part of a total is hidden, all of its parts are, so that it cannot be found by subtraction. Zeros are hidden too, because “none” can give away as well.
public-hidden = hidden
public-year = Year
public-nothing = Nothing is published yet.
public-by-region = By qark
