"""The digest without OpenSSL is SHA-256."""

from __future__ import annotations

import hashlib
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from canvas.files.sha256 import sha256_of
from tests.strategies import quick


@quick
@given(st.binary(max_size=300))
def test_it_is_the_digest_of_hashlib(data: bytes) -> None:
    assert sha256_of(data) == hashlib.sha256(data).hexdigest()


def test_it_loads_no_openssl() -> None:
    code = "import sys, canvas.files.sha256 as it; it.sha256_of(b''); print('_hashlib' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
