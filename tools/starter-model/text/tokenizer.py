"""CLIP's tokenizer: byte-level byte-pair encoding of lower-cased words, each ended by </w>."""

import functools
import json
import re

START, END = "<|startoftext|>", "<|endoftext|>"
WORD = re.compile(r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[^\W\d_]+|\d|(?:[^\s\w]|_)+")


def byte_symbols():
    """A printable character for every byte: itself where it is printable, else one from 256 on."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [b for b in range(256) if b not in printable]
    return {**{b: chr(b) for b in printable}, **{b: chr(256 + i) for i, b in enumerate(others)}}


SYMBOLS = byte_symbols()


def words(text):
    """The words of a text as tuples of symbols, the last of which ends in </w>."""
    for word in WORD.findall(re.sub(r"\s+", " ", text.strip()).lower()):
        symbols = [SYMBOLS[b] for b in word.encode()]
        yield (*symbols[:-1], symbols[-1] + "</w>")


def merge(symbols, pair):
    """symbols with every occurrence of the pair joined, from the left."""
    result, i = [], 0
    while i < len(symbols):
        joined = tuple(symbols[i : i + 2]) == pair
        result.append(symbols[i] + symbols[i + 1] if joined else symbols[i])
        i += 2 if joined else 1
    return result


class Tokenizer:
    """Reads vocab.json and merges.txt from a folder. Calling it gives a text's ids: start, the words, end up to the length."""

    def __init__(self, folder):
        self.vocabulary = json.loads((folder / "vocab.json").read_text("utf-8"))
        lines = (folder / "merges.txt").read_text("utf-8").splitlines()[1:]
        self.ranks = {tuple(line.split()): rank for rank, line in enumerate(lines)}
        self.encode_word = functools.lru_cache(maxsize=None)(self._encode_word)

    def __call__(self, text, length=77):
        start, end = self.vocabulary[START], self.vocabulary[END]
        ids = [start, *(i for word in words(text) for i in self.encode_word(word))][: length - 1]
        return ids + [end] * (length - len(ids))

    def _encode_word(self, symbols):
        while len(symbols) > 1:
            pair = min(zip(symbols, symbols[1:]), key=lambda pair: self.ranks.get(pair, len(self.ranks)))
            if pair not in self.ranks:
                break
            symbols = merge(symbols, pair)
        return [self.vocabulary[symbol] for symbol in symbols]
