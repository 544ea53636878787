# One's own seats inside, and the page of what is needed now and then.
table-more-title = More
table-more-lead = What is needed now and then.
seat-title = Where your key is open
seat-lead = Each line is a browser in which your key is open now. A key that nobody uses closes after a quarter of an hour, and every key after eight hours.
seat-table = Opened keys
seat-head-entered = Opened
seat-head-seen = Last used
seat-head-which = Where
seat-this = here
seat-other = another browser
seat-end-others = Close all but this one
