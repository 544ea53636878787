api-released-page = What was released to the members of the committee: of each table and period the newest state.
