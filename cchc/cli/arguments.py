"""What can be asked at the command line: every command with its options."""

import argparse
import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from cchc.cases.asked import ENGINES, LOCAL
from cchc.cli import care, flow, questions, reporting, rolling
from cchc.cli.asked import DEFAULT_STORE
from cchc.cli.usage import Parser
from cchc.errors import CchcError

JSON = "in một tài liệu JSON"


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    top = Parser(prog="python -m cchc", description="Số liệu cải cách hành chính")
    _store_option(top, default=os.environ.get("CCHC_STORE") or DEFAULT_STORE)
    commands = top.add_subparsers(required=True, metavar="LỆNH")
    _add_input(commands)
    _add_rollup(commands)
    _add_questions(commands)
    _add_care(commands)
    return top


def _store_option(parser: argparse.ArgumentParser, default=argparse.SUPPRESS) -> None:
    words = f"thư mục kho số liệu (mặc định: CCHC_STORE hoặc {DEFAULT_STORE})"
    parser.add_argument("--store", type=Path, default=default, metavar="DIR", help=words)


def _command(
    commands, name: str, run: Callable[[argparse.Namespace], int], words: str
) -> argparse.ArgumentParser:
    """A command; --store may stand before or after its name."""
    command = commands.add_parser(name, help=words, description=words)
    _store_option(command)
    command.set_defaults(run=run)
    return command


def _add_input(commands) -> None:
    one = _command(
        commands, "sample", reporting.sample, "nạp số liệu đã công bố trong data/samples"
    )
    one.add_argument("--if-empty", action="store_true", help="chỉ nạp khi kho còn trống")
    one.add_argument(
        "--illustrative", action="store_true",
        help="tạo một tỉnh không có thật, trong một kho riêng (mặc định: data/demo/store)",
    )  # fmt: skip
    one = _command(
        commands, "table", reporting.table, "bảng của một tệp như đã đọc, chưa hiểu nghĩa"
    )
    one.add_argument("file", type=Path, metavar="FILE", help="tệp")
    one.add_argument("--raw", action="store_true", help="nguyên văn từng ô")
    one.add_argument("--salvage", action="store_true", help="giữ phần còn đọc được của tệp hỏng")
    _outputs(one)
    one = _command(commands, "import", reporting.import_, "đọc, kiểm tra và lưu báo cáo")
    one.add_argument("files", type=Path, nargs="+", metavar="FILE", help="tệp báo cáo")
    one.add_argument("--agency", metavar="NAME", help="đơn vị báo cáo, tên hoặc mã")
    one.add_argument("--period", metavar="P", help="kỳ báo cáo, ví dụ 2024-Q1 hoặc «Quý I/2024»")
    one.add_argument("--form", metavar="ID", help="mã biểu")
    one.add_argument(
        "--index",
        metavar="CODE",
        help="chỉ số của bảng xếp hạng không ghi tên chỉ số: pci, dti …",
    )
    words = "cách hiểu một cột: tiêu đề=mã chỉ tiêu; được nhớ cho đơn vị gửi (lặp lại được)"
    one.add_argument("--map", action="append", metavar="HEADING=CODE", help=words)
    one.add_argument("--by", metavar="NAME", help="người nhập")
    one.add_argument("--accept", action="store_true", help="dùng các số không có lỗi")
    one.add_argument("--dry-run", action="store_true", help="chỉ đọc và kiểm tra, không lưu")
    one.add_argument("--json", action="store_true", help=JSON)
    one = _command(
        commands, "withdraw", reporting.withdraw, "rút một báo cáo; các báo cáo sau giữ nguyên"
    )
    one.add_argument("report", type=int, metavar="REPORT", help="số của báo cáo")
    one.add_argument("--why", required=True, metavar="TEXT", help="lý do")
    one.add_argument("--by", metavar="NAME", help="người rút")
    _add_flow(commands)


def _add_flow(commands) -> None:
    one = _command(commands, "confirm", flow.confirm, "xác nhận một bản nháp")
    one.add_argument("report", type=int, metavar="REPORT")
    one.add_argument("--by", metavar="NAME", help="người xác nhận")
    one = _command(commands, "template", flow.template, "mẫu trống của một biểu, để điền rồi nhập")
    one.add_argument("form", metavar="FORM", help="mã biểu")
    one.add_argument("file", type=Path, metavar="FILE", help="tệp .xlsx sẽ ghi")
    one.add_argument("--agency", metavar="NAME", help="đơn vị ghi sẵn")
    one.add_argument("--period", metavar="P", help="kỳ ghi sẵn")
    one = _command(commands, "missing", flow.missing, "ai chưa báo cáo biểu nào, kỳ nào")
    one.add_argument("--within", metavar="NAME", help="chỉ đơn vị này và các đơn vị trực thuộc")
    one.add_argument("--on", type=_day, metavar="DATE", help="tính đến ngày (mặc định: hôm nay)")
    one.add_argument("--json", action="store_true")


def _add_rollup(commands) -> None:
    one = _command(
        commands, "rollup", rolling.rollup, "cộng tệp từng hồ sơ thành số liệu tháng của đơn vị"
    )
    one.add_argument("files", nargs="+", metavar="PARQUET_OR_CSV", help="tệp, thư mục hoặc mẫu tên")
    one.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="thư mục mới, hoặc trống"
    )
    one.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help="máy tính toán")
    one.add_argument("--master", default=LOCAL, metavar="URL", help="cụm Spark")
    one.add_argument(
        "--from", dest="start", type=_day, metavar="DATE", help="chỉ các kỳ từ ngày này"
    )
    one.add_argument("--to", dest="end", type=_day, metavar="DATE", help="ngày lấy tệp: ngày cuối")
    one.add_argument("--json", action="store_true", help=JSON)


def _add_questions(commands) -> None:
    one = _command(commands, "reports", questions.reports, "các báo cáo đã nhập")
    one.add_argument("--json", action="store_true", help=JSON)
    one = _command(commands, "figures", questions.figures, "số liệu của một hay nhiều chỉ tiêu")
    one.add_argument("--indicator", action="append", metavar="CODE", help="mặc định: mọi chỉ tiêu")
    one.add_argument(
        "--agency", action="append", metavar="NAME", help="tên hoặc mã; nêu nhiều lần được"
    )
    one.add_argument("--from", dest="start", type=_day, metavar="DATE", help="từ ngày")
    one.add_argument("--to", dest="end", type=_day, metavar="DATE", help="đến ngày")
    steps = ("reported", "month", "quarter", "half", "year")
    one.add_argument("--by", choices=steps, default="reported", help="bước thời gian")
    units = ("reported", "today", "restated")
    one.add_argument("--units", choices=units, default="reported", help="cách nhìn qua sắp xếp")
    one.add_argument("--as-of", type=_time, metavar="TIME", help="như đã biết vào lúc đó")
    _outputs(one)
    one = _command(commands, "rank", questions.rank, "xếp hạng của một năm, so với một năm khác")
    one.add_argument("code", metavar="CODE", help="mã chỉ tiêu")
    one.add_argument("--year", type=int, required=True, metavar="Y", help="năm")
    one.add_argument("--against", type=int, metavar="Y0", help="năm để so")
    one.add_argument("--within", metavar="PARENT", help="chỉ trong tỉnh hoặc huyện này")
    one.add_argument("--level", choices=("province", "district", "commune"), help="cấp")
    _outputs(one)


def _add_care(commands) -> None:
    one = _command(commands, "serve", care.serve, "mở bảng theo dõi")
    one.add_argument("--host", default="127.0.0.1")
    one.add_argument("--port", type=int, default=8501)
    one.add_argument(
        "--read-only", action="store_true", help="chỉ để xem: không nhận, không ghi gì"
    )
    words = "chỉ trả lời dưới tên máy này (lặp lại được); mặc định: tên nào cũng trả lời"
    one.add_argument("--allow-host", action="append", default=[], metavar="NAME", help=words)
    for name, run, words in (
        ("backup", care.backup, "sao lưu kho vào một tệp"),
        ("restore", care.restore, "khôi phục kho từ một tệp sao lưu"),
    ):
        one = _command(commands, name, run, words)
        one.add_argument("file", type=Path, metavar="FILE", help="tệp sao lưu")
    _command(commands, "rebuild", care.rebuild, "dựng lại kho từ bản gốc và nhật ký")
    _command(commands, "doctor", care.doctor, "xem kho, dữ liệu tham chiếu và máy có ổn không")


def _outputs(command: argparse.ArgumentParser) -> None:
    outputs = command.add_mutually_exclusive_group()
    outputs.add_argument("--csv", action="store_true", help="in dạng CSV")
    outputs.add_argument("--json", action="store_true", help=JSON)


def _day(text: str) -> date:
    """A day as 2024-03-31 or 31/3/2024."""
    from cchc.periods import parse_period

    try:
        return parse_period(text).start
    except CchcError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _time(text: str) -> datetime:
    """A time as 2024-03-31T09:00; of the local zone where it names none, a day to its end."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"«{text}» không phải là thời điểm") from error
    if len(text) == len("2024-03-31"):
        time = time.replace(hour=23, minute=59, second=59, microsecond=999999)
    return time.astimezone()
