"""`marsad completion`: click's own completion script."""

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that completes commands and options in your shell.

    \b
    Examples:
      marsad completion bash > ~/.local/share/bash-completion/completions/marsad
      marsad completion zsh > "${fpath[1]}/_marsad"
      marsad completion fish > ~/.config/fish/completions/marsad.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(ctx.find_root().command, {}, "marsad", "_MARSAD_COMPLETE").source())
