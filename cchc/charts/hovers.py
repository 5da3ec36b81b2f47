"""What is said over marks, sent once where all marks of a trace say it alike."""

from os.path import commonprefix


def hover(texts: list[str]) -> dict:
    """`text` and `hovertemplate` of a trace: name, labels and basis stand in the template.

    Put together again they are the texts letter by letter; they are half of a chart's weight.
    """
    start = commonprefix(texts)
    rests = [text[len(start) :] for text in texts]
    end = commonprefix([rest[::-1] for rest in rests])[::-1]
    kept = [rest.removesuffix(end) for rest in rests]
    if not all(kept):  # an empty text would be taken for none
        start, kept, end = "", texts, ""
    return {"text": kept, "hovertemplate": f"{start}%{{text}}{end}<extra></extra>"}
