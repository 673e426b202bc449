"""A dataset in, its files out: Turtle, TriG, JSON-LD and the report, all or none."""

from kgriyadh.write.output import write
from kgriyadh.write.publish import check_writable, publish

__all__ = ["check_writable", "publish", "write"]
