#!/usr/bin/env python3
"""Check a journal of Zaedno on your own machine. Needs nothing but Python 3.8 or newer.

    python3 verify_journal.py log journal.jsonl          the whole log, row by row
    python3 verify_journal.py proof proof.json           that one deed stands in the log
    python3 verify_journal.py heads a.json b.json        that two lists of checkpoints agree

The log is a Merkle tree (RFC 6962: SHA-256, 0x00 before a leaf, 0x01 before an inner node), its
heads are signed with Ed25519 (RFC 8032). Add --key HEX to trust only a key you know from before.
Answers 0 when everything agrees; otherwise 1 and one sentence about the first thing that does not.
"""

import argparse
import hashlib
import json
import sys


class Wrong(Exception):
    """The first thing that does not agree."""


# --- The tree ---------------------------------------------------------------------------------


def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """Grows by one leaf at a time and keeps one head per complete subtree."""

    def __init__(self):
        self.size, self.heads = 0, []

    def add(self, leaf):
        carry = self.size
        while carry & 1:
            leaf, carry = node_hash(self.heads.pop(), leaf), carry >> 1
        self.heads.append(leaf)
        self.size += 1

    def root(self):
        if not self.heads:
            return hashlib.sha256().digest()
        head = self.heads[-1]
        for left in reversed(self.heads[:-1]):
            head = node_hash(left, head)
        return head


def path_leads(leaf, place, size, path, head):
    last, reached = size - 1, leaf
    if not 0 <= place < size:
        return False
    for neighbour in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            reached = node_hash(neighbour, reached)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            reached = node_hash(reached, neighbour)
        place, last = place >> 1, last >> 1
    return last == 0 and reached == head


# --- The signature (RFC 8032, Ed25519; a signature checked 1,000 times takes some seconds) -----

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def point(encoded):
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar, p):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, p)
        p, scalar = add(p, p), scalar >> 1
    return result


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def signed(key_hex, said, signature_hex):
    try:
        key, signature = bytes.fromhex(key_hex), bytes.fromhex(signature_hex)
    except ValueError:
        return False
    if len(key) != 32 or len(signature) != 64:
        return False
    public, r = point(key), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if public is None or r is None or s >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + key + said).digest()
    left = times(s, BASE)
    right = add(r, times(int.from_bytes(digest, "little") % ORDER, public))
    same_x = (left[0] * right[2] - right[0] * left[2]) % P == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % P == 0


# --- What is checked ---------------------------------------------------------------------------


def check_head(head, keys):
    said = "zaedno journal 1\n{size}\n{root}\n{time}\n{previous}\n".format(**head).encode()
    if head["key"] not in keys:
        raise Wrong(f"the checkpoint of size {head['size']} is signed with an unknown key")
    if not signed(head["key"], said, head["signature"]):
        raise Wrong(f"the signature of the checkpoint of size {head['size']} is wrong")


def check_row(row, place):
    if row["place"] != place:
        raise Wrong(f"place {place}: the row that was sealed here was removed")
    kept = bytes.fromhex(row["hash"])
    if "leaf" not in row:
        return kept
    if leaf_hash(row["leaf"].encode()) != kept:
        raise Wrong(f"place {place}: row {row['leaf']} is not the one that was sealed")
    facts_hash = json.loads(row["leaf"])[7]
    if row["salt"]:
        body = json.dumps(
            {"role": row["role"], **row["facts"]}, sort_keys=True, separators=(",", ":")
        )
        if hashlib.sha256((row["salt"] + body).encode()).hexdigest() != facts_hash:
            raise Wrong(f"place {place}: the facts of row {row['leaf']} were changed")
    elif row["facts"] or row["role"]:
        raise Wrong(f"place {place}: row {row['leaf']} says facts that were erased")
    return kept


def check_log(lines, keys):
    start = json.loads(next(lines))
    keys = keys or {start["key"]}
    tree, heads, previous, newest = Tree(), {}, "", 0
    for line in lines:
        content = json.loads(line)
        if "checkpoint" in content:
            head = content["checkpoint"]
            check_head(head, keys)
            if head["previous"] != previous or head["size"] <= newest:
                raise Wrong(f"a checkpoint before size {head['size']} is missing")
            previous, newest = head["root"], head["size"]
            heads[head["size"]] = head["root"]
            continue
        if tree.size >= newest:
            raise Wrong(f"place {tree.size}: a row was inserted; nothing sealed it")
        tree.add(check_row(content, tree.size))
        if tree.size in heads and heads[tree.size] != tree.root().hex():
            raise Wrong(f"the first {tree.size} rows do not lead to the head signed for them")
    if tree.size < newest:
        raise Wrong(f"place {tree.size}: the rows from here on were removed")
    return f"the journal is whole: {tree.size} rows, {len(heads)} checkpoints"


def check_proof(proof, keys):
    head = proof["checkpoint"]
    check_head(head, keys or {head["key"]})
    path = [bytes.fromhex(step) for step in proof["path"]]
    leaf, root = bytes.fromhex(proof["leaf_hash"]), bytes.fromhex(head["root"])
    if not path_leads(leaf, proof["place"], head["size"], path, root):
        raise Wrong("the path does not lead from this deed to the signed head")
    return f"the deed stands at place {proof['place']} of {head['size']}"


def check_heads(first, second, keys):
    known = {}
    for head in first["checkpoints"] + second["checkpoints"]:
        check_head(head, keys or {first["key"]})
        if known.setdefault(head["size"], head["root"]) != head["root"]:
            raise Wrong(f"two different histories of size {head['size']} were signed")
    return "both lists tell one history"


def load(name):
    with open(name, encoding="utf-8") as file:
        return json.load(file)


def main(argv=None):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--key", action="append", default=[])
    parser.add_argument("what", choices=("log", "proof", "heads"))
    parser.add_argument("file", nargs="+")
    asked = parser.parse_args(argv)
    keys = set(asked.key)
    try:
        if asked.what == "log":
            with open(asked.file[0], encoding="utf-8") as lines:
                said = check_log(iter(lines), keys)
        elif asked.what == "proof":
            said = check_proof(load(asked.file[0]), keys)
        else:
            said = check_heads(load(asked.file[0]), load(asked.file[1]), keys)
    except Wrong as wrong:
        print(f"WRONG: {wrong}")
        return 1
    print(f"OK: {said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
