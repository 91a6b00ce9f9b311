"""A few plain insults, watched for until a city writes its own list."""

USUAL = (
    *("глупак", "глупачка", "идиот", "идиотка", "кретен", "тъпак", "простак", "мръсник"),
    *("боклук", "измет", "негодник", "мошеник"),
    *("idiot", "moron", "scum", "bastard"),
)
