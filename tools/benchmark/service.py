"""A Concordat of its own for a benchmark: settings, seed, server, tokens, all in one temporary folder."""

import json
import os
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from target import Target

ROOT = Path(__file__).resolve().parents[2]
BINARY = ROOT / "build/release/bin/concordat"
CLUSTER = ROOT / "tests/support/postgresql_cluster.sh"
TOKENS = 4
PARTNER = "seed-0000001"

SETTINGS = """environment: development
data_dir: {folder}
seed_file: {root}/config/seed.yaml
administration: {{listen: 127.0.0.1:0}}
clouds:
  - id: global
    plugin: {{file: global/global.so}}
    listen: 127.0.0.1:{port}
{access_log}{cloud_settings}    identity: {{built_in: {{audiences: [https://api.partnercenter.microsoft.com]}}}}
    store:
{store}"""

ACCESS_LOG = '    access_log: {{file: "${{data_dir}}/access.log", location: {location}}}\n'
SQLITE = "      {{backend: sqlite3, location: {location}, synchronous: full}}\n"
POSTGRESQL = """      backend: postgresql
      location: {location}
      host: {host}
      port: {port}
      database: {database}
      user: {user}
      password_file: {password_file}
      sslmode: disable
      pool: {pool}
"""


# What an operator gives a server of this size; the defaults are for a machine with little memory.
CLUSTER_OPTIONS = "-c shared_buffers=1GB -c max_wal_size=8GB -c jit=off"


class Cluster:
    """A PostgreSQL cluster of its own, started for the benchmark and stopped after it."""

    def __init__(self, folder):
        self._file = Path(folder) / "cluster"
        environment = dict(os.environ, CONCORDAT_CLUSTER_OPTIONS=CLUSTER_OPTIONS)
        subprocess.run([CLUSTER, "start", self._file], env=environment, check=True)
        lines = self._file.read_text().splitlines()
        self.values = dict(line.split("=", 1) for line in lines)
        postmaster = Path(self.values["folder"]) / "data/postmaster.pid"
        self.pid = int(postmaster.read_text().splitlines()[0])

    def execute(self, statement, database="postgres"):
        environment = dict(os.environ, PGPASSWORD=self.values["password"])
        command = [f"{self.values['binaries']}/psql", "-qX", "-v", "ON_ERROR_STOP=1", "-h", self.values["host"],
                   "-p", self.values["port"], "-U", self.values["user"], "-d", database, "-c", statement]
        subprocess.run(command, env=environment, check=True)

    def stop(self):
        subprocess.run([CLUSTER, "stop", self._file], check=True)


def _free_port():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Service:
    """Concordat on `store` ("sqlite3" or "postgresql"), seeded with `partners` and `customers`, the first having `largest`.
    `cloud_settings`: further lines of the cloud's settings."""

    def __init__(self, store, partners, customers, largest, location, pool, access_log=True, cloud_settings=""):
        self._folder = tempfile.TemporaryDirectory(prefix="concordat-bench-")
        self.folder = Path(self._folder.name)
        self._cluster = Cluster(self.folder) if store == "postgresql" else None
        self._server = None
        try:
            self._write_settings(store, location, pool, access_log, cloud_settings)
            self._seed(partners, customers, largest)
            self._start()
        except BaseException:
            self.close()
            raise

    def _write_settings(self, store, location, pool, access_log, cloud_settings):
        self.port = _free_port()
        if store == "sqlite3":
            section = SQLITE.format(location=location)
        else:
            values = self._cluster.values
            secret = self.folder / "password"
            secret.touch(mode=0o600)
            secret.write_text(values["password"])
            self._cluster.execute("CREATE DATABASE bench")
            section = POSTGRESQL.format(location=location, host=values["host"], port=values["port"], database="bench",
                                        user=values["user"], password_file=secret, pool=pool)
        self._settings = self.folder / "settings.yaml"
        log = ACCESS_LOG.format(location=location) if access_log else ""
        self._settings.write_text(SETTINGS.format(folder=self.folder / "data", root=ROOT, port=self.port, access_log=log,
                                                  location=location, store=section, cloud_settings=cloud_settings))

    def _call(self, *words):
        command = [BINARY, *words[:1], "--config", self._settings, "--cloud", "global", *words[1:]]
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
        if finished.returncode != 0:
            raise SystemExit(f"concordat {words[0]} failed:\n{finished.stderr}")
        return finished.stdout.strip()

    def _seed(self, partners, customers, largest):
        began = time.monotonic()
        self._call("migrate")
        self._call("seed", "--partners", str(partners), "--customers", str(customers), "--largest", str(largest))
        self.seed_seconds = time.monotonic() - began

    def _start(self):
        log = open(self.folder / "log", "wb")  # closed with the process
        self._server = subprocess.Popen([BINARY, "serve", "--config", self._settings], stdout=log, stderr=log)
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=2) as reply:
                    if json.load(reply)["status"] == "ready":
                        return
            except OSError:
                time.sleep(0.1)
            if self._server.poll() is not None:
                break
        raise SystemExit(f"the server did not start:\n{(self.folder / 'log').read_text()[-3000:]}")

    def row_security(self, switch):
        """`switch` is "ENABLE" or "DISABLE"; nothing on SQLite."""
        if self._cluster:
            tables = f"SELECT format('ALTER TABLE %I {switch} ROW LEVEL SECURITY', oid::regclass) FROM pg_class WHERE relforcerowsecurity"
            self._cluster.execute(f"DO $$ DECLARE one TEXT; BEGIN FOR one IN {tables} LOOP EXECUTE one; END LOOP; END $$", "bench")

    def token(self):
        return self._call("token", "--partner", PARTNER, "--role", "AdminAgent")

    def memory(self, peak=False):
        """Resident megabytes of the server, now or the most that there were."""
        lines = Path(f"/proc/{self._server.pid}/status").read_text().splitlines()
        name = "VmHWM:" if peak else "VmRSS:"
        return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024

    def target(self, name):
        tokens = [self.token() for _ in range(TOKENS)]
        databases = [self._cluster.pid] if self._cluster else []
        target = Target(name, f"http://127.0.0.1:{self.port}", tokens, [], [self._server.pid], databases)
        target.ids = list(target.every_id())
        return target

    def close(self):
        if self._server and self._server.poll() is None:
            self._server.send_signal(signal.SIGTERM)
            self._server.wait(timeout=30)
        if self._cluster:
            self._cluster.stop()
        self._folder.cleanup()
