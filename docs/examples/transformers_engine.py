#!/usr/bin/env python3
"""A sentiment engine for undertone around a Hugging Face pipeline.

    undertone score page.html --sentiment "exec:python3 transformers_engine.py"
"""
import argparse
import json
import sys

# The labels of common three-class models, by what they mean.
MEANING = {
    "negative": "p_negative", "neg": "p_negative", "label_0": "p_negative",
    "neutral": "p_neutral", "neu": "p_neutral", "label_1": "p_neutral",
    "positive": "p_positive", "pos": "p_positive", "label_2": "p_positive",
}


def batches(lines):
    """Gathers requests until one says that no more follows at once."""
    batch = []
    for line in lines:
        request = json.loads(line)
        batch.append(request)
        if not request.get("more"):
            yield batch
            batch = []
    if batch:
        yield batch


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", default="cardiffnlp/twitter-roberta-base-sentiment-latest")
    args = parser.parse_args()

    from transformers import pipeline  # slow to import: after the arguments are checked

    classify = pipeline("text-classification", model=args.model, top_k=None, truncation=True)
    for batch in batches(sys.stdin):
        wanted = [r for r in batch if r["text"].strip()]
        found = iter(classify([r["text"] for r in wanted], batch_size=len(wanted)) if wanted else [])
        for request in batch:
            answer = {"id": request["id"]}
            if not request["text"].strip():
                answer["unscored"] = "no words"
            else:
                answer.update(p_negative=0.0, p_neutral=0.0, p_positive=0.0)
                for label in next(found):
                    answer[MEANING[label["label"].lower()]] += label["score"]
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
