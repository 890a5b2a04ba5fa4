"""Reads and writes client-side encrypted blobs with Microsoft's Python SDK, as told by JSON on standard input.

In:  {"connection": str, "container": str, "read": [{"name", "kek", "keyId"}],
      "write": [{"name", "kek", "keyId", "sizeBytes"}]}
Out: {"read": [{"name", "sizeBytes", "sha256"}], "write": the same}, keys and digests in hex.
"""

import hashlib
import json
import os
import sys

from azure.storage.blob import BlobServiceClient
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap


class A256KW:
    """A key-encryption key as the SDK wants it, with AES key wrap (RFC 3394)."""

    def __init__(self, key_id, kek):
        self.key_id = key_id
        self.kek = kek

    def get_kid(self):
        return self.key_id

    def get_key_wrap_algorithm(self):
        return "A256KW"

    def wrap_key(self, key):
        return aes_key_wrap(self.kek, key)

    def unwrap_key(self, key, algorithm):
        assert algorithm == "A256KW"
        return aes_key_unwrap(self.kek, key)


def described(name, content):
    return {"name": name, "sizeBytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def main():
    asked = json.load(sys.stdin)
    service = BlobServiceClient.from_connection_string(asked["connection"])

    def client(item):
        blob = service.get_blob_client(asked["container"], item["name"])
        blob.require_encryption = True
        blob.encryption_version = "2.0"
        blob.key_encryption_key = A256KW(item["keyId"], bytes.fromhex(item["kek"]))
        return blob

    def read(item):
        return described(item["name"], client(item).download_blob().readall())

    def write(item):
        content = os.urandom(item["sizeBytes"])
        client(item).upload_blob(content)
        return described(item["name"], content)

    json.dump(
        {"read": [read(item) for item in asked["read"]], "write": [write(item) for item in asked["write"]]},
        sys.stdout,
    )


main()
