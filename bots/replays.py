"""In the terminal: a message's two answers side by side, and how a kept reply came about."""

from rich.console import Console
from rich.markdown import Markdown

from assistant import Replay, Settings, Twins
from bots.labels import labels
from bots.terminal import show_answer
from corpus import Language


def show_twins(console: Console, twins: Twins, settings: Settings) -> None:
    """Both answers, then where they differ."""
    words = labels("command")
    for language, answer in ((Language.FRENCH, twins.fr), (Language.ENGLISH, twins.en)):
        console.rule(words[f"both_{language.value}"].say(language))
        show_answer(console, answer, settings.public_url)
    console.rule()
    spoken = settings.default_language
    for difference in twins.differences or (words["both_agree"].say(spoken),):
        console.print(difference, markup=False)


def show_replay(console: Console, replay: Replay, language: Language) -> None:
    """The turn as it was kept, what it was made with then and now, today's answer, and what differs."""
    words, turn = labels("command"), replay.turn
    console.print(words["replay_message"].say(language, message=turn.message), markup=False)
    for hit in turn.hits:
        console.print(f"  {hit['score']:.3f}  {hit['passage']}", style="dim", markup=False)
    for name in dict.fromkeys([*turn.versions, *replay.versions]):
        then, now = turn.versions.get(name) or "–", replay.versions.get(name) or "–"
        key = "replay_same" if then == now else "replay_changed"
        console.print(words[key].say(language, name=name, then=then, now=now), style="dim", markup=False)
    console.rule(words["replay_then"].say(language))
    console.print(Markdown(str(turn.answer["text"])))
    if not replay.differs:
        console.rule(words["replay_no_difference"].say(language))
        return
    console.rule(words["replay_now"].say(language, differs=", ".join(replay.differs)))
    console.print(Markdown(replay.answer.text))
