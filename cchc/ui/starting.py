"""What the server does without, so that its first page is there sooner."""

from streamlit.components.v2 import manifest_scanner


def spare_components() -> None:
    """Keeps Streamlit from reading the papers of every installed package, a sixth of a second.

    It looks for components that packages bring; the dashboard's own are made where they are used.
    """
    manifest_scanner.scan_component_manifests = list
