"""A meeting in which phones on the room's network write, vote and follow.

`room.py` holds what is asked and what came in, `log.py` keeps it on disk while the meeting runs, `web.py`
serves it. Only the modules that serve it need the packages of the extra ``meet``.
"""
