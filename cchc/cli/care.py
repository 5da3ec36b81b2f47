"""Commands that serve the dashboard and look after the store."""

import argparse

from cchc.cli.asked import DONE, REFUSED, require_file, store_of


def serve(options: argparse.Namespace) -> int:
    """Open the dashboard."""
    from cchc.ui.serving import serve as serve_dashboard

    print(f"Bảng theo dõi: http://{options.host}:{options.port}")
    serve_dashboard(
        options.host,
        options.port,
        options.store,
        read_only=options.read_only,
        allowed_hosts=options.allow_host,
    )
    return DONE


def backup(options: argparse.Namespace) -> int:
    """Back the store up into one file."""
    store_of(options).backup(options.file)
    print(f"Đã sao lưu vào {options.file}.")
    return DONE


def restore(options: argparse.Namespace) -> int:
    """Put a backup in place of the store."""
    from cchc.store.versions import Store

    require_file(options.file)
    Store.restore(options.file, options.store)
    print(f"Đã khôi phục kho {options.store} từ {options.file}.")
    return DONE


def rebuild(options: argparse.Namespace) -> int:
    """Make the store anew from originals and journal."""
    result = store_of(options).rebuild()
    print(result.message)
    return REFUSED if result.differs else DONE


def doctor(options: argparse.Namespace) -> int:
    """Say what is well and what is not."""
    from cchc.cli.health import examine

    checks = examine(store_of(options))
    for check in checks:
        print(f"[{'tốt' if check.ok else 'HỎNG'}] {check.name}: {check.message}")
    return DONE if all(check.ok for check in checks) else REFUSED
