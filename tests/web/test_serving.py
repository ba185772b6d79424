from __future__ import annotations

import socket

import pytest

from web.serving import AddressError, check_address


def test_a_free_port_is_good() -> None:
    check_address("127.0.0.1", 0)


def test_a_taken_port_is_told_with_another_one() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        port = other.getsockname()[1]
        with pytest.raises(AddressError, match=rf"Port {port} of 127\.0\.0\.1 is taken.*PORT="):
            check_address("127.0.0.1", port)


def test_an_address_of_another_machine_is_told_with_those_of_this_one() -> None:
    with pytest.raises(AddressError, match=r"'127\.0\.0\.999' is no address.*HOST=127\.0\.0\.1"):
        check_address("127.0.0.999", 0)
