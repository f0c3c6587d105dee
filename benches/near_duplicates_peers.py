"""Near-duplicates by MinHash and LSH with PyPI's rensa and datasketch, on the articles that our own measurement makes.

Development only: pip install rensa datasketch, then
    cargo run --release --example near_duplicates -- 20000 --write articles.jsonl
    python3 benches/near_duplicates_peers.py articles.jsonl
Prints articles a second, and how many pairs of an article and its copy are found.
"""
import json
import re
import sys
import time


def shingles(text):
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i:i + 3]) for i in range(len(words) - 2)}


def with_rensa(texts):
    from rensa import RMinHash, RMinHashLSH
    lsh = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    found = set()
    for number, text in enumerate(texts):
        minhash = RMinHash(num_perm=128, seed=1)
        minhash.update(list(shingles(text)))
        found.update((other, number) for other in lsh.query(minhash))
        lsh.insert(number, minhash)
    return found


def with_datasketch(texts):
    from datasketch import MinHash, MinHashLSH
    lsh = MinHashLSH(num_perm=128, params=(32, 4))
    found = set()
    for number, text in enumerate(texts):
        minhash = MinHash(num_perm=128, seed=1)
        minhash.update_batch([s.encode() for s in shingles(text)])
        found.update((other, number) for other in lsh.query(minhash))
        lsh.insert(number, minhash)
    return found


def main(path):
    texts = [json.loads(line) for line in open(path, encoding="utf-8")]
    origins = [[int(n) for n in line.split()] for line in open(path + ".origins", encoding="utf-8")]
    known = {(min(o, n), max(o, n)) for n, line in enumerate(origins) for o in line if o != n}
    for name, find in (("rensa", with_rensa), ("datasketch", with_datasketch)):
        start = time.perf_counter()
        found = find(texts)
        seconds = time.perf_counter() - start
        kin = sum(bool(set(origins[a]) & set(origins[b])) for a, b in found)
        print(f"{name}: {len(texts) / seconds:.0f} articles/s, recall of known pairs {len(known & found) / len(known):.3f}, "
              f"{len(found)} pairs found, precision {kin / max(1, len(found)):.3f}")


main(sys.argv[1])
