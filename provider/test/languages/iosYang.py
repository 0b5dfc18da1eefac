"""Reads lines of IOS-XE by Cisco's own YANG models, as its package ydk-models-cisco-ios-xe has them.

The models say which words follow which, and what a value can be; that some of their names are not said on the command line
(UNSAID) is what its command reference adds. A line that no path of the model takes is a complaint.
"""

import re

# The ends of the paths of nodes that the command line leaves out, and says only the value of.
UNSAID = (
    *("/crypto-map", "map/keying", "crypto/map/tag", "peer/address", "pfs/group", "aes/key"),
    *("key/key-address", "key-address/addr4-container", "key-address/key", "pre-shared-key/key"),
    *("keepalive/number", "keepalive/retry-number", "keepalive/send", "dpd/interval", "dpd/retry", "dpd/query"),
    *("transform-set/esp", "transform-set/key-bit", "transform-set/esp-hmac", "profile/lifetime/seconds"),
    *("address/ipv4", "ipv4/ipv4-address", "ipv4/ipv4-mask", "address/ipv6-prefix", "fqdn/name", "email/name"),
)
# Names that YANG cannot spell as the command line does: they begin with a digit there.
SPELT = {"a3des": "3des", "en-3des": "3des", "one": "1", "two": "2", "five": "5", "fourteen": "14", "fifteen": "15", "sixteen": "16"}
SPELT |= {"nineteen": "19", "twenty": "20", "twenty-one": "21", "twenty-four": "24"}
TOKEN = re.compile(r"""\s+|//[^\n]*|/\*.*?\*/|"((?:[^"\\]|\\.)*)"|'([^']*)'|([{};])|([^\s{};]+)""", re.S)


class Node:
    def __init__(self, keyword, name):
        self.keyword, self.name, self.parts = keyword, name, []

    def of(self, *keywords):
        return [part for part in self.parts if part.keyword in keywords]

    def word(self, keyword):
        return next((part.name for part in self.of(keyword)), None)


def parsed(text):
    """The statements of a module."""
    root = Node("root", "")
    place, statement, joins = [root], [], False
    for blank_or in TOKEN.finditer(text):
        double, single, sign, word = blank_or.groups()
        if double is not None or single is not None:
            own = double if double is not None else single
            statement = [*statement[:-1], statement[-1] + own] if joins else [*statement, own]
            joins = False
        elif word == "+":
            joins = True
        elif word is not None:
            statement.append(word)
        elif sign in ("{", ";"):
            node = Node(statement[0], " ".join(statement[1:]))
            place[-1].parts.append(node)
            place = [*place, node] if sign == "{" else place
            statement = []
        elif sign == "}":
            place = place[:-1]
    return root.parts[0]


class Model:
    """What the groupings of a module say can follow."""

    def __init__(self, text):
        self.module = parsed(text)
        self.groupings = {each.name: each for each in self.module.of("grouping")}

    def start(self, grouping):
        return self.children(self.groupings[grouping], "")

    def children(self, node, path):
        """What stands directly in a node, each with the path of the node."""
        found = []
        for part in node.parts:
            if part.keyword in ("container", "list", "leaf", "leaf-list"):
                found.append((path, part))
            elif part.keyword in ("choice", "case"):
                found += self.children(part, path)
            elif part.keyword == "uses":
                found += self.children(self.groupings[part.name.split(":")[-1]], path)
        return found

    def follow(self, nodes, words):
        """What can stand below a line of these words; None where no path takes them."""
        if not words:
            return []
        for at, (path, node) in enumerate(nodes):
            own = f"{path}/{node.name}"
            # What is not said has its place in the order of the line.
            ways = [(words, nodes[at + 1 :])] if own.endswith(UNSAID) else []
            if words[0] == SPELT.get(node.name, node.name):
                ways.append((words[1:], nodes[:at] + nodes[at + 1 :]))
            for said, others in ways:
                is_leaf = node.keyword in ("leaf", "leaf-list")
                rest = self.without_value(node, said) if is_leaf else self.without_keys(node, said)
                if rest is None:
                    continue
                inner = [] if is_leaf else self.children(node, own)
                below = self.follow([*inner, *others], rest)
                if below is not None:
                    return below or inner
        return None

    def without_keys(self, node, words):
        names = node.word("key").split() if node.keyword == "list" else []
        for name in names:
            leaf = next(each for _, each in self.children(node, "") if each.name == name)
            words = None if not words else self.without_value(leaf, words)
        return words

    def without_value(self, leaf, words):
        kind = leaf.of("type")[0]
        if kind.name in ("empty", "boolean"):
            return words
        return words[1:] if words and takes(kind, words[0]) else None


RANGES = {"uint8": (0, 255), "uint16": (0, 65535), "uint32": (0, 2**32 - 1), "uint64": (0, 2**64 - 1)}
ADDRESS = re.compile(r"(\d{1,3}\.){3}\d{1,3}")


def takes(kind, word):
    name = kind.name.split(":")[-1]
    if name == "union":
        return any(takes(each, word) for each in kind.of("type"))
    if name == "enumeration":
        return word in [each.name for each in kind.of("enum")]
    if name in RANGES:
        least, most = RANGES[name]
        told = kind.word("range")
        spans = [tuple(map(int, span.split(".."))) for span in told.split("|")] if told else [(least, most)]
        return word.isdigit() and any(span[0] <= int(word) <= span[-1] for span in spans)
    if name == "ipv6-prefix":
        return re.fullmatch(r"[0-9a-fA-F:.]*:[0-9a-fA-F:.]*/\d+", word) is not None
    if name in ("ipv4-address", "ipv6-address", "ip-address"):
        is_wide = re.fullmatch(r"[0-9a-fA-F:.]*:[0-9a-fA-F:.]*", word) is not None
        return {"ipv4-address": not is_wide, "ipv6-address": is_wide}.get(name, True) and (
            is_wide or ADDRESS.fullmatch(word) is not None
        )
    patterns = [each.name for each in kind.of("pattern")]
    return all(re.fullmatch(pattern, word) for pattern in patterns)


# Of other lines, this module knows nothing.
STARTS = {"crypto": "config-crypto-grouping", "interface": "config-interface-crypto-grouping"}


def complaints(model, text):
    """The lines that no path of the model takes; what is indented stands below what is less so."""
    found, places = [], []
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip())
        places = [place for place in places if place[0] < depth]
        words = line.split()
        if depth == 0:
            start = STARTS.get(words[0])
            nodes = None if start is None else model.start(start)
            words = words[1:] if words[0] == "crypto" else []
        else:
            nodes = places[-1][1] if places else None
        if nodes is None:
            continue
        below = model.follow(nodes, words)
        if below is None:
            found.append(line.strip())
        places.append((depth, below or nodes))
    return found
