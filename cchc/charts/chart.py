"""What a chart is: a finding in words, its measure, the figure, and the same for who cannot see."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Chart:
    """One chart. `title` states the finding; `subtitle` the measure and its denominator.

    `figure` is a plotly figure as plain data ({"data", "layout"}); `alt` says in one or two
    sentences what is to be seen; `notes` are the things a reader must know, each a sentence;
    `folded` those of them that a screen opens only when asked: what happened, by number.
    """

    title: str
    subtitle: str
    figure: dict
    alt: str
    notes: tuple[str, ...] = field(default=())
    folded: tuple[str, ...] = field(default=())


def spread(positions: list[float], *, apart: float) -> list[float]:
    """The positions moved as little as needed so that neighbours are `apart`; order is kept.

    Labels at the ends of lines that nearly meet would otherwise lie on top of each other.
    """
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    groups: list[list[float]] = []  # [sum of wished places, count] of labels that stand together
    for i in order:
        groups.append([positions[i], 1])
        while len(groups) > 1 and _top(groups[-2], apart) + apart > _bottom(groups[-1], apart):
            wished, count = groups.pop()
            groups[-1] = [groups[-1][0] + wished, groups[-1][1] + count]
    placed = [
        _bottom(group, apart) + step * apart for group in groups for step in range(int(group[1]))
    ]
    result = [0.0] * len(positions)
    for i, place in zip(order, placed, strict=True):
        result[i] = place
    return result


def _bottom(group: list[float], apart: float) -> float:
    return group[0] / group[1] - (group[1] - 1) * apart / 2


def _top(group: list[float], apart: float) -> float:
    return _bottom(group, apart) + (group[1] - 1) * apart
