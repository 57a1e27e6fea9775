"""Tantivy through its Python binding, asked as driver.ts says: one writing thread, no texts and no positions kept."""

import json
import resource
import sys
import time

import tantivy

FIELDS = ["title", "text"]
BETWEEN_CLOCKS = 20


def build(documents, folder):
    with open(documents, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    started = time.process_time()
    schema = tantivy.SchemaBuilder()
    for field in FIELDS:
        schema.add_text_field(field, stored=False, tokenizer_name="en_stem", index_option="freq")
    index = tantivy.Index(schema.build(), path=folder)
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    for _, title, text in rows:
        writer.add_document(tantivy.Document(title=[title], text=[text]))
    writer.commit()
    writer.wait_merging_threads()
    return {"cpu": 1000 * (time.process_time() - started), "peakBytes": peak_bytes()}


def open_index(folder):
    index = tantivy.Index.open(folder)
    searcher = index.searcher()

    def answer(words):
        # Counting all that matches would keep it from skipping.
        return len(searcher.search(index.parse_query(words, FIELDS), 10, count=False).hits)

    return answer


def ask(folder, queries, warm, seconds):
    answer = open_index(folder)
    with open(queries, encoding="utf-8") as lines:
        asked = [line.strip() for line in lines if line.strip()]
    ask_for(answer, asked, float(warm), 0)
    started = time.process_time()
    walls, found = ask_for(answer, asked, float(seconds), len(asked))
    cpu = 1000 * (time.process_time() - started) / len(walls)
    walls.sort()
    at = lambda percent: walls[max(1, -(-percent * len(walls) // 100)) - 1]
    return {"asked": len(walls), "found": found, "cpu": cpu, "p50": at(50), "p99": at(99), "peakBytes": peak_bytes()}


def first(folder, words):
    found = open_index(folder)(words)
    return {"cpu": 1000 * time.process_time(), "found": found}


def ask_for(answer, queries, seconds, least):
    walls, found = [], 0
    started = time.process_time()
    while True:
        for _ in range(BETWEEN_CLOCKS):
            asked = time.perf_counter()
            found += answer(queries[len(walls) % len(queries)])
            walls.append(1000 * (time.perf_counter() - asked))
        if time.process_time() - started >= (4 if len(walls) < least else 1) * seconds:
            return walls, found


def peak_bytes():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else 1024 * peak


task, *words = sys.argv[1:]
print(json.dumps({"build": build, "ask": ask, "first": first}[task](*words)))
