"""The names under which rooms offer something to whoever asks; docs/new-feature.md says what each
is called with and what it gives."""

OFFERS = (
    "ties",
    "thing_asides",
    "home_question",
    "home_cards",
    "chain_figures",
    "report_sections",
    "report_sources",
    "datasets",
    "search_documents",
    "profile_entries",
    "staff_tasks",
    "doors",
    "timeline",
    "contributions",
    "said_about",
    "took_part",
    "participation",
    "holdings",
    "holdings_about",
    "calendar",
    "retention",
    "live_fragments",
    "moderation_queue",
    "transparency",
)
