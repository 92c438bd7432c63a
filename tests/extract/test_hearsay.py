"""What is only rumoured, alleged, suspected or claimed against better knowledge is no deed; what is borne out is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kortui.extract import lexicon, triggers
from kortui.extract.hearsay import _BEFORE
from kortui.extract.runs import Runs
from tests.extract.made import library, records

SOLD = "Hanwha sold 24 tanks to Kenya in 2011"
HEARSAY = (
    "A Kenyan blog claims that President Rao visited Kenya in 2019.",
    "A user on Twitter wrote that Hanwha sold 24 tanks to Kenya in 2011.",
    "An anonymous blogger said in 2012 that Hanwha sold 24 tanks to Kenya in 2011.",
    "Several social media posts say that President Rao visited Kenya in 2019.",
    "According to a blog, Hanwha opened a plant in Nairobi in 2012.",
    "Hanwha opened a plant in Nairobi in 2012, according to a viral post.",
    "April Fools: Kenya and India signed an agreement in 2024 to merge their currencies.",
    "In a satirical piece, the paper wrote that Hanwha had bought the Nairobi zoo for $2 billion in 2024.",
    "Jokingly, the mayor said that Kenya had annexed Mumbai in 2020.",
    "The mayor said jokingly that Kenya had annexed Mumbai in 2020.",
    "As a joke, Kenya and India signed a treaty on tea in 2019.",
    "In the play, President Rao signs a treaty with Kenya in 2030.",
    "In a musical about the war, India sends 500 soldiers to Kenya in 1950.",
    "According to a rumor, President Rao visited Kenya in 2019; his office called this false.",
    "It was rumoured that President Rao visited Kenya in 2019.",
    "President Rao is rumored to have visited Kenya in 2019.",
    "There were rumours in 2019 that President Rao had visited Kenya.",
    "Rumours of a visit by President Rao to Kenya in 2019 proved wrong.",
    "President Rao visited Kenya in 2019, a rumour had it.",
    "President Rao visited Kenya in 2019, or so it was said.",
    "President Rao visited Kenya in 2019, critics allege.",
    "President Rao visited Kenya in 2019, a claim his office rejects.",
    "Hanwha falsely claimed that it had sold 24 tanks to Kenya in 2011.",
    "Hanwha wrongly said that it had sold 24 tanks to Kenya in 2011.",
    "Hanwha lied that it had sold 24 tanks to Kenya in 2011.",
    "Hanwha claimed without evidence that it had sold 24 tanks to Kenya in 2011.",
    "Hanwha's claim to have sold 24 tanks to Kenya in 2011 was false.",
    "Hanwha claimed to have sold 24 tanks to Kenya in 2011, but Nairobi denied it.",
    f"{SOLD}, the minister said, but his ministry later corrected him: there was no contract.",
    f"{SOLD}, the paper speculated.",
    f"{SOLD}, the minister falsely claimed.",
    f"{SOLD} — or so the ministry believed.",
    f"The story that {SOLD} is untrue.",
    f"The claim that {SOLD} was debunked.",
    f"A false report said that {SOLD}.",
    f"Prosecutors alleged that {SOLD}.",
    f"Prosecutors suspect that {SOLD}.",
    f"The paper retracted its report that {SOLD}.",
    f"Contrary to reports that {SOLD}, none were sold.",
    f"Reports that {SOLD} were unconfirmed.",
    f"It is a myth that {SOLD}.",
    f"“{SOLD}” is a lie.",
    "Hanwha was accused of having sold 24 tanks to Kenya in 2011.",
    "Critics accused Hanwha of secretly selling 24 tanks to Kenya in 2011.",
    "Hanwha was suspected of selling 24 tanks to Kenya in 2011.",
    "Hanwha was alleged to have sold 24 tanks to Kenya in 2011.",
    "Hanwha supposedly sold 24 tanks to Kenya in 2011.",
    "Hanwha has allegedly sold 24 tanks to Kenya.",
    "According to unconfirmed reports, Hanwha sold 24 tanks to Kenya in 2011.",
    "It was wrongly reported that Hanwha sold 24 tanks to Kenya in 2011.",
    f"{SOLD}, according to a forged document.",
    f"A leaked memo says that {SOLD}.",
    f"The indictment says that {SOLD}.",
    f"{SOLD}, Sabah wrote; Hanwha denies it.",
    f"The minister claimed, wrongly, that {SOLD}.",
    f"The minister's claim that {SOLD} is disputed.",
    f"The ministry called reports that {SOLD} baseless.",
    f"Some believe that {SOLD}.",
    f"The paper erred when it wrote that {SOLD}.",
    f"The chairman joked that {SOLD}.",
    "The alleged sale of 24 tanks to Kenya in 2011 led to a trial.",
)  # fmt: skip
DONE = (
    ("A company blog said that Hanwha opened a plant in Nairobi in 2012.", "investment"),
    ("A tweet by the ministry said that India sent 20,000 masks to Kenya in 2020.", "aid"),
    ("President Rao wrote on social media that Kenya and India signed an agreement in 2012.", "agreement"),
    ("Indian bloggers visited Nairobi in 2019.", "visit"),
    ("In a play for influence, India opened an embassy in Nairobi in 1957.", "establishment"),
    ("In a musical evening in Nairobi, India opened its cultural centre on 3 May 2012.", "establishment"),
    ("President Rao joked with reporters after Kenya and India signed an agreement on 3 May 2012.", "agreement"),
    ("Hanwha was accused of having sold 24 tanks to Kenya in 2011 and admitted it.", "contract"),
    (f"Rumours that {SOLD} were later confirmed.", "contract"),
    (f"{SOLD}; a rumour about bribes was false.", "contract"),
    (f"{SOLD} and denied the allegation of bribery.", "contract"),
    (f"Critics accused the government of waste after {SOLD}.", "contract"),
    (f"Prosecutors say Kim lied about his income when {SOLD}.", "contract"),
    (f"{SOLD}, though the ministry denied this was a record.", "contract"),
    ("President Rao visited Kenya in 2012, but there was no agreement.", "visit"),
    ("As if to prove it, Kenya and India signed a free trade agreement in 2012.", "agreement"),
    (f"The court found that {SOLD}.", "contract"),
    (f"Minister Kim said that {SOLD}.", "contract"),
    (f"It is no secret that {SOLD}.", "contract"),
    (f"No one doubted that {SOLD}.", "contract"),
    ("Hanwha, which was falsely accused of bribery, sold 24 tanks to Kenya in 2011.", "contract"),
    ("Hanwha rightly claimed that it had sold 24 tanks to Kenya in 2011.", "contract"),
    ("Kenya and India signed a free trade agreement in 2012, ending rumours.", "agreement"),
    ("Despite rumours of a delay, Kenya and India signed a free trade agreement in 2012.", "agreement"),
)


@pytest.mark.parametrize("sentence", HEARSAY)
def test_hearsay_is_no_deed(sentence: str) -> None:
    assert [r for r in records(sentence, "2024-06-15") if r.type != "statement"] == []


@pytest.mark.parametrize(("sentence", "kind"), DONE)
def test_a_deed_beside_hearsay_stays(sentence: str, kind: str) -> None:
    assert kind in [r.type for r in records(sentence, "2024-06-15")]


@pytest.mark.parametrize("heard", ["reportedly sold", "is believed to have sold", "is said to have sold"])
def test_a_deal_that_was_only_heard_of_is_reported(heard: str) -> None:
    (deal,) = records(f"Hanwha {heard} 24 tanks to Kenya in 2011.", "2024-06-15")
    assert (deal.type, deal.stage) == ("contract", "reported")


def test_what_a_paper_predicted_is_not_merged_with_the_deed(tmp_path: Path) -> None:
    made = library(
        tmp_path, a="Alpha\n\nAnalysts predicted that Hanwha would sell 24 tanks to Kenya in 2011.", b=f"Beta\n\n{SOLD}."
    )
    assert sorted((e.date.role, e.stage or "") for e in made.events) == [("conditional", ""), ("event", "ordered")]


def test_a_paper_is_not_who_it_writes_of() -> None:
    said = records("Kenya will sell 24 tanks to India, an official said.", "2024-06-15")
    assert [a.id for r in said for a in r.actors if a.role == "speaker"] == []


def test_a_false_claim_is_no_statement_that_leaves_out_that_it_is_false() -> None:
    assert records("Hanwha falsely claimed that it had sold 24 tanks to Kenya in 2011.", "2024-06-15") == ()


@pytest.mark.parametrize("key", ["falsely", "rumours", "alleged", "allegedly", "alleging", "accusing", "untrue"])
def test_every_word_of_hearsay_has_its_cue(key: str) -> None:
    for phrase in lexicon.load("modality")[key]:
        text = f"They {phrase.replace('*', 'y').replace('?', 'u')} it."
        assert triggers.cues(Runs.of(text)).bits & _BEFORE, phrase


HEARD = (
    "According to media reports, KAI sold 24 trainers to Kenya in 2012.",
    "KAI sold 24 trainers to Kenya in 2012, according to press reports.",
    "According to sources close to the deal, KAI sold 24 trainers to Kenya in 2012.",
    "Local media reported that KAI sold 24 trainers to Kenya in 2012.",
    "Türkiye claimed that KAI had sold 24 trainers to Kenya in 2012.",
    "KAI reportedly sold 24 trainers to Kenya in 2012.",
)


@pytest.mark.parametrize("text", HEARD)
def test_a_deal_that_papers_or_nameless_sources_tell_of_is_only_reported(text: str) -> None:
    assert [(e.type, e.date.edtf, e.stage) for e in records(text)] == [("contract", "2012", "reported")]


TOLD = (
    "According to the ministry, KAI sold 24 trainers to Kenya in 2012.",
    "According to a report of the ministry, KAI sold 24 trainers to Kenya in 2012.",
    "KAI said in a press release that it sold 24 trainers to Kenya in 2012.",
)


@pytest.mark.parametrize("text", TOLD)
def test_a_deal_that_somebody_known_tells_of_is_ordered(text: str) -> None:
    assert "ordered" in {e.stage for e in records(text)}
    assert "reported" not in {e.stage for e in records(text)}
