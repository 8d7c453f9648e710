"""One run of wrk against a target, with the processor time that the server's processes spent on it."""

import json
import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
TICKS = os.sysconf("SC_CLK_TCK")
CONNECTIONS = 32
THREADS = 2


@dataclass
class Result:
    requests_per_second: float
    p50_ms: float
    p99_ms: float
    server_cpu: float  # seconds per 1,000 requests
    database_cpu: float
    failed: int

    @property
    def cpu(self):
        return self.server_cpu + self.database_cpu


def _children():
    families = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        families.setdefault(int(fields[1]), []).append((int(entry), int(fields[11]) + int(fields[12])))
    return families


def cpu_seconds(pids):
    """User and system time of the processes and all that descend from them."""
    families, total, seen = _children(), 0, set()
    own = {pid: ticks for family in families.values() for pid, ticks in family}
    waiting = list(pids)
    while waiting:
        pid = waiting.pop()
        if pid in seen:
            continue
        seen.add(pid)
        total += own.get(pid, 0)
        waiting += [child for child, _ in families.get(pid, [])]
    return total / TICKS


def run(target, workload, seconds, environment):
    """Runs `workload` for `seconds`; `environment` comes from Target.write_inputs."""
    if workload in ("update", "rename", "mix"):
        target.write_etags(environment["BENCH_ETAGS"])
    settings = dict(os.environ, **environment, BENCH_WORKLOAD=workload, BENCH_THREADS=str(THREADS),
                    BENCH_RUN=str(time.time_ns() // 1_000_000 % 10**10))
    command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(HERE / "load.lua"), target.url]
    server, database = cpu_seconds(target.pids), cpu_seconds(target.database_pids)
    finished = subprocess.run(command, env=settings, capture_output=True, text=True, timeout=seconds + 60, check=False)
    server, database = cpu_seconds(target.pids) - server, cpu_seconds(target.database_pids) - database
    line = next((line for line in finished.stderr.splitlines() if line.startswith("RESULT ")), None)
    if line is None:
        raise SystemExit(f"wrk failed on {workload}:\n{finished.stdout}{finished.stderr}")
    figures = json.loads(line.removeprefix("RESULT "))
    thousands = max(figures["requests"], 1) / 1000
    return Result(figures["requests"] / (figures["microseconds"] / 1e6), figures["p50"] / 1000, figures["p99"] / 1000,
                  server / thousands, database / thousands, figures["failed"])
