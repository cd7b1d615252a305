"""What people mean by free text: words and a situation in, a meaning out. Nothing here reads the
database, asks the clock or changes anything; whoever calls decides what to do with the meaning."""
