"""How well a reader does: its claims for gold reports, compared slot by slot with those that people wrote."""

from marsad.evaluate.calibration import Bin, reliability
from marsad.evaluate.matching import best_pairs
from marsad.evaluate.prediction import predict
from marsad.evaluate.scores import Miss, Scores, Tally, score

__all__ = ["Bin", "Miss", "Scores", "Tally", "best_pairs", "predict", "reliability", "score"]
