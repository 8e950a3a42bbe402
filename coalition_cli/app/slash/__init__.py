"""Commands that are typed at a prompt, first on a line behind a slash; a module for each family.

A module declares its commands (``slash_command.SlashCommand``): name, sentence of help, what it
does. ``slash_commands`` lists them and does the one that was typed.
"""
