"""From what is on the screen to where it comes from: files, dates, places, originals."""

import pandas as pd

from cchc.languages import say
from cchc.ui import cached
from cchc.vietnamese import date_text

MOST_FILES = 3


def source_words(frame: pd.DataFrame) -> str:
    """ "Nguồn: pci.csv. Số liệu đến 31/12/2013." of what a chart shows."""
    ids = sorted({int(report) for reports in frame["reports"] for report in reports})
    files = {report.id: report.file for report in cached.reports()}
    names = list(dict.fromkeys(files[i] for i in ids if i in files))
    if not names:
        return ""
    more = say(" và {n} báo cáo khác", n=len(names) - MOST_FILES) if len(names) > MOST_FILES else ""
    reach = say(" Số liệu đến {day}.", day=date_text(frame["to"].max())) if len(frame) else ""
    return say(
        "Nguồn: {names}{more}.{reach}", names=", ".join(names[:MOST_FILES]), more=more, reach=reach
    )
