"""What the server does without, so that its first page is there sooner."""

from cchc.hiding import hidden


def spare_plotly() -> None:
    """Keeps Streamlit from building its template of charts, and each chart, as checked objects.

    A chart here is plain data, colours and all, and is sent as it is; that plotly understands each
    of them the tests say. Before Streamlit is imported.
    """
    with hidden("plotly"):
        import streamlit  # noqa: F401  asks whether it should build its template
    from plotly import tools

    tools.return_figure_from_figure_or_data = lambda figure, validate_figure: figure


def spare_components() -> None:
    """Keeps Streamlit from reading the papers of every installed package, a sixth of a second.

    It looks for components that packages bring; the dashboard's own are made where they are used.
    """
    from streamlit.components.v2 import manifest_scanner

    manifest_scanner.scan_component_manifests = list


def spare_warning() -> None:
    """Keeps Streamlit from asking, at its first element, whether it runs in a console.

    It asks where every module lies that is loaded; what is served here does not.
    """
    from streamlit import delta_generator

    delta_generator._use_warning_has_been_displayed = True


def spare_templates() -> None:
    """Keeps pandas from compiling the templates by which it writes tables as HTML or LaTeX.

    It does so when its Styler is first asked for, whose printed numbers are all that is sent.
    """
    import jinja2

    compile_template = jinja2.Environment.get_template
    jinja2.Environment.get_template = lambda *_: None
    try:
        import pandas.io.formats.style  # noqa: F401
    finally:
        jinja2.Environment.get_template = compile_template
