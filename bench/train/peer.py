"""The same with scikit-learn: python3 peer.py FILE ROWS TREES FEATURES CATEGORIES."""
import json
import resource
import sys
import time

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import log_loss

file, rows, trees, features, categories = sys.argv[1], *map(int, sys.argv[2:])
columns = numpy.fromfile(file, dtype="<f8", count=rows * features).reshape(features, rows)
table = columns.T
label = numpy.fromfile(file, dtype=numpy.uint8, offset=rows * features * 8)
model = HistGradientBoostingClassifier(
    max_iter=trees,
    learning_rate=0.1,
    max_leaf_nodes=31,
    early_stopping=False,
    categorical_features=list(range(features - categories, features)),
)
cpu, start = time.process_time(), time.perf_counter()
model.fit(table, label)
cpu, seconds = time.process_time() - cpu, time.perf_counter() - start
megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
some = min(rows, 20_000)
loss = log_loss(label[:some], model.predict_proba(table[:some])[:, 1])
print(json.dumps({"seconds": seconds, "cpu": cpu, "megabytes": megabytes, "loss": loss}))
