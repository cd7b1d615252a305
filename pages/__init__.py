"""What people look at: the web pages inside WeCom and in a browser."""
