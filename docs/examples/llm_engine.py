#!/usr/bin/env python3
"""A sentiment and stance engine for undertone around a local language model
that speaks the OpenAI chat protocol. Needs nothing but Python.

    undertone score page.html --sentiment "exec:python3 llm_engine.py --model qwen3:8b"
"""
import argparse
import json
import math
import sys
import urllib.request

TASKS = {
    "sentiment": (
        "What is the tone of this reader comment: negative, neutral or positive? Answer with one word.\n\nComment: {text}",
        {"negative": "p_negative", "neutral": "p_neutral", "positive": "p_positive"},
    ),
    "target-stance": (
        "Is this comment in favor of {target}, against it, or none of the two? Answer favor, against or none.\n\nComment: {text}",
        {"favor": "p_favor", "against": "p_against", "none": "p_none"},
    ),
    "reply-stance": (
        "Does the reply agree or disagree with the comment, query it, or is it neutral? Answer agree, disagree, query or neutral.\n\n"
        "Comment: {parent_text}\n\nReply: {text}",
        {"agree": "p_agree", "disagree": "p_disagree", "query": "p_query", "neutral": "p_neutral"},
    ),
}

# Asked when a request says "toward_post": what the text says to the post that
# began the thread, however deep it stands below it.
TOWARD_POST = (
    "A thread began with this post: {post_text}\n\nDoes the message below, somewhere in the discussion, support what the post says, deny it, "
    "query it, or neither? Answer agree, disagree, query or neutral.\n\nMessage: {text}",
    TASKS["reply-stance"][1],
)


def ask(args, prompt):
    """Gives the model's first word, and how probable each candidate for it was."""
    body = {
        "model": args.model, "temperature": 0, "seed": 1, "max_tokens": 4, "logprobs": True, "top_logprobs": 10,
        "messages": [{"role": "user", "content": prompt}],
    }
    request = urllib.request.Request(
        args.url + "/chat/completions", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=args.timeout) as response:
        choice = json.load(response)["choices"][0]
    content = (choice.get("logprobs") or {}).get("content") or []
    tokens = {t["token"]: t["logprob"] for t in content[0]["top_logprobs"]} if content else {}
    return choice["message"]["content"], tokens


def distribution(word, tokens, labels):
    """Spreads 1 over the labels: by the first token's probabilities where the
    server gives them, else nearly all on the label that was answered."""
    p = {key: 0.0 for key in labels.values()}
    for token, logprob in tokens.items():
        start = token.strip().lower()
        hits = [key for label, key in labels.items() if start and label.startswith(start)]
        if len(hits) == 1:
            p[hits[0]] += math.exp(logprob)
    if sum(p.values()) < 0.5:
        answered = [key for label, key in labels.items() if word.strip().lower().startswith(label)]
        if not answered:
            return None
        p = {key: 0.05 for key in p}
        p[answered[0]] = 0.9
    total = sum(p.values())
    return {key: value / total for key, value in p.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", default="http://localhost:11434/v1")
    parser.add_argument("--model", required=True)
    parser.add_argument("--timeout", type=float, default=60)
    args = parser.parse_args()
    for line in sys.stdin:
        request = json.loads(line)
        prompt, labels = TOWARD_POST if request.get("toward_post") else TASKS[request["task"]]
        answer = {"id": request["id"]}
        if not request["text"].strip():
            answer["unscored"] = "no words"
        else:
            word, tokens = ask(args, prompt.format(**request))
            p = distribution(word, tokens, labels)
            answer.update(p if p else {"unscored": "the model answered %r" % word})
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
