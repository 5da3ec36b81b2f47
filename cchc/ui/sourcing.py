"""From what is on the screen to where it comes from: files, dates, places, originals."""

import pandas as pd

from cchc.ui import cached

MOST_FILES = 3


def source_words(frame: pd.DataFrame) -> str:
    """ "Nguồn: pci.csv. Số liệu đến 31/12/2013." of what a chart shows."""
    ids = sorted({int(report) for reports in frame["reports"] for report in reports})
    files = {report.id: report.file for report in cached.reports()}
    names = list(dict.fromkeys(files[i] for i in ids if i in files))
    if not names:
        return ""
    more = f" và {len(names) - MOST_FILES} báo cáo khác" if len(names) > MOST_FILES else ""
    reach = f" Số liệu đến {frame['to'].max():%d/%m/%Y}." if len(frame) else ""
    return f"Nguồn: {', '.join(names[:MOST_FILES])}{more}.{reach}"
