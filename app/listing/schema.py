"""The base of all models of queries and answers that are not kinds of record."""

from pydantic import BaseModel, ConfigDict


class Schema(BaseModel):
    """A model that pydantic builds when it is first used. A server uses few of them, and building all takes time."""

    model_config = ConfigDict(defer_build=True)
