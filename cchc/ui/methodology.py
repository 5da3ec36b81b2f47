"""The page Cách tính, written from the registry: formula, denominators, direction, legal basis."""

import streamlit as st

from cchc.catalog.indicator import Indicator
from cchc.exports.text import plain
from cchc.exports.view import Definition
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.address import ask_code
from cchc.ui.reading import printing
from cchc.vietnamese import number, unaccented

BETTER = {
    "higher": later("càng cao càng tốt"),
    "lower": later("càng thấp càng tốt"),
    "neither": later("không có chiều tốt, xấu"),
}
KINDS = {
    "flow": later("phát sinh trong kỳ, cộng được qua các kỳ"),
    "stock": later("số tồn tại một thời điểm, không cộng qua các kỳ"),
    "count": later("số đếm, không cộng qua các kỳ"),
    "rate": later("tỷ lệ, luôn tính bằng tổng chia tổng"),
    "score": later("điểm, không cộng, không lấy trung bình, không gộp"),
    "rank": later("thứ hạng, không bao giờ gộp"),
    "change": later("mức thay đổi như nơi báo cáo nêu"),
}
OF_FIGURES = (
    later(
        "**Tỷ lệ là tổng chia tổng** ở mọi cấp; không có trung bình của các "
        "tỷ lệ. Tỷ lệ chỉ được nêu, không kèm số hồ sơ, thì giữ nguyên, đánh "
        "dấu «nêu» và không gộp."
    ),
    later(
        "**Thiếu, không phát sinh và 0 là ba điều khác nhau.** Mẫu số bằng 0 "
        "thì để trống, không phải 0 % hay 100 %."
    ),
    later(
        "**Luỹ kế và từng kỳ** đi cùng nhau; một quý chỉ được suy ra từ hai "
        "báo cáo luỹ kế khi hai mốc chốt số khớp, và luôn ghi là suy ra."
    ),
    later(
        "**Đơn vị đổi qua thời gian.** Không nối số liệu qua 1/7/2025 theo "
        "mã hay tên; cộng về đơn vị hiện nay chỉ khi mọi đơn vị cũ đã báo "
        "cáo trọn vẹn. Điểm và hạng không gộp."
    ),
    later("**Không gì bị ghi đè.** Báo cáo gửi lại là một bản mới; mọi bản đều giữ, kèm tệp gốc."),
)
OF_COMPARISON = (
    later("**Khoảng tin cậy 95 %** của tỷ lệ theo Wilson; dưới 30 hồ sơ thì không xếp hạng."),
    later(
        "**Cải thiện rõ, xấu đi rõ, chưa rõ thay đổi** là kết luận từ cả chuỗi số, không từ hai kỳ "
        "cuối: kỳ cuối ra ngoài giới hạn, hoặc nằm trong bảy kỳ liền cùng một phía của trung bình, "
        "hoặc trong bảy kỳ liền cùng tăng hay cùng giảm (NHS England, Making Data Count, 2019). "
        "Dưới 12 kỳ cùng loại thì ghi là chưa đủ số liệu."
    ),
    later(
        "**Giới hạn dao động** là trung bình ± 2,66 lần mức đổi trung bình giữa hai kỳ liền nhau "
        "(XmR, Wheeler 1993); tỷ lệ có số hồ sơ dùng biểu đồ p′ (Laney 2002), giới hạn hẹp hay "
        "rộng theo số hồ sơ từng kỳ. Chỉ tính lại ở mốc đã ghi: đổi đơn vị (1/7/2025), cách tính, "
        "mẫu số."
    ),
    later(
        "**Đơn vị khác hẳn phần còn lại** là đơn vị ra ngoài giới hạn 99,8 % của biểu đồ phễu "
        "trong khối của mình (Spiegelhalter 2005): giới hạn nhị thức chính xác quanh tỷ lệ gộp, "
        "nới thêm theo mức khác nhau thật giữa các đơn vị, ước lượng sau khi kéo 10 % hai đầu vào."
    ),
)
OF_TARGETS = (
    later(
        "**Chỉ tiêu** giữ theo văn bản: ít nhất, không quá hay đúng bằng như ghi trong biểu, nếu "
        "biểu không ghi thì theo chiều tốt của chỉ tiêu. «Còn thiếu» tính bằng điểm % và bằng số "
        "hồ sơ trên đúng mẫu số đã báo cáo; phần còn lại của năm giả định hồ sơ đến đều như từ đầu "
        "năm."
    ),
    later(
        "**«Bao giờ đạt»** chỉ trả lời khi xu hướng Theil–Sen của cả chuỗi và của nửa sau đều khác "
        "0 ở mức 95 %; cần ít nhất 12 tháng, 8 quý hoặc 5 năm cùng một cách tính."
    ),
    later(
        "**Đạt chỉ tiêu là câu hỏi khác**: trả lời riêng bên cạnh. Chỉ tiêu nằm dưới cả khoảng dao "
        "động thì kỳ nào cũng đạt, nằm trên cả khoảng thì không tự đạt được nếu giữ cách làm cũ."
    ),
)
OF_RANKS = (
    later(
        "**Xếp hạng trong từng khối** (sở; huyện; phường; xã, đặc khu), bằng điểm thì đồng hạng: "
        "1, 2, 2, 4. Tỷ lệ của dưới 30 hồ sơ có ghi dấu, không xếp hạng. Không so hạng qua lần sắp "
        "xếp đơn vị, không so điểm qua lần đổi cách tính."
    ),
    later(
        "**Vì sao đổi hạng**: ba điều đổi giữa hai kỳ là điểm của chính đơn vị, điểm của các đơn "
        "vị khác, và ai có trong bảng. Mỗi điều được tính số bậc trung bình mà nó làm thay đổi "
        "qua cả sáu thứ tự (giá trị Shapley 1953), nên ba phần cộng lại đúng bằng số bậc, không "
        "tùy thứ tự. Khi cách tính đổi, hoặc chưa có điểm của mọi đơn vị, thì không tách."
    ),
    later(
        "**Cần thêm bao nhiêu** để bằng hạng trên: điểm của đơn vị khác giữ nguyên; với tỷ lệ là "
        "số hồ sơ nguyên nhỏ nhất khi mẫu số giữ nguyên."
    ),
    later(
        "**Hạng có thể và cùng nhóm**: với tỷ lệ, 4.000 lần rút ngẫu nhiên từ phân phối beta của "
        "tử số và mẫu số (tiên nghiệm Jeffreys), xếp hạng từng lần, lấy 95 % ở giữa (Goldstein và "
        "Spiegelhalter 1996); cùng nhóm là không khác rõ đơn vị đứng đầu nhóm. Điểm không kèm sai "
        "số thì chỉ xét làm tròn: cách nhau ít hơn số lẻ cuối là cùng nhóm."
    ),
)
OF_VIEWS = (
    later(
        "**Bản đồ** chia tối đa 5 nhóm có số đơn vị gần bằng nhau; đơn vị trước 1/7/2025 không bao "
        "giờ vẽ trên ranh giới mới. Hoàng Sa, Trường Sa luôn có trên bản đồ."
    ),
    later(
        "**Đường dẫn đã ghim** (`luc=` số bản) trả lời đúng từ những báo cáo đã được xác nhận đến "
        "bản đó, dù về sau có nhập thêm, rút bớt hay dựng lại kho; khi số liệu mới làm câu chuyện "
        "khác đi thì trang nói khác ở đâu. Cuộc họp dùng một bản cho mọi trang. Danh mục đơn vị, "
        "công thức và câu chữ luôn là của hôm nay."
    ),
)
RULES = {
    later("Số liệu và đơn vị"): OF_FIGURES,
    later("So sánh và biến động"): OF_COMPARISON,
    later("Chỉ tiêu"): OF_TARGETS,
    later("Xếp hạng"): OF_RANKS,
    later("Bản đồ và đường dẫn"): OF_VIEWS,
}


def show_rules() -> None:
    """What holds for every number on every page, a subject at a time; on paper all of it."""
    st.subheader(say("Quy tắc chung"), anchor=False)
    for subject, rules in RULES.items():
        with st.expander(say(subject), expanded=printing.is_printing()):
            st.markdown("\n".join(f"- {say(rule)}" for rule in rules))


def ask_topic() -> str:
    """One group of indicators, by its place in the registry."""
    topics = list(dict.fromkeys(one.topic for one in cached.catalog().indicators))
    labels = {unaccented(topic).replace(" ", "-"): topic for topic in topics}
    code = ask_code("nhom", say("Nhóm chỉ tiêu"), labels, default=next(iter(labels)), width=420)
    return labels[code]


def show_topic(topic: str) -> None:
    """Every indicator of a group as the registry defines it."""
    st.markdown(topic_text(topic))


def topic_text(topic: str) -> str:
    """The group as one text: a heading for each indicator, its lines beneath."""
    found = [one for one in cached.catalog().indicators if one.topic == topic]
    return "\n\n".join(f"#### {one.name}\n" + "  \n".join(_lines(one)) for one in found)


def _lines(indicator: Indicator) -> list[str]:
    """Unit, direction and kind; formula; methods; notes; legal basis."""
    nature = say(
        "`{code}` · đơn vị tính: {unit} · {nature}",
        code=indicator.code,
        unit=indicator.unit,
        nature=_nature(indicator),
    )
    basis = say("Căn cứ: {legal_basis}", legal_basis=indicator.legal_basis)
    said = [nature, *_formula(indicator), *_notes(indicator), basis]
    return [line for line in said if line]


def _nature(indicator: Indicator) -> str:
    return f"{say(BETTER[indicator.better])} · {say(KINDS[indicator.kind])}"


def definition(indicator: Indicator) -> Definition:
    """The same lines apart, for what is taken away."""
    return Definition(
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        formula=plain(" ".join(_formula(indicator))),
        nature=_nature(indicator),
        note=" ".join(filter(None, _notes(indicator))),
        legal_basis=indicator.legal_basis,
    )


def _notes(indicator: Indicator) -> list[str]:
    return [*_versions(indicator), indicator.scale_note, indicator.note]


def _formula(indicator: Indicator) -> list[str]:
    """The formula in names, the default denominator first."""
    known = cached.catalog().indicators
    if indicator.numerator:
        bases = [known.get(code).name for code in indicator.denominators]
        others = (
            say(" (cũng có nơi dùng: {bases})", bases="; ".join(bases[1:])) if bases[1:] else ""
        )
        over = f"{known.get(indicator.numerator).name} ÷ {bases[0]} × {number(indicator.factor)}"
        return [say("Công thức: **{over}**{others}", over=over, others=others)]
    if indicator.sum_of:
        ways = [_sum(codes) for codes in indicator.sum_of]
        if len(ways) == 1:
            return [say("Nếu báo cáo chỉ nêu các phần: {ways}", ways=ways[0])]
        return [say("Nếu báo cáo chỉ nêu các phần, một trong:"), *(f"– {way}" for way in ways)]
    if indicator.components:
        parts = [known.get(code) for code in indicator.components]
        names = ", ".join(p.name + (f" ({number(p.max)})" if p.max else "") for p in parts)
        return [say("Thành phần (điểm tối đa): {names}", names=names)]
    return []


def _sum(codes: tuple[str, ...]) -> str:
    known = cached.catalog().indicators
    text = ""
    for code in codes:
        sign = " − " if code.startswith("-") else " + " if text else ""
        text += sign + known.get(code.removeprefix("-")).name.lower()
    return text


def _versions(indicator: Indicator) -> list[str]:
    """Since when each method; lines are cut where one begins."""
    return [
        say(
            "Từ {from_year}: {name}{note}",
            from_year=method.from_year,
            name=method.name,
            note=f" ({method.note})" if method.note else "",
        )
        for method in indicator.versions
    ]
