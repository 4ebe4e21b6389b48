"""How well the search ranks, by the standard measures (ir-measures): the acceptable passages are the relevant ones."""

from collections.abc import Mapping, Sequence

DEPTH = 10  # passages of a ranking that are judged
MEASURES = {
    "search_first": "Success@1",
    "search_three": "Success@3",
    "search_five": "Success@5",
    "recall_three": "R@3",
    "recall_five": "R@5",
    "ndcg_ten": "nDCG@10",
}


def retrieval_scores(
    ranked: Mapping[str, Sequence[str]], gold: Mapping[str, frozenset[str]]
) -> Mapping[str, Mapping[str, float]]:
    """Of each ranking by id, its value on each of MEASURES; 0 where nothing was found, or nothing is relevant."""
    import ir_measures  # a development dependency: the service runs without it

    names = {ir_measures.parse_measure(text): name for name, text in MEASURES.items()}
    found = {id: dict.fromkeys(MEASURES, 0.0) for id in ranked}
    relevant = {id: dict.fromkeys(gold[id], 1) for id in ranked if gold[id]}
    # The order alone counts: each place gets a score of its own, so that the tool has no ties to break.
    runs = {id: {key: 1 / place for place, key in enumerate(keys, 1)} for id, keys in ranked.items() if keys}
    for metric in ir_measures.iter_calc(list(names), relevant, runs):
        found[metric.query_id][names[metric.measure]] = float(metric.value)
    return found
