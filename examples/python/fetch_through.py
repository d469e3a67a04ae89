"""Asks for a page through the fetch proxy: `sallyport run` looks at the address, and at what comes back."""

import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

PROXY = os.environ.get("SALLYPORT", "http://127.0.0.1:8888")


def fetch_through_sallyport(url: str) -> str:
    query = urllib.parse.urlencode({"url": url})
    request = urllib.request.Request(f"{PROXY}/fetch?{query}")
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)["content"]
    except urllib.error.HTTPError as refusal:
        answer = json.load(refusal)
        if answer["blocked"]:
            raise RuntimeError(f"Sallyport blocked it: {answer['block_reason']}") from None
        raise


if __name__ == "__main__":
    print(fetch_through_sallyport(sys.argv[1]))
