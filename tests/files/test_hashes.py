"""The hashes without OpenSSL are those of `hashlib`."""

from __future__ import annotations

import hashlib
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from canvas.files.hashes import sha1_of, sha256_of
from tests.strategies import quick


@quick
@given(st.binary(max_size=300))
def test_they_are_those_of_hashlib(data: bytes) -> None:
    assert sha256_of(data) == hashlib.sha256(data).hexdigest()
    assert sha1_of(data) == hashlib.sha1(data, usedforsecurity=False).hexdigest()


def test_they_load_no_openssl() -> None:
    code = "import sys, canvas.files.hashes as it; it.sha256_of(b''), it.sha1_of(b'')"
    code += "; print('_hashlib' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
