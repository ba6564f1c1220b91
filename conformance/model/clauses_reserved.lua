-- IDs of profiles that this revision names but does not specify yet. An ID is never reused for another meaning.
return {
    actor = {
        MUST = "ACTOR-01 ACTOR-02 ACTOR-03 ACTOR-04 ACTOR-05 ACTOR-06 ACTOR-07 ACTOR-08 ACTOR-09 ACTOR-10 ACTOR-11 ACTOR-13 ACTOR-14 FIX-14 FIX-15 FIX-16 FIX-17",
        SHOULD = "ACTOR-12",
    },
    config = { MUST = "CONFIG-01 CONFIG-02 CONFIG-03 CONFIG-04" },
    planner = { MUST = "PLAN-01 PLAN-02 PLAN-03" },
}
