"""From what is on the screen to where it comes from: files, dates, places, originals."""

import pandas as pd

from cchc.languages import say
from cchc.ui import cached
from cchc.vietnamese import date_text

MOST_FILES = 2


def source_words(frame: pd.DataFrame) -> str:
    """ "Nguồn: pci.csv. Số liệu đến 31/12/2013."; of many files the newest and how many more."""
    ids = sorted({int(report) for reports in frame["reports"] for report in reports}, reverse=True)
    files = {report.id: report.file for report in cached.reports()}
    names = list(dict.fromkeys(files[i] for i in ids if i in files))
    if not names:
        return ""
    most = MOST_FILES if len(names) <= MOST_FILES else 1
    more = say(" và {n} báo cáo khác", n=len(names) - most) if len(names) > most else ""
    reach = say(" Số liệu đến {day}.", day=date_text(frame["to"].max())) if len(frame) else ""
    return say(
        "Nguồn: {names}{more}.{reach}", names=", ".join(names[:most]), more=more, reach=reach
    )
