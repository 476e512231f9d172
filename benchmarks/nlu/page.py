"""The document: what was measured and how, the tables, and what ships by these figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from statistics import mean

from benchmarks.intervals import Share
from benchmarks.nlu.data import DRAWS, FEW, IN_A_DRAW, OUT_OF_SCOPE, ROOT
from benchmarks.nlu.figures import Figures, Kept
from benchmarks.nlu.pipelines import PIPELINES

PAGE = ROOT / "docs" / "bench-nlu.md"
SHIPPED = "shipped"

BEFORE = f"""# Which NLU pipeline ships

Written by `make bench-nlu`; the figures are kept in `benchmarks/nlu-figures.json`.

Each pipeline is trained by Rasa itself on the same examples, packed, loaded in a fresh process and asked one text at a
time, as the server would, without HTTP. On two data sets:

- **ours**: all examples that the shipped model learns from, and the frozen test set (`rasa_project/tests/test.yml`), on
  which nothing was trained or chosen. Questions of topics make the accuracy; commands, and texts that are none of our
  business (right: `{OUT_OF_SCOPE}`), are told apart.
- **xSID-nl** (mainlp/xsid, CC BY-SA 4.0): 300 validation sentences to learn from, 500 test sentences to be asked. All
  500 count: an intent that training lacks is wrong.

How to read the tables:

- *first*, *among three*: the share of questions with the right intent there, and its 95 % interval (Wilson). What
  Rasa's FallbackClassifier puts first is passed over: the bot has its own ladder.
- *unknown*: a quarter of the intents is taken out of the training, {DRAWS} times (seeds 0 to {DRAWS - 1}). The area
  under the ROC curve says how often a question of a known intent then gets more confidence than one of an unknown
  intent: 1 is always, 0.5 is chance. The mean, and the lowest and highest draw. On ours with {IN_A_DRAW} examples a
  topic, without commands and out-of-scope texts; on xSID-nl with all of them.
- *training*: seconds from reading the examples to the packed model, without the start of Python and Rasa.
- *memory*: resident, of a process that loaded the model and parsed all test texts. Rasa alone takes most of it.
- *parse*: milliseconds a text, the median and the 95th percentile, with the thread settings of the server.

The pipelines:
"""

WHY_ON_FEW = f"""
On all of our examples DIET would take a day, and Rasa's logistic regression was not done in ten minutes. So
all pipelines are compared on the same {FEW} examples an intent, and the fast ones on all. Rasa's default also has a
ResponseSelector, left out here: there are no responses to select."""

AFTER = """
## Measuring it again

```sh
make bench-nlu                          # everything but DIET, whose figures are kept
make bench-nlu ARGS="--only shipped"    # some pipelines: {names}
make bench-nlu ARGS="--set xsid-nl"     # one data set: xsid-nl or ours
make bench-nlu ARGS=--all               # DIET too: hours, best in the background
```

*measured* has the date and the threads that the training might use. It says so when others were at work on the machine,
which makes times longer, and when the examples or the test set have changed since.
"""


def page(kept: Kept, present: Mapping[str, str]) -> str:
    """The whole document. `present` has the fingerprint of each data set as it is now."""
    parts = [BEFORE.rstrip("\n")]
    parts.append("\n".join(_pipelines()))
    parts.append(WHY_ON_FEW.strip("\n"))
    parts.append("## Ours\n\n" + "\n".join(_table(kept, present, ("ours", "ours-few"), with_others=True)))
    parts.append("## xSID-nl\n\n" + "\n".join(_table(kept, present, ("xsid-nl",), with_others=False)))
    parts.append("\n".join(_measured_with(kept)))
    parts.append("## What ships, and why\n\n" + "\n".join(verdict(kept)))
    parts.append(AFTER.strip("\n").format(names=", ".join(PIPELINES)))
    return "\n\n".join(parts) + "\n"


def _pipelines() -> Iterator[str]:
    yield "| pipeline | name | parts |\n| --- | --- | --- |"
    for name, pipeline in PIPELINES.items():
        components = " + ".join(_part(part) for part in pipeline.parts)
        yield f"| {pipeline.title} | `{name}` | {components} |"


def _part(part: Mapping[str, object]) -> str:
    settings = " ".join(f"{key} {value}" for key, value in part.items() if key != "name")
    name = str(part["name"]).rsplit(".", 1)[-1]
    return f"{name} ({settings})" if settings else name


def _table(kept: Kept, present: Mapping[str, str], data_sets: tuple[str, ...], with_others: bool) -> Iterator[str]:
    heads = ["pipeline", "first", "among three"]
    heads += ["commands", "out of scope"] if with_others else []
    heads += ["unknown", "training s", "model MB", "memory MB", "parse ms", "measured"]
    yield f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}"
    for data_set in data_sets:
        for name in PIPELINES:
            one = kept.get(data_set, {}).get(name)
            if one is None:
                continue
            cells = [title(data_set, name), str(one.first), str(one.three)]
            cells += [_share(one.commands), _share(one.outside)] if with_others else []
            cells += [_unknown(one), f"{one.training_s:.0f}", f"{one.model_mb:.1f}", f"{one.memory_mb:.0f}"]
            cells += [f"{one.p50_ms:.1f}, {one.p95_ms:.1f}", _measured(one, present.get(data_set))]
            yield f"| {' | '.join(cells)} |"


def title(data_set: str, name: str) -> str:
    """What a row is called."""
    return PIPELINES[name].title + (f", {FEW} an intent" if data_set == "ours-few" else "")


def _share(share: Share | None) -> str:
    return f"{share.right} of {share.of}" if share else ""


def _unknown(one: Figures) -> str:
    return f"{mean(one.unknown):.3f} ({min(one.unknown):.2f} to {max(one.unknown):.2f})" if one.unknown else ""


def _measured(one: Figures, present: str | None) -> str:
    said = [one.date, f"{one.threads} thread{'s' if one.threads > 1 else ''}"]
    said += ["busy machine"] if one.busy else []
    said += ["the data has changed since"] if present not in (None, one.data) else []
    return ", ".join(said)


def _measured_with(kept: Kept) -> Iterator[str]:
    versions: dict[str, set[str]] = {}
    for one in (one for own in kept.values() for one in own.values()):
        for package, version in one.versions.items():
            versions.setdefault(package, set()).add(version)
    named = ", ".join(f"{package} {' and '.join(sorted(found))}" for package, found in versions.items())
    sizes = [
        f"{heading}: {one.examples} examples, {one.intents} intents"
        for data_set, heading in (("ours", "ours"), ("ours-few", f"ours with {FEW} an intent"), ("xsid-nl", "xSID-nl"))
        for one in list(kept.get(data_set, {}).values())[:1]
    ]
    yield f"Learned from: {'; '.join(sizes)}. With {named}."


def verdict(kept: Kept) -> Iterator[str]:
    """What ships, against the best by each measure. Says what the figures say, also when something else is better."""
    ours = kept.get("ours", {})
    mine = ours.get(SHIPPED)
    if mine is None:
        yield "The shipped pipeline has not been measured on our own data."
        return
    best = max(ours, key=lambda name: (ours[name].first.value, ours[name].three.value, name == SHIPPED))
    yield "What ships is the pipeline that has the right topic first most often on our own test set, by these figures:"
    if best == SHIPPED:
        others = [one.first.value for name, one in ours.items() if name != SHIPPED]
        nearest = f"; the next has {max(others):.3f}" if others else ""
        yield f"**the shipped one is the best, with {mine.first.value:.3f}**{nearest}."
    else:
        low, high = mine.first.interval()
        within = "within" if low <= ours[best].first.value <= high else "outside"
        yield (
            f"**that would be {PIPELINES[best].title}, with {ours[best].first.value:.3f}**; what ships has "
            f"{mine.first.value:.3f}, and the difference is {within} its 95 % interval."
        )
    yield "\n| measure | best | value | shipped |\n| --- | --- | --- | --- |"
    for measure, data_set, value in MEASURES:
        known = {name: found for name, one in kept.get(data_set, {}).items() if (found := value(one)) is not None}
        if SHIPPED in known:
            best = max(known, key=lambda name: (known[name], name == SHIPPED))
            yield f"| {measure} | {title(data_set, best)} | {known[best]:.3f} | {known[SHIPPED]:.3f} |"


MEASURES: tuple[tuple[str, str, Callable[[Figures], float | None]], ...] = (
    ("ours: first", "ours", lambda one: one.first.value),
    ("ours: among three", "ours", lambda one: one.three.value),
    ("ours: unknown", "ours", lambda one: mean(one.unknown) if one.unknown else None),
    (f"ours with {FEW} an intent: first", "ours-few", lambda one: one.first.value),
    ("xSID-nl: first", "xsid-nl", lambda one: one.first.value),
    ("xSID-nl: among three", "xsid-nl", lambda one: one.three.value),
    ("xSID-nl: unknown", "xsid-nl", lambda one: mean(one.unknown) if one.unknown else None),
)
