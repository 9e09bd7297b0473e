"""Multinomial logistic regression over dense and sparse columns together, in numpy and scipy only.

scikit-learn wants one sparse matrix, which makes the same take several times as long; and importing it takes seconds.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

Floats = NDArray[np.float32]


def fit(
    dense: Floats, thin: sparse.csr_matrix, classes: NDArray[np.int64], strength: float, iterations: int
) -> tuple[Floats, Floats]:
    """Returns weights of shape (dense + sparse columns, classes) and bias of shape (classes,).

    Minimises `strength` * summed cross-entropy + half the squared weights, every class counting as much as another.
    """
    count, split, width = int(classes.max()) + 1, dense.shape[1], dense.shape[1] + thin.shape[1]
    rows, turned = np.arange(len(classes)), thin.T.tocsr()
    share = strength * len(classes) / (count * np.bincount(classes, minlength=count))[classes]
    share = share.astype(np.float32)[:, None]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        values = flat.astype(np.float32)
        weights, bias = values[:-count].reshape(width, count), values[-count:]
        scores = dense @ weights[:split] + thin @ weights[split:] + bias
        scores -= scores.max(axis=1, keepdims=True)
        right = scores[rows, classes]
        np.exp(scores, out=scores)
        total = scores.sum(axis=1, keepdims=True)
        surprise = float((share[:, 0] * (np.log(total[:, 0]) - right)).sum(dtype=np.float64))
        scores /= total
        scores[rows, classes] -= 1
        scores *= share
        slope = np.vstack([dense.T @ scores, turned @ scores]) + weights
        penalty = 0.5 * float(np.dot(values[:-count], values[:-count]))
        return surprise + penalty, np.concatenate([slope.ravel(), scores.sum(axis=0)]).astype(np.float64)

    start = np.zeros(width * count + count)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 6}).x
    return found[:-count].reshape(width, count).astype(np.float32), found[-count:].astype(np.float32)


def softmax(scores: Floats) -> Floats:
    """Rows of probabilities."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares
