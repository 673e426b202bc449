"""A question's name, file or text in, SPARQL out; what it leaves open is filled in with terms."""

from kgriyadh.query.question import Question, find_question, named_questions

__all__ = ["Question", "find_question", "named_questions"]
