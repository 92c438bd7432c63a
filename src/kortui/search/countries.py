"""Codes of countries in queries: which there are, and what is meant by one that there is not."""

from __future__ import annotations

import re

from kortui.search import syntax
from kortui.search.fields import near
from kortui.search.names import Names
from kortui.search.postings import Postings
from kortui.search.query import Query
from kortui.search.syntax import Field, Problem, Term
from kortui.search.tokens import tokens

_CODES = """
    ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB BDBGD
    BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN
    CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU
    DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB
    GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG
    HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN
    KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU
    LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR
    MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL
    OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB
    RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP
    SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN
    TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF
    ZMZMB ZWZWE
"""
"""Codes of ISO 3166-1, the two letters and the three."""

_BY_TWO = {pair[:2]: pair[2:] for pair in _CODES.split()} | {"UK": "GBR"}
ISO_3166 = frozenset((*_BY_TWO.values(), "CSK", "DDR", "SUN", "YUG"))
"""The codes of three letters, with those of states of the past."""


def unknown(query: Query, names: Names, postings: Postings, typing: Term | None = None) -> tuple[Problem, ...]:
    """What is wrong with the codes of countries in a query that are none, neither a name the library knows nor a code.

    A code that there is finds nothing where no record is of that country; so does a name that the library does not know.

    Args:
        query: The query.
        names: Names of the library's entities.
        postings: Its index.
        typing: The part that is still being typed, which may become a name.
    """
    found = []
    for leaf, _ in syntax.leaves(query.root):
        if isinstance(leaf, Field) and leaf.name == "country" and leaf is not typing:
            for value in leaf.values:
                if re.fullmatch("[A-Za-z]{2,3}", value) and not _means(value, names, postings):
                    found.append(_problem(leaf, value, query.text, names))
    return tuple(found)


def _means(code: str, names: Names, postings: Postings) -> bool:
    known = code.upper() in ISO_3166 or names.whole(tuple(tokens(code))) or any(names.has(token) for token in tokens(code))
    return bool(known) or bool(postings.get("fields", f"country:{code.upper()}"))


def _problem(leaf: Field, value: str, text: str, names: Names) -> Problem:
    meant = _BY_TWO.get(value.upper()) or near(value.upper(), (e.country for e in names.countries if e.country))
    hint = f"did you mean country:{meant}?" if meant else "a code has three letters, as in country:KOR"
    at = text.find(value, leaf.start, leaf.end)
    start, end = (at, at + len(value)) if at >= 0 else (leaf.start, leaf.end)
    return Problem(start, end, f"country: has no {value!r}; {hint}", meant)
