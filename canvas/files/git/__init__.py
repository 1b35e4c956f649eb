"""What git knows of a canvas: older versions, a commit of its own, a merge that understands it.

Nothing here is imported at the start: whoever needs git imports the module that has it.
"""
