"""kgriyadh: French dispatches in, a knowledge graph out, each fact with the words that state it."""
