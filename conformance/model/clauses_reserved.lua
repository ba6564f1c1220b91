-- IDs of profiles that this revision names but does not specify yet. An ID is never reused for another meaning.
return {}
