"""TF-IDF and k-means: ANSWERS.csv (`text`) to LABELS.csv.  python tfidf_kmeans.py ANSWERS.csv LABELS.csv GROUPS"""

import csv
import sys
from pathlib import Path

from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer


def main() -> None:
    source, target, groups = sys.argv[1:]
    with Path(source).open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    rows = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=2).fit_transform(texts)
    labels = KMeans(int(groups), n_init=3, random_state=0).fit_predict(rows)
    with Path(target).open("w", encoding="utf-8") as file:
        file.writelines(f"{label}\n" for label in labels)


if __name__ == "__main__":
    main()
