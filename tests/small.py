"""A canvas of one statement: what the file of the fixture `small` holds."""

ONE = 'format = 1\ntitle = "Small"\n\n[[vision]]\nid = "aaaaa"\ntext = "one"\n'
ONE_BYTES = ONE.encode()
