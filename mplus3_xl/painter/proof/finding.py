"""What a check of a workbook found wrong."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where it is, its stable code, and what Excel will not accept, in French."""

    where: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.where} : {self.message} [{self.code}]"
