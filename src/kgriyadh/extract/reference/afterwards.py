"""Whom a description means whose name the next sentence tells: « a reçu l'ambassadeur. M. X a salué … »."""

from __future__ import annotations

from kgriyadh.annotate.mention import PersonMention
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.people import People, Person
from kgriyadh.extract.reference.description import Descriptions


class Afterwards:
    """Resolves descriptions of one text by the name that follows them."""

    def __init__(self, parsed: Parsed, people: People, descriptions: Descriptions) -> None:
        self.parsed = parsed
        self.people = people
        self.descriptions = descriptions

    def named(self, mention: PersonMention) -> Person | None:
        """The person who, named here first and without a post, says something in the next sentence.

        Where the sentence describes a second one without a name, either may be meant: nobody.
        """
        sentence = self.parsed.sentence_of(mention.span[0])
        if self.parsed.text.headline(mention.span[0]) or not self._nameless(mention):
            return None
        described = [m for m in self._persons_of(sentence) if self._nameless(m)]
        person = self._speaker(sentence + 1)
        return person if person is not None and described == [mention] else None

    def _persons_of(self, sentence: int) -> list[PersonMention]:
        words = (w for w in self.parsed.row(sentence) if isinstance(w.mention, PersonMention))
        return [w.mention for w in words if isinstance(w.mention, PersonMention)]

    def _nameless(self, mention: PersonMention) -> bool:
        """« l'ambassadeur du Japon »: a definite post whose holder nothing before tells."""
        described = mention.name is None and mention.definite and mention.count == 1
        held = mention.posts and not mention.possessive
        return bool(described and held) and self.descriptions.described(mention) is None

    def _speaker(self, sentence: int) -> Person | None:
        """« M. X a salué »: who opens a sentence, as the subject of a verb that tells of people.

        The civility says that the reader knows him; a bare name may bring in somebody else.
        """
        row = self.parsed.row(sentence)
        subject = next((w for w in row[:1] if isinstance(w.mention, PersonMention)), None)
        if subject is None or not subject.dep.startswith("nsubj") or not self._speaks(subject):
            return None
        mention = subject.mention
        assert isinstance(mention, PersonMention)
        person = self.people.of(mention) if mention.civil and not (mention.posts or mention.ranks) else None
        return person if person is not None and person.mentions[0] == mention else None

    def _speaks(self, subject: Word) -> bool:
        verb, words = self.parsed.words[subject.head], self.parsed.text.lexicon.words
        return verb.lemma in words("human-verb") | words("reporting")
