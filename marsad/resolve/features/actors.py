"""Actors beside a trigger."""

from marsad.resolve.features.beside import between


def actor_between(
    side: str, same: bool, crossing: int, voice: bool, many: bool, lang: str, sub: str, left: bool, counted: bool
) -> list[str]:
    out = between(side, same, crossing, voice, many)
    out.append(f"sub+side={lang}:{sub}:{'l' if left else 'r'}")
    return [*out, "counted"] if counted else out


def actor_of_verb(lang: str, where: str, nearest: bool, form: str, label: str, prep: str, sense: str) -> list[str]:
    """How an actor stands to the verb of pace that the trigger hangs on: its subject is who does it."""
    return [
        f"gov={lang}:{where}:{nearest}:{form}",
        f"gov+prep={lang}:{where}:{nearest}:{prep}",
        f"gov+sense={where}:{nearest}:{sense}:{label}",
    ]


def actor_hosted(where: str, kind: str, sense: str) -> list[str]:
    """An actor that a site or country is said to host: "the base, which hosts US troops" is not who attacks it."""
    return [f"hosted={where}", f"hosted+kind={where}:{kind}", f"hosted+sense={where}:{sense}"]


def actor_armed(means: str, state: bool, sub: str, where: str) -> list[str]:
    """With what an attack is made, beside an actor: states bomb from the air, militias fire rockets."""
    return [f"armed={means}:{state}", f"armed+where={means}:{state}:{where}", f"armed+sub={means}:{sub}"]


def actor_hit(sense: str, form: str, where: str) -> list[str]:
    """An actor whose men are killed or wounded: he is attacked."""
    return [f"hit={sense}", f"hit+form={sense}:{form}", f"hit+where={where}"]


def actor_at_home(home: str, kind: str, sense: str, where: str) -> list[str]:
    """Whether the places spoken of lie in an actor's own country."""
    return [f"at-home={home}:{kind}", f"at-home+sense={home}:{sense}:{where}"]


def actor(sub: str, sense: str, known: bool, state: bool, speaking: bool, speaker: bool) -> list[str]:
    """What sort of actor; whether what is said here is said by him, and whether he speaks in the sentence."""
    return [
        f"sub={sub}",
        f"sub+sense={sub}:{sense}",
        f"keys={known}",
        f"state={state if known else None}",
        f"speaker={speaking}:{sub}",
        f"is-speaker={speaker}",
    ]


def actor_named(lang: str, head: str, key: str, sense: str) -> list[str]:
    return [f"head={lang}:{head}", f"key={key}:{sense}"]


def actor_carried(lang: str, sense: str, form: str) -> list[str]:
    return ["carried", f"carried+sense={sense}", f"carried+form={lang}:{form}"]
