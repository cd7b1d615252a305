"""The machine: speaks WeCom, knows no command."""
