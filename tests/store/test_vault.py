"""What is sealed can be read with the same secret only, and a pseudonym says nothing."""

from __future__ import annotations

import base64

import pytest

from bot.errors import StoreError
from bot.store.vault import Vault

TEXTS = ["", "123456789", "één 🙂\n\t\x00", "a" * 5000]


@pytest.mark.parametrize("text", TEXTS)
def test_what_was_sealed_can_be_read(text: str) -> None:
    assert Vault("secret").unseal(Vault("secret").seal(text)) == text


@pytest.mark.parametrize("text", TEXTS[1:])
def test_a_sealed_text_cannot_be_seen(text: str) -> None:
    assert text.encode()[:9] not in Vault("secret").seal(text)


def test_the_same_text_is_sealed_differently_each_time() -> None:
    vault = Vault("secret")
    assert vault.seal("123456789") != vault.seal("123456789")


def test_a_sealed_text_does_not_tell_when_it_was_sealed() -> None:
    token = base64.urlsafe_b64decode(Vault("secret").seal("123456789"))
    assert int.from_bytes(token[1:9]) == 0, "https://github.com/fernet/spec: a version, and then the second"


@pytest.mark.parametrize("secret", ["Secret", "secret ", "", "another"])
def test_another_secret_cannot_read_it(secret: str) -> None:
    sealed = Vault("secret").seal("123456789")
    with pytest.raises(StoreError, match="another OPMERKZAAM_SECRET"):
        Vault(secret).unseal(sealed)


def test_what_was_changed_cannot_be_read() -> None:
    sealed = bytearray(Vault("secret").seal("123456789"))
    sealed[20] = ord("A") if sealed[20] != ord("A") else ord("B")
    with pytest.raises(StoreError):
        Vault("secret").unseal(bytes(sealed))


@pytest.mark.parametrize("rubbish", [b"", b"rubbish", b"\xff\x00", b"gAAAAA"])
def test_rubbish_cannot_be_read(rubbish: bytes) -> None:
    with pytest.raises(StoreError):
        Vault("secret").unseal(rubbish)


def test_a_pseudonym_is_always_the_same() -> None:
    assert Vault("secret").pseudonym("address", "42") == Vault("secret").pseudonym("address", "42")


PSEUDONYMS = [
    ("secret", "address", "42"),
    ("secret", "reporter", "42"),
    ("secret", "address", "43"),
    ("secret", "address", "4"),
    ("other", "address", "42"),
    ("secret", "addres", "s42"),
    ("secret", "", "address42"),
]


def test_pseudonyms_differ_by_secret_purpose_and_value() -> None:
    made = {Vault(secret).pseudonym(purpose, value) for secret, purpose, value in PSEUDONYMS}
    assert len(made) == len(PSEUDONYMS)


def test_a_pseudonym_fits_its_column_and_does_not_show_its_value() -> None:
    pseudonym = Vault("secret").pseudonym("address", "123456789")
    assert len(pseudonym) == 32
    assert "123456789" not in pseudonym
