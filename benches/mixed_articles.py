"""Writes a folder of articles of many invented stories, mixed, to measure `--stories auto` with.

    python3 benches/mixed_articles.py FOLDER COUNT

Each story is one of fixtures/stories or maintenance/train_alignment/stories with other names, figures and words, the same in all of its
articles; what many stories say ("said", "killed") stays. All stories are of one fortnight. Equal counts give equal files. The number behind the hyphen of a file's name is that of its
story, for whoever counts what was found; the program does not read it.
"""

import collections
import datetime
import hashlib
import pathlib
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ["fixtures/stories", "maintenance/train_alignment/stories"]
SYLLABLES = ["ba", "ro", "mi", "ta", "ke", "lu", "no", "vi", "sa", "de", "go", "ri", "pe", "la", "du", "fen", "mor", "hal", "ost", "sten"]
DAYS = 14
# A word that more than one in so many of the stories has stays.
COMMON = 6
WORD = re.compile(r"[^\W\d_]+|\d+")


def seed(*parts):
    return int.from_bytes(hashlib.blake2b("/".join(map(str, parts)).encode(), digest_size=8).digest(), "big")


def invented(number, capital):
    word = "".join(SYLLABLES[number // 20**n % 20] for n in range(3))
    return word.capitalize() if capital else word


def templates():
    """Each story as a list of outlet and text, without stories that have other files than texts."""
    out = []
    for folder in FOLDERS:
        for story in sorted((ROOT / folder).glob("*/sources.toml")):
            listed = tomllib.loads(story.read_text()).get("source", [])
            texts = [(s.get("outlet", s["file"]), story.parent / s["file"]) for s in listed if s["file"].endswith(".txt")]
            if len(texts) >= 2:
                out.append([(outlet, path.read_text()) for outlet, path in texts])
    return out


def rare_words(stories):
    """The words in small letters that few of the stories have, sorted."""
    held = collections.Counter()
    for story in stories:
        held.update({w for _, text in story for w in WORD.findall(text) if len(w) > 3 and w.islower()})
    return sorted(word for word, n in held.items() if n * COMMON <= len(stories))


def written(text, story, pool, rare):
    names = {m.group() for m in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{3,}", text)}

    def exchange(match):
        word = match.group()
        if word.isdigit():
            return word if len(word) in (1, 2, 4) else "".join(str(1 + (int(c) + seed(story, word)) % 9) for c in word)
        if word in names:
            return invented(seed(story, word), True)
        if word in rare:
            return pool[seed(word, story, "word") % len(pool)]
        return word

    return WORD.sub(exchange, text)


def main(folder, count):
    folder.mkdir(parents=True, exist_ok=True)
    stories = templates()
    pool = rare_words(stories)
    rare = set(pool)
    manifest, number, story = [], 0, 0
    while number < count:
        day = datetime.date(2031, 5, 1) + datetime.timedelta(days=seed(story, "day") % DAYS)
        for outlet, text in stories[story % len(stories)][: count - number]:
            # Neighbours in the folder are of other stories.
            name = f"{number * 7919 % 100_000:05}-{story:05}.txt"
            (folder / name).write_text(written(text, story, pool, rare))
            manifest.append(f'[[source]]\nfile = "{name}"\noutlet = "{outlet}"\npublished = "{day}"\n')
            number += 1
        story += 1
    (folder / "sources.toml").write_text("\n".join(manifest))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), int(sys.argv[2]))
