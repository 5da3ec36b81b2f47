"""Cách tính: the methodology, written from the registry that every page reads."""

from cchc.ui import methodology
from cchc.ui.cached import drawn_once

drawn_once(methodology.show_rules)
topic = methodology.ask_topic()
drawn_once(methodology.show_topic, topic)
