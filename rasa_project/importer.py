"""Where Rasa gets its training data: the articles of knowledge/ and the files of data/."""

from __future__ import annotations

from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

from articles import Article, ArticleError, read_articles


class KnowledgeError(RasaException):
    """An article cannot be read. The message has file and line; Rasa prints it and ends."""


class KnowledgeImporter(RasaFileImporter):
    """Rasa's own importer for the files, and every article besides: its id is an intent, its questions are examples.

    The domain gets every intent that has an example, so that a new article needs no second file. Bulk questions on an
    article that is not there yet make an intent too.
    """

    def get_nlu_data(self, language: str | None = "nl") -> TrainingData:
        """The examples of data/ in the order of the files, then those of the articles. Raises KnowledgeError.

        Rasa's YAML files know no language: whichever Rasa asks for in a training, they are read once.
        """
        return self._examples()

    @cached_method
    def _examples(self) -> TrainingData:
        try:
            articles = read_articles()
        except ArticleError as error:
            raise KnowledgeError(str(error)) from error
        return super().get_nlu_data().merge(examples_of(articles))

    def get_domain(self) -> Domain:
        """The domain file, with an intent for everything that has examples. Raises KnowledgeError."""
        written = super().get_domain()
        missing = self.get_nlu_data().intents - set(written.intents)
        return written.merge(Domain.from_dict({"intents": sorted(missing)}))


def examples_of(articles: list[Article]) -> TrainingData:
    """Each question as a training example of its article's intent."""
    return TrainingData(
        [Message(data={TEXT: question, INTENT: article.id}) for article in articles for question in article.questions]
    )
