"""Reads texts for devices by what others wrote for them: each device's own schema, or its maker's own library.

Takes a file of JSON, {"format": [text, …]}; prints {"format": {"by": what read them, "keys": [pre-shared keys], "complaints": [sentences]}}.
"""

import ast
import contextlib
import importlib.util
import io
import json
import pathlib
import re
import sys
import xml.etree.ElementTree

import iosYang


def junos(texts):
    """junoscfg has the schema that a router of Junos prints; what is not in it stays a statement in one piece."""
    from junoscfg import Format, convert_config
    from junoscfg.convert.field_validator import FieldValidator

    with contextlib.redirect_stderr(io.StringIO()):
        tree = convert_config("".join(texts), from_format=Format.SET, to_format=Format.JSON)
    tree = json.loads(tree)["configuration"]
    keys = [policy["pre-shared-key"]["ascii-text"] for policy in tree["security"]["ike"]["policy"]]
    found = FieldValidator().validate(tree)
    return keys, [f"{each.path}: {each.value}" for each in found.errors + found.warnings] + unread(tree)


def unread(node, path=""):
    if isinstance(node, list):
        return [each for part in node for each in unread(part, path)]
    if not isinstance(node, dict):
        return []
    own = [f"{path} does not know {name}" for name in node if " " in name]
    return own + [each for name, part in node.items() for each in unread(part, f"{path}.{name}".strip("."))]


def routeros(texts):
    """routeros-lsp has the commands of a router, with the words that each value can be."""
    from routeros_lsp.analyze import analyze, bundled_schema

    menus = bundled_schema().root["c"]["ip"]["c"]["ipsec"]["c"]
    keys, complaints = [], []
    for text in texts:
        complaints += [finding.message for finding in analyze(text, scope="import").findings]
        for line in text.splitlines():
            menu, rest = re.fullmatch(r"/ip ipsec (\w+) add (.*)", line).groups()
            for name, value in re.findall(r'([\w-]+)=("[^"]*"|\S+)', rest):
                known = menus[menu]["c"]["add"]["a"].get(name)
                if known is None:
                    complaints.append(f"{menu} does not know {name}")
                elif not said(known, value):
                    complaints.append(f"{menu} {name}: {value}")
                if name == "secret":
                    keys.append(key_of(value))
    return keys, complaints


# A list of words is the whole of what a value can be, unless names, numbers or addresses can stand there, too.
def said(known, value):
    words = known.get("e")
    if words is None or re.match(r"Num", known.get("t", "")) or "default" in words:
        return True
    return value.split(":")[0] in words


# What begins with 0x is hexadecimal, in quotes and without them.
def key_of(value):
    inside = re.fullmatch(r'"(.*)"', value)
    text = inside.group(1) if inside else value
    return bytes.fromhex(text[2:]).decode() if text.lower().startswith("0x") else text


def panos(texts):
    """pan-os-python is the library of the maker: the paths of each object, and the words at their ends."""
    import panos.network as network

    places = {
        r"ike crypto-profiles ike-crypto-profiles \S+ ": network.IkeCryptoProfile,
        r"ike crypto-profiles ipsec-crypto-profiles \S+ ": network.IpsecCryptoProfile,
        r"ike gateway \S+ ": network.IkeGateway,
        r"tunnel ipsec \S+ auto-key proxy-id \S+ ": network.IpsecTunnelIpv4ProxyId,
        r"tunnel ipsec \S+ auto-key proxy-id-v6 \S+ ": network.IpsecTunnelIpv6ProxyId,
        r"tunnel ipsec \S+ ": network.IpsecTunnel,
        r"interface tunnel units \S+ ": network.TunnelInterface,
    }
    keys, complaints = [], []
    for line in "".join(texts).splitlines():
        statement = line.removeprefix("set network ")
        place = next((each for each in places if re.match(each, statement)), None)
        if place is None:
            complaints.append(f"there is no {statement}")
            continue
        rest = re.sub(f"^{place}", "", statement)
        if not any(rest == end or (words and rest in words) for end, words in ends(places[place], rest)):
            complaints.append(f"{places[place].__name__} does not know {rest}")
        keys += re.findall(r'pre-shared-key key "(.*)"$', rest)
    return keys, complaints


# Of each parameter: the path with the value that stands behind it here, and what it can be where that is a list.
def ends(kind, rest):
    *path, value = rest.split(" ")
    for parameter in kind("any")._params:
        versioned = parameter._get_versioned_value((10, 2, 0))
        if versioned.path is None:
            continue
        own = re.sub(r"\{\w+\}", "[^ ]+", versioned.path.replace("/", " "))
        if versioned.vartype == "exist":
            yield own, None
        elif re.fullmatch(own, " ".join(path)) and (not versioned.values or value in versioned.values):
            yield rest, None
        elif re.fullmatch(f"{own} {value}", rest) and value in ("yes", "no"):
            yield rest, None


def fortios(texts):
    """The provider of the maker for Terraform, as Pulumi has it: names of settings, and in their descriptions the words."""
    home = home_of("pulumiverse_fortios") / "vpn" / "ipsec"
    settings = {f"phase{n}-interface": described(home / f"phase{n}interface.py") for n in (1, 2)}
    keys, complaints, section = [], [], ""
    for line in "".join(texts).splitlines():
        words = line.split()
        if words[0] == "config":
            section = words[-1]
        if words[0] != "set":
            continue
        name, value = words[1], " ".join(words[2:])
        known = settings[section].get(name.replace("-", "_"))
        if known is None:
            complaints.append(f"{section} does not know {name}")
        elif "Valid values: " in known and f"`{value}`" not in known:
            complaints.append(f"{section} {name}: {value}")
        if name == "psksecret":
            keys.append(key_of(value))
    return keys, complaints


def home_of(package):
    return pathlib.Path(importlib.util.find_spec(package).origin).parent


# What the constructor of a resource says of each argument; nothing is imported, for it would need Pulumi.
def described(file):
    found = {}
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            found.update(re.findall(r":param [^:]* (\w+): (.*)", ast.get_docstring(node) or ""))
    return found


GROUPS = {1: "one", 2: "two", 5: "five", 14: "fourteen", 15: "fifteen", 16: "sixteen", 19: "nineteen", 20: "twenty"}
GROUPS |= {21: "twenty_one", 24: "twenty_four"}


def iosxe(texts):
    """Every command of crypto by the models of the maker; by its provider for Terraform, as Pulumi has it, what is newer in IKEv2."""
    models = pathlib.Path(importlib.util.find_spec("ydk.models.cisco_ios_xe").origin).parent / "_yang"
    model = iosYang.Model((models / "Cisco-IOS-XE-crypto.yang").read_text())
    home = home_of("lbrlabs_pulumi_iosxe")
    proposal, profile, transform = (
        described(home / f"crypto_{name}.py") for name in ("ikev2_proposal", "ikev2_profile", "ipsec_transform_set")
    )
    keys, complaints, section = [], [], ""
    for line in "".join(texts).splitlines():
        section = section if line.startswith(" ") else line
        words = line.split()
        if section.startswith("crypto ikev2 proposal") and line.startswith(" "):
            complaints += [line.strip()] if proposal_name(*words) not in proposal else []
        if section.startswith("crypto ikev2 profile") and words[0] == "dpd":
            told = {"dpd_interval": words[1], "dpd_retry": words[2], "dpd_query": words[3]}
            complaints += [f"{name}: {value}" for name, value in told.items() if not fits(profile[name], value)]
        if line.startswith("crypto ipsec transform-set"):
            told = dict(zip(("esp", "esp_hmac"), [word for word in words[4:] if not word.isdigit()]))
            complaints += [f"{name}: {value}" for name, value in told.items() if not fits(transform[name], value)]
        if words[0] == "pre-shared-key" or line.startswith("crypto isakmp key"):
            keys.append(words[1] if words[0] == "pre-shared-key" else words[3])
    return keys, complaints + iosYang.complaints(model, "".join(texts))


def proposal_name(kind, word):
    if kind == "group":
        return f"group_{GROUPS.get(int(word), word)}"
    plain = re.sub(r"(cbc|gcm)_(?=\d)", r"\1", word.replace("-", "_"))
    return f"{kind}_{'en' if word[0].isdigit() else ''}{plain}"


def fits(told, value):
    numbers = re.search(r"Range: `(\d+)`-`(\d+)`", told)
    return int(numbers[1]) <= int(value) <= int(numbers[2]) if numbers else f"`{value}`" in told


def pfsense(texts):
    """The XML parser of Python."""
    keys = []
    for text in texts:
        keys.append(xml.etree.ElementTree.fromstring(text).find("phase1/pre-shared-key").text)
    return keys, []


READERS = {"iosxe": iosxe, "junos": junos, "routeros": routeros, "panos": panos, "fortios": fortios, "pfsense": pfsense}


def read(format, texts):
    keys, complaints = READERS[format](texts)
    return {"keys": keys, "complaints": sorted(set(complaints))}


print(json.dumps({format: read(format, texts) for format, texts in json.loads(pathlib.Path(sys.argv[1]).read_text()).items()}))
