"""Several columns of codes as one number a row: equal rows have equal numbers.

A column is its parts in order (the blocks of a large table), each an array of codes from 0, and a
bound that all codes are below. Nothing larger than a part is made but the numbers themselves.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

Codes = tuple[list[np.ndarray], int]
LARGEST = 2**62  # of a combined number before it is renumbered
DENSE = 4  # times as many possible numbers as rows are ticked off a list; more are hashed
SMALL = 65_536  # a list that is never too long
NARROW = 2**31


def coded(codes: np.ndarray) -> Codes:
    """A column that is one part."""
    return [codes], int(codes.max(initial=0)) + 1


def combined(columns: Sequence[Codes]) -> Codes:
    """One number a row for all columns together."""
    total, size = columns[0]
    for codes, count in columns[1:]:
        if size * count > LARGEST:
            total, size = numbered((total, size))
        if count > 1:
            kind = np.int32 if size * count < NARROW else np.int64
            pairs = zip(total, codes, strict=True) if size > 1 else ()
            total = [t.astype(kind) * kind(count) + c for t, c in pairs] or codes
            size *= count
    return total, size


def numbered(column: Codes) -> Codes:
    """The same distinctions with numbers from 0 without gaps."""
    codes, size = column
    if not is_dense(column):
        encoded = pa.chunked_array([pa.array(part) for part in codes]).dictionary_encode()
        count = len(encoded.chunk(0).dictionary)
        return [part.indices.to_numpy() for part in encoded.chunks], count
    there = _ticked(column)
    rank = np.cumsum(there, dtype=np.int32)
    rank -= 1
    return [rank[part] for part in codes], int(np.count_nonzero(there))


def is_dense(column: Codes) -> bool:
    """Whether so few numbers are possible that ticking them off is quicker than hashing."""
    codes, size = column
    return size <= DENSE * sum(map(len, codes)) + SMALL


def are_unique(column: Codes) -> bool:
    """Whether no number stands twice."""
    codes, _ = column if is_dense(column) else (column := numbered(column))
    return int(np.count_nonzero(_ticked(column))) == sum(map(len, codes))


def first_rows(column: Codes) -> np.ndarray:
    """The first row of each number, counted over all parts; numbers are without gaps."""
    codes, size = column
    firsts, end = np.zeros(size, np.int64), sum(map(len, codes))
    for part in reversed(codes):
        firsts[part[::-1]] = np.arange(end - 1, end - len(part) - 1, -1)
        end -= len(part)
    return firsts


def joined(parts: list[np.ndarray]) -> np.ndarray:
    """The parts as one array."""
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _ticked(column: Codes) -> np.ndarray:
    """For each possible number whether it stands anywhere."""
    codes, size = column
    there = np.zeros(size, bool)
    for part in codes:
        there[part] = True
    return there
