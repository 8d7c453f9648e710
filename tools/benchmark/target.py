"""A server under load: where it is, who may ask, and the inputs that are read from it through the API itself."""

import http.client
import json
import random
import urllib.parse
from pathlib import Path

CUSTOMERS = "/v1/customers"
PAGES = 40
SEARCHES = 200
PREFIX_LENGTH = 6
ETAGS = 1000


class Target:
    """`tokens` and `ids` are lists; `pids` are the server's processes, `database_pids` those of its database."""

    def __init__(self, name, url, tokens, ids, pids, database_pids=(), domain_suffix="onmicrosoft.com"):
        self.name, self.url, self.tokens, self.ids = name, url, tokens, ids
        self.pids, self.database_pids, self.domain_suffix = list(pids), list(database_pids), domain_suffix
        address = urllib.parse.urlparse(url)
        self.hits = 0.0  # customers that a search finds, on average
        self._connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)

    def get(self, path, continuation=None):
        headers = {"Authorization": f"Bearer {self.tokens[0]}"}
        if continuation:
            headers["MS-ContinuationToken"] = continuation
        try:
            self._connection.request("GET", path, headers=headers)
            reply = self._connection.getresponse()
        except (http.client.HTTPException, OSError):  # a kept connection that the server has closed meanwhile
            self._connection.close()
            self._connection.request("GET", path, headers=headers)
            reply = self._connection.getresponse()
        body = reply.read()
        if reply.status != 200:
            raise SystemExit(f"{self.name}: GET {path} answered {reply.status}: {body[:300]!r}")
        return reply, json.loads(body)

    def write_inputs(self, folder, finds=False):
        """Writes the files that load.lua reads; returns their environment variables. `finds`: also searches for any part."""
        folder = Path(folder)
        pages, names = self._pages()
        files = {
            "BENCH_TOKENS": self.tokens,
            "BENCH_IDS": self.ids,
            "BENCH_PAGES": pages,
            "BENCH_SEARCHES": list(self._searches(names)),
        }
        if finds:
            files["BENCH_FINDS"] = list(self._finds(names))
        environment = {}
        for name, lines in files.items():
            path = folder / name.lower()
            path.write_text("".join(f"{line}\n" for line in lines))
            environment[name] = str(path)
        environment["BENCH_DOMAIN_SUFFIX"] = self.domain_suffix
        environment["BENCH_ETAGS"] = str(folder / "bench_etags")
        return environment

    def write_etags(self, path):
        """Customers drawn anew, each with its etag and name, since a run of updates spends the etags."""
        with open(path, "w", encoding="utf-8") as lines:
            for one in random.sample(self.ids, min(ETAGS, len(self.ids))):
                reply, customer = self.get(f"{CUSTOMERS}/{one}")
                lines.write(f"{one}\t{reply.headers['ETag']}\t{customer['companyProfile']['companyName']}\n")

    def every_id(self):
        """The ids of all customers of the token's partner, read page by page."""
        path, continuation = f"{CUSTOMERS}?size=500", None
        while path:
            page = self.get(path, continuation)[1]
            yield from (item["id"] for item in page["items"])
            path, continuation = self._following(page)

    @staticmethod
    def _following(page):
        following = (page.get("links") or {}).get("next")
        if not following:
            return None, None
        uri = following["uri"]
        headers = {header["key"]: header["value"] for header in following.get("headers", [])}
        return uri if uri.startswith("/v1/") else "/v1" + uri, headers.get("MS-ContinuationToken")

    def _pages(self):
        lines, names, path, continuation = [], [], f"{CUSTOMERS}?size=100", None
        for _ in range(PAGES):
            lines.append(f"{path}\t{continuation or ''}")
            _, page = self.get(path, continuation)
            names += [item["companyProfile"]["companyName"] for item in page["items"]]
            path, continuation = self._following(page)
            if not path:
                break
        return lines, names

    def _searches(self, names):
        random.shuffle(names)
        prefixes = {name[:PREFIX_LENGTH] for name in names}
        for one in random.sample(self.ids, min(60, len(self.ids))):
            prefixes.add(self.get(f"{CUSTOMERS}/{one}")[1]["companyProfile"]["companyName"][:PREFIX_LENGTH])
        chosen = random.sample(sorted(prefixes), min(SEARCHES, len(prefixes)))
        found = 0
        for prefix in chosen:
            condition = json.dumps({"Field": "CompanyName", "Value": prefix, "Operator": "starts_with"})
            path = f"{CUSTOMERS}?size=100&filter={urllib.parse.quote(condition, safe='')}"
            found += len(self.get(path)[1]["items"])
            yield path
        self.hits = found / max(len(chosen), 1)

    @staticmethod
    def _finds(names):
        """The letters in the middle of some names."""
        for name in random.sample(names, min(SEARCHES, len(names))):
            middle = name[len(name) // 2:][:PREFIX_LENGTH].ljust(3, "a")
            condition = json.dumps({"Field": "CompanyName", "Value": middle, "Operator": "substring"})
            yield f"{CUSTOMERS}?size=100&filter={urllib.parse.quote(condition, safe='')}"
