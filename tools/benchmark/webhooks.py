"""How soon and how many events reach a partner's receiver: one partner, one receiver on this machine, plain HTTP."""

import json
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.request
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from measure import run
from service import Service

SECTION = """    webhooks: {{receivers: [{{host: "*", location: {location}}}], public_url: "http://api.example", certificate: {certificate},
      key: {key}, allow_private: true}}
"""


class Receiver:
    """Accepts every event and remembers how long after its change it came."""

    def __init__(self):
        self.lags = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.lags.append(time.time() - _instant(json.loads(body)["ResourceChangeUtcDate"]))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *words):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def wait_for(self, count, seconds):
        end = time.monotonic() + seconds
        while len(self.lags) < count and time.monotonic() < end:
            time.sleep(0.01)

    def close(self):
        self._server.shutdown()
        self._server.server_close()


def _instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def section(folder, location):
    """The webhooks of a cloud's settings, with a certificate of their own in `folder`."""
    key, certificate = Path(folder) / "signing.key", Path(folder) / "signing.crt"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=api.example", "-days", "2",
                    "-keyout", key, "-out", certificate], check=True, capture_output=True, umask=0o077)
    return SECTION.format(location=location, key=key, certificate=certificate)


def _register(service, token, url):
    body = json.dumps({"WebhookUrl": url, "WebhookEvents": ["customer-created"]}).encode()
    asked = urllib.request.Request(f"http://127.0.0.1:{service.port}/webhooks/v1/registration", data=body, method="POST",
                                   headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
    urllib.request.urlopen(asked).close()


def measure_webhooks(store, chosen):
    """Creates customers as fast as they come, without and with a receiver, then waits until the receiver has been told of all."""
    with tempfile.TemporaryDirectory(prefix="concordat-bench-keys-") as keys:
        service = Service(store, 1, 1000, 1000, chosen.location, chosen.pool, cloud_settings=section(keys, chosen.location))
        receiver = Receiver()
        try:
            target = service.target(store)
            with tempfile.TemporaryDirectory() as folder:
                environment = target.write_inputs(folder)
                run(target, "create", 1, environment)
                alone = run(target, "create", chosen.seconds, environment)
                _register(service, service.token(), receiver.url)
                before, began = len(list(target.every_id())), time.monotonic()
                told = run(target, "create", chosen.seconds, environment)
                while_creating = len(receiver.lags) / (time.monotonic() - began)
                created = len(list(target.every_id())) - before
                receiver.wait_for(created, 120)
                seconds = time.monotonic() - began
            lags = sorted(receiver.lags) or [float("nan")]
            print(f"{store}: {created:,} customers created in {chosen.seconds} s (x {told.requests_per_second / alone.requests_per_second:.2f} of the "
                  f"throughput without a receiver); {len(receiver.lags):,} events delivered in {seconds:.1f} s, {while_creating:,.0f}/s meanwhile, "
                  f"{len(receiver.lags) / seconds:,.0f}/s in all; an event came p50 {statistics.median(lags) * 1000:,.0f} ms, "
                  f"p99 {lags[int(len(lags) * 0.99)] * 1000:,.0f} ms after its change", flush=True)
        finally:
            service.close()
            receiver.close()
