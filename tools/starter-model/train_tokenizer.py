"""Learns the byte-pair merges of the tokenizer from captions of work/attributes.jsonl, into models/starter/tokenizer.

The weights depend on the result: run this only to start a model afresh.
"""

import argparse
import collections
import json

import numpy as np

import configs
import paths
from text.captions import caption
from text.tokenizer import END, START, SYMBOLS, merge, words
from text.words import STRAY

COMMON = """the of and to in is it you that he was for on are with as his they be at one have this from or had by hot but some what there we
can out other were all your when up use word how said an each she which do their time if will way about many then them would write like so
these her long make thing see him two has look more day could go come did my sound no most number who over know water than call first people
may down side been now find"""
REPEATS = 3  # of the words that captions hold rarely or never


def learn(texts, size):
    """Vocabulary and merges: every byte, alone and at a word's end, then the pairs that are most frequent, then the two marks."""
    counts = collections.Counter(word for text in texts for word in words(text))
    pieces = {word: list(word) for word in counts}
    vocabulary = [SYMBOLS[b] for b in sorted(SYMBOLS)]
    vocabulary += [symbol + "</w>" for symbol in vocabulary]
    merges = []
    while len(vocabulary) < size - 2:
        pairs = collections.Counter()
        for word, symbols in pieces.items():
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] += counts[word]
        pair, _ = max(pairs.items(), key=lambda item: (item[1], item[0]))
        merges.append(pair)
        vocabulary.append("".join(pair))
        pieces = {word: merge(symbols, pair) for word, symbols in pieces.items()}
    return {token: i for i, token in enumerate([*vocabulary, START, END])}, merges


def write(folder, vocabulary, merges):
    """The four files of a CLIPTokenizer."""

    def special(token):
        return {"content": token, "single_word": False, "lstrip": False, "rstrip": False, "normalized": True}

    marks = {"bos_token": special(START), "eos_token": special(END), "unk_token": special(END), "pad_token": END}
    settings = {
        "tokenizer_class": "CLIPTokenizer",
        "model_max_length": 77,
        "do_lower_case": True,
        "add_prefix_space": False,
        "errors": "replace",
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), "utf-8")
    (folder / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges), "utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps({**settings, **marks}, indent=1))
    (folder / "special_tokens_map.json").write_text(json.dumps(marks, indent=1))


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    random = np.random.default_rng(1)
    with open(paths.ATTRIBUTES) as lines:
        captions = [caption(json.loads(line), random) for line in lines]
    texts = captions[::2] + STRAY * REPEATS + [COMMON] * REPEATS
    write(paths.TOKENIZER, *learn(texts, configs.TEXT["vocab_size"]))


if __name__ == "__main__":
    main()
