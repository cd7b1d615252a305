"""The rules: what may happen to an interview, who is told, what is due. Knows neither WeCom nor
HTTP; every function takes its session and its `now`."""
