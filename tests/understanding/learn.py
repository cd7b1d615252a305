"""Learn anew what sentences mean from those that stand here: `make learn`.

Writes the weights `interviews/understanding/likeness.py` reads. With `--folds N` nothing is written:
each part of the sentences is held against weights that have not seen it, which tells what to expect
of sentences nobody has seen. Needs scikit-learn, which only this needs.
"""

import argparse
import json
import random
import sys
import zlib
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from interviews.understanding.correcting import corrected
from interviews.understanding.likeness import FILE, Weights, read
from interviews.understanding.plain import plain
from interviews.understanding.said import Said
from interviews.understanding.situation import Role
from interviews.understanding.traits import BUCKETS, traits
from tests.understanding import evaluate

Case = dict[str, Any]
STRENGTH = 2.0
"""The inverse of how strongly large weights are discouraged; 0.3 and 10 did worse."""
ROUNDS = 120
ELSEWHERE = 0.3
"""How much a sentence counts in a situation it was not written for."""
LARGEST = 127
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜"
GIVEN = "伟芳娜敏静强磊洋艳勇军杰娟涛明超霞平刚英华玉萍红文辉建国丽丹晨宇浩然子轩雨桐思远佳欣志"


def heard(case: Case, dice: random.Random | None = None) -> Said:
    """A case as `understand` takes it apart; with dice, a made-up name is another one each time, so
    that no name comes to mean anything."""
    situation = evaluate.SITUATIONS[Role(case["role"]), case["situation"]]
    text = case["text"]
    known = {one.candidate for one in situation.interviews} | set(situation.colleagues)
    for key in ("candidate", "name"):
        name = str(case.get("values", {}).get(key, ""))
        if dice and name and name not in known and "\u4e00" <= name[0] <= "\u9fff":
            given = "".join(dice.sample(GIVEN, dice.choice((1, 2))))
            text = text.replace(name, dice.choice(SURNAMES) + given)
    return Said(corrected(plain(text), situation.now), situation)


def table(found: list[set[int]]) -> csr_matrix:
    """Sentences by buckets."""
    ends = np.cumsum([0, *map(len, found)])
    columns = np.fromiter((one for some in found for one in sorted(some)), int)
    return csr_matrix((np.ones(len(columns)), columns, ends), (len(found), BUCKETS))


def elsewhere(case: Case) -> list[Case]:
    """What asks or means nothing, in every other situation: it does there, too."""
    if case["action"] not in {"question", "unknown"}:
        return []
    return [
        case | {"situation": name}
        for role, name in evaluate.SITUATIONS
        if role.value == case["role"] and name != case["situation"]
    ]


def learned(cases: list[Case], dice: random.Random) -> bytes:
    """The weights learned from these, as they are kept: rounded to bytes."""
    more = [one for case in cases for one in elsewhere(case)]
    found = [traits(heard(one, dice)) for one in (*cases, *more)]
    model = LogisticRegression(C=STRENGTH, max_iter=ROUNDS)
    model.fit(
        table(found),
        [one["action"] for one in (*cases, *more)],
        [1.0] * len(cases) + [ELSEWHERE] * len(more),
    )
    scale = float(np.abs(model.coef_).max() / LARGEST)
    rounded = np.rint(model.coef_.T / scale).astype(np.int8)
    head = {
        "digest": evaluate.digest(cases),
        "actions": [str(one) for one in model.classes_],
        "scale": scale,
        "offsets": [round(float(one), 4) for one in model.intercept_],
    }
    return json.dumps(head).encode() + b"\n" + zlib.compress(rounded.tobytes(), 9)


def share(weights: Weights, cases: list[Case]) -> float:
    """How often the likeliest action is the right one."""
    right = 0
    for case in cases:
        chances = weights.likely(traits(heard(case)))
        right += max(chances, key=lambda one: chances[one]) == case["action"]
    return right / len(cases)


def main() -> int:
    """Learn, or say how well it is learned."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=0)
    folds = parser.parse_args().folds
    cases = evaluate.load(evaluate.visible())
    dice = random.Random(1)
    dice.shuffle(cases)
    for part in range(folds):
        train = [case for at, case in enumerate(cases) if at % folds != part]
        held = [case for at, case in enumerate(cases) if at % folds == part]
        right = share(read(learned(train, dice)), held)
        sys.stdout.write(f"{right:.1%} of {len(held)} sentences not seen\n")
    if not folds:
        FILE.write_bytes(learned(cases, dice))
        sys.stdout.write(f"{len(cases)} sentences learned: {FILE.stat().st_size // 1024} KiB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
