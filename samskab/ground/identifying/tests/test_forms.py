"""Every way of writing a CPR number, in every company: all of them must be found."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from samskab.ground.identifying import find_identifying

DASHES = ["-", "--", "–", "—", "‒", "‑", "‐", "−", "―", "﹣", "－"]
SPACES = ["", " ", "  ", "\u00a0", "\u202f", "\u2007", "\u2009", "\u3000", "\t"]
SIGNS = [".", "/", "_", "·", "•", "⁄", "∕", " . ", " / "]  # fmt: skip
LINE_ENDS = ["\n", "\r\n", "\n\n", "-\n", " -\n", "\n-", "-\r\n", "\u2028", "\x0b", "\x0c", "\n   ", " \n"]
UNSEEN = ["\u200b", "\u200b-\u200b", "\u2060", "\ufeff", "\u00ad", "\u200d"]
BETWEEN = [
    *DASHES,
    *(f" {dash} " for dash in DASHES),
    *(f"{dash} " for dash in DASHES),
    *SPACES,
    *SIGNS,
    *LINE_ENDS,
    *UNSEEN,
    "\u00a0-\u00a0",
]
WITHIN = ["", "", " ", ".", "-", "/", "_", ". ", " / ", "–", "\u00a0", "\u200b"]
STRAY = [":", ";", "|", "+", "~", "=", ",", "\\", '"', "**-", "&nbsp;", "</b>-"]
ZEROS = "0٠۰߀०๐０𝟎𝟘𝟢𝟬𝟶"
COMPANY = """{}|CPR {}|cpr-nr. {}, født|CPR:{}.|({})|"{}"|[{}]|<b>{}</b>|**{}**|Hun har {} og bor her|nr.{}|notat_{}.docx|fil:\\{}.pdf|a{}b|x_{}_y|æ{}ø
12. {}|1) {}|3 {}|{} 1|{} 86 12 34 56|86 12 34 56 {}|tlf. 86123456, {}|{}, {}|{} og {}|Sagsnr. {}|konto {}|EAN {}|CVR 12345678, {}|faktura {}|{}

Næste|😀{}😀|{}!|#{}|@{}|{}: ja|kl. 14.30 {}|den 21.01.2025 {}|{} den 21.01.2025|{}-|-{}|,{},|;{};|	{}	|{}%|Mette Hansen {} Nørregade 12""".replace(
    "\n12", "|12"
).split("|")

days = st.dates(date(1858, 1, 1), date(2057, 12, 31))
fours = st.integers(0, 9999).map("{:04}".format)


def found_everywhere(company, number):
    text = company.format(*[number] * company.count("{}"))
    places = {place for hit in find_identifying(text) if hit.kind == "cpr" for place in range(hit.start, hit.end)}
    at = text.find(number)
    while at >= 0:
        if not places.issuperset(range(at, at + len(number))):
            return False
        at = text.find(number, at + len(number))
    return True


def worn(number, zero):
    return "".join(chr(ord(zero) + int(char)) if char in "0123456789" else char for char in number)


@settings(max_examples=1500, deadline=None)
@given(days, fours, st.sampled_from(WITHIN), st.sampled_from(BETWEEN), st.sampled_from(ZEROS), st.sampled_from(COMPANY))
def test_every_form_is_found_in_every_company(day, four, within, between, zero, company):
    number = worn(f"{day:%d}{within}{day:%m}{within}{day:%y}{between}{four}", zero)
    assert found_everywhere(company, number)


@settings(max_examples=300, deadline=None)
@given(days, fours, st.sampled_from(STRAY), st.sampled_from(ZEROS), st.sampled_from(COMPANY))
def test_a_sign_that_nobody_means_is_seen_through(day, four, sign, zero, company):
    assert found_everywhere(company, worn(f"{day:%d%m%y}{sign}{four}", zero))


@settings(max_examples=300, deadline=None)
@given(
    days,
    fours,
    st.sampled_from(["{}-{}", "{} {}"]),
    st.sampled_from(["Nr. {}.", "({})", "{}", "cpr {}, og", "x {} y"]),
)
def test_a_number_read_out_in_pairs_or_one_by_one_is_found(day, four, form, company):
    date_part, last = f"{day:%d%m%y}", four
    for size in (1, 2):
        pairs = [" ".join(part[at : at + size] for at in range(0, len(part), size)) for part in (date_part, last)]
        for number in (" ".join(pairs), " - ".join(pairs), "-".join(pairs)):
            assert found_everywhere(company, number)
    assert found_everywhere(company, form.format(date_part, f"{last[:2]} {last[2:]}"))
