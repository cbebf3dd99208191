"""What is asked and what is sent out, as far as it is no kind of record."""

from pydantic import BaseModel, ConfigDict


class Schema(BaseModel):
    """A shape that is made ready when it is first used: a server checks few of them and only describes the others."""

    model_config = ConfigDict(defer_build=True)
