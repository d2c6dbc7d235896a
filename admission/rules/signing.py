"""Declarations that the work is the applicant's own: who signs, what voids a signature, and whether all are in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from admission.enums import DeclarationStage, Ready, Signer
from applications.enums import Stage
from cilexportal.foundation.rulebook.refusal import Refusal

# What nobody is asked about any more: somebody else is, or the same person anew.
OVER = frozenset({DeclarationStage.HANDED_OVER, DeclarationStage.REPLACED, DeclarationStage.VOID})
CLAUSE = "HB-S4.1a"
NOT_PAID = "Declarations are sent once the fee has been received."
NOT_NOW = "The application is not waiting for declarations at the moment."


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One sheet or statement of what was submitted: its number, its hash, and whose supervision it names."""

    slot: str
    seal: str
    supervisor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A declaration that has to be signed: by the applicant of everything, by a supervisor of their own examples."""

    signer: Signer
    supervisor: str
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A declaration as it stands: `seals` are the examples that were signed with their hashes, `excluded` those that
    the supervisor left out with a reason, as they were, `accepted` those of them that an officer let pass all the same.
    """

    signer: Signer
    supervisor: str
    stage: DeclarationStage
    seals: Mapping[str, str]
    excluded: Mapping[str, str] = field(default_factory=dict)
    accepted: tuple[str, ...] = ()


def wanted(examples: Sequence[Example], *, leavers: Mapping[str, Mapping[str, str]]) -> Iterator[Wanted]:
    """[HB-47] [HB-52] [HB-53b] Who has to sign what: the applicant everything, and each supervisor the examples that
    name them, but for those their leaver's declaration covers as they are. `leavers`: supervisor -> what is sealed."""
    yield Wanted(signer=Signer.APPLICANT, supervisor="", slots=tuple(one.slot for one in examples))
    by_supervisor: dict[str, list[str]] = {}
    for one in examples:
        if leavers.get(one.supervisor, {}).get(one.slot) != one.seal:
            by_supervisor.setdefault(one.supervisor, []).append(one.slot)
    for supervisor, slots in by_supervisor.items():
        yield Wanted(signer=Signer.SUPERVISOR, supervisor=supervisor, slots=tuple(slots))


def may_send(*, fee_cleared: bool) -> Refusal | None:
    """[HB-S4.1] Nobody is asked to sign before the fee has cleared: an invoice or a promise is not enough."""
    return None if fee_cleared else Refusal("HB-S4.1", NOT_PAID)


def may_ask(stage: Stage) -> Refusal | None:
    """[HB-S4.1] Somebody is asked to sign, and signs, while the case is assessed: at no other time does it count."""
    return None if stage == Stage.ASSESSMENT else Refusal("HB-S4.1", NOT_NOW)


def may_let_pass(stage: Stage) -> Refusal | None:
    """[HB-S4.1a] An example that was left out goes on where officers have the case, or the committee decides it."""
    return None if stage in (Stage.ASSESSMENT, Stage.COMMITTEE) else Refusal(CLAUSE, NOT_NOW)


def still_holds(declared: Declared, examples: Collection[Example]) -> bool:
    """[HB-53b] [HB-59b] Whether all that was signed or left out is as it was: a single change voids the signature."""
    now = {one.slot: one.seal for one in examples}
    return all(now.get(slot) == seal for slot, seal in {**declared.seals, **declared.excluded}.items())


def faults_of_signature(
    *, slots: Collection[str], excluded: Mapping[str, str], name: str, consents: bool, signer: Signer
) -> Iterator[Refusal]:
    """[HB-47] [HB-52] What is wanting before a declaration can be signed: a name, consent to sign in this way, and a
    reason for each example that is left out. An applicant leaves nothing out."""
    if not name.strip():
        yield Refusal("HB-47", "Type your full name to sign.")
    if not consents:
        yield Refusal("HB-47", "Tick to confirm that typing your name is your signature.")
    if excluded and signer == Signer.APPLICANT:
        yield Refusal("HB-47", "You sign for everything that you submitted.")
    for slot, why in excluded.items():
        if slot not in slots:
            yield Refusal("HB-47", f"Example {slot} is none of those that name you.")
        elif not why.strip():
            yield Refusal("HB-47", f"Say why you do not sign for {slot}.")
    if signer == Signer.SUPERVISOR and slots and set(excluded) >= set(slots):
        yield Refusal("HB-47", "Nothing is left to sign. Decline instead, and say why.")


def ready(*, fee_cleared: bool, needed: Iterable[Wanted], declared: Sequence[Declared]) -> Ready:
    """[HB-S4.1] [HB-S4.1a] Whether assessment can start: fee and all signatures are in. A declined one, and an example
    left out, wait for an officer."""
    if not fee_cleared:
        return Ready.FEE
    live = [one for one in declared if one.stage not in OVER]
    if any(one.stage == DeclarationStage.DECLINED or set(one.excluded) - set(one.accepted) for one in live):
        return Ready.OFFICER
    return Ready.SIGNATURES if list(waiting_on(needed, live)) else Ready.READY


def waiting_on(needed: Iterable[Wanted], declared: Sequence[Declared]) -> Iterator[Wanted]:
    """[HB-S4.1a] The declarations that have not been signed yet, to say on whom the application waits."""
    return (one for one in needed if not covers(declared, one))


def is_answered(*, needed: Iterable[Wanted], declared: Sequence[Declared]) -> bool:
    """[HB-S4.1a] Whether everybody who has to sign has signed or declined, so that the rest is for an officer alone."""
    live = [one for one in declared if one.stage not in OVER]
    declined = {(one.signer, one.supervisor) for one in live if one.stage == DeclarationStage.DECLINED}
    return all((one.signer, one.supervisor) in declined for one in waiting_on(needed, live))


def covers(declared: Iterable[Declared], one: Wanted) -> bool:
    """[HB-S4.1a] Whether all that is wanted of a signer is signed, or left out by them."""
    said: set[str] = set()
    for declaration in declared:
        of_signer = (declaration.signer, declaration.supervisor) == (one.signer, one.supervisor)
        if of_signer and declaration.stage == DeclarationStage.SIGNED:
            said |= {*declaration.seals, *declaration.excluded}
    return said >= set(one.slots)
