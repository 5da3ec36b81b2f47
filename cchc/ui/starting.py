"""What the server does without, so that its first page is there sooner."""

from streamlit import delta_generator
from streamlit.components.v2 import manifest_scanner


def spare_components() -> None:
    """Keeps Streamlit from reading the papers of every installed package, a sixth of a second.

    It looks for components that packages bring; the dashboard's own are made where they are used.
    """
    manifest_scanner.scan_component_manifests = list


def spare_warning() -> None:
    """Keeps Streamlit from asking, at its first element, whether it runs in a console.

    It asks where every module lies that is loaded; what is served here does not.
    """
    delta_generator._use_warning_has_been_displayed = True
