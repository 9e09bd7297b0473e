"""How much each signal counts: learned by `knowledge.reports.linking.learned`, never on its test split."""

WEIGHTS: dict[str, float] = {
    "best_name": 2.94, "all_names": 3.84, "words": -8.56, "text_words": 4.17, "text_letters": 1.65, "isco_label": 0.68,
    "learned": 1.07, "meaning": 7.39, "isco_meaning": 1.84,
}  # fmt: skip
