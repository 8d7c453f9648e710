"""Prints what Concordat does under load: requests per second, latency, processor time. See tools/bench for the calls."""

import argparse
import statistics
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from crowd import Crowd
from measure import run
from service import Service
from target import Target
from transfer import measure_import
from webhooks import measure_webhooks

WORKLOADS = ("get", "list", "search", "create", "update", "rename", "mix")
SMALL, LARGE, LARGEST = 2_000, 200_000, 20_000


def arguments():
    parser = argparse.ArgumentParser(prog="tools/bench", description=__doc__)
    parser.add_argument("--store", choices=("sqlite3", "postgresql"), action="append", help="default: both, one after the other")
    parser.add_argument("--workloads", default=",".join(WORKLOADS), help="comma-separated, of " + ", ".join(WORKLOADS) + ", find (any part)")
    parser.add_argument("--seconds", type=int, default=10, help="of each run")
    parser.add_argument("--runs", type=int, default=3, help="of each workload; the median is printed")
    parser.add_argument("--partners", type=int, default=1000)
    parser.add_argument("--customers", type=int, default=LARGE)
    parser.add_argument("--largest", type=int, help=f"customers of the partner that is measured, {LARGEST:,}; with --growth a tenth of all")
    parser.add_argument("--location", default="eu", help="label of where the store is, for the cloud's rules")
    parser.add_argument("--pool", type=int, default=8, help="connections to PostgreSQL")
    parser.add_argument("--growth", action="store_true", help="only compare --workloads (default: get) at --small and at --large customers")
    parser.add_argument("--small", type=int, default=SMALL, help=f"with --growth, {SMALL:,}")
    parser.add_argument("--large", type=int, default=LARGE, help=f"with --growth, {LARGE:,}")
    parser.add_argument("--export", action="store_true", help="only time the export of a partner's customers, all of --customers")
    parser.add_argument("--import", dest="imports", action="store_true", help="only time the import of --rows customers by the partners' command")
    parser.add_argument("--rows", type=int, default=5000, help="with --import, 5,000")
    parser.add_argument("--webhooks", action="store_true", help="only say how soon events of creates reach a receiver, and how many")
    parser.add_argument("--features", action="store_true", help="only say what each feature costs that can be left out")
    parser.add_argument("--crowd", action="store_true", help="only compare get alone and among idle and half-sent connections")
    parser.add_argument("--against", metavar="URL", help="another server, run in turn with this one")
    parser.add_argument("--against-tokens", metavar="FILE", help="a token a line")
    parser.add_argument("--against-ids", metavar="FILE", help="a customer id of the tokens' partner a line")
    parser.add_argument("--against-pid", type=int, action="append", default=[], help="of its server processes")
    parser.add_argument("--against-database-pid", type=int, action="append", default=[], help="of its database")
    parser.add_argument("--pairs", type=int, default=7, help="pairs of runs with --against; ratios are medians")
    chosen = parser.parse_args()
    if chosen.against and not (chosen.against_tokens and chosen.against_ids):
        parser.error("--against needs --against-tokens and --against-ids")
    if chosen.crowd and chosen.seconds > Crowd.LONGEST_RUN:
        parser.error(f"--crowd needs --seconds {Crowd.LONGEST_RUN} at most: a half-sent request is given up after ten")
    if chosen.growth and "--workloads" not in sys.argv:
        chosen.workloads = "get"
    return chosen


def row(name, workload, results):
    middle = lambda figure: statistics.median(figure(result) for result in results)
    failed = sum(result.failed for result in results)
    print(f"{name:12} {workload:7} {middle(lambda r: r.requests_per_second):>9,.0f}/s  p50 {middle(lambda r: r.p50_ms):7.2f} ms"
          f"  p99 {middle(lambda r: r.p99_ms):7.2f} ms  CPU s/1,000 server {middle(lambda r: r.server_cpu):.4f}"
          f" database {middle(lambda r: r.database_cpu):.4f}  failed {failed}", flush=True)


def measure_alone(target, chosen):
    with tempfile.TemporaryDirectory() as folder:
        environment = target.write_inputs(folder, "find" in chosen.workloads)
        print(f"{target.name}: a search finds {target.hits:.0f} customers on average", flush=True)
        for workload in chosen.workloads.split(","):
            run(target, workload, 2, environment)  # warms caches; not counted
            row(target.name, workload, [run(target, workload, chosen.seconds, environment) for _ in range(chosen.runs)])


def measure_pairs(target, other, chosen):
    with tempfile.TemporaryDirectory() as own, tempfile.TemporaryDirectory() as others:
        sides = [(target, target.write_inputs(own)), (other, other.write_inputs(others))]
        print(f"a search finds {target.hits:.0f} and {other.hits:.0f} customers on average", flush=True)
        for workload in chosen.workloads.split(","):
            for side, environment in sides:
                run(side, workload, 2, environment)
            pairs = [[run(side, workload, chosen.seconds, environment) for side, environment in sides]
                     for _ in range(chosen.pairs)]
            for position, (side, _) in enumerate(sides):
                row(side.name, workload, [pair[position] for pair in pairs])
            faster = statistics.median(a.requests_per_second / b.requests_per_second for a, b in pairs)
            cheaper = statistics.median(a.cpu / b.cpu for a, b in pairs if b.cpu)
            print(f"{'':12} {workload:7} throughput x {faster:.2f}, CPU per request x {cheaper:.2f}\n", flush=True)


def measure_growth(store, chosen):
    """Alternates between a small and a large store, so that the machine's moods meet both."""
    sizes = (chosen.small, chosen.large)
    services = [Service(store, max(count // 200, 1), count, chosen.largest or count // 10, chosen.location, chosen.pool)
                for count in sizes]
    try:
        targets = [service.target(f"{count:,}") for service, count in zip(services, sizes)]
        with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
            inputs = [target.write_inputs(folder, "find" in chosen.workloads) for target, folder in zip(targets, (first, second))]
            for workload in chosen.workloads.split(","):
                pairs = [[run(target, workload, chosen.seconds, environment) for target, environment in zip(targets, inputs)]
                         for _ in range(chosen.pairs)]
                for position, target in enumerate(targets):
                    row(target.name, workload, [pair[position] for pair in pairs])
                print(f"{store}: p99 of {workload} at {chosen.large:,} customers is x "
                      f"{statistics.median(b.p99_ms / a.p99_ms for a, b in pairs):.2f} of that at {chosen.small:,}", flush=True)
    finally:
        for service in services:
            service.close()


def measure_export(store, chosen):
    """Times one export of all customers, and looks at the memory of the server before and after."""
    service = Service(store, 1, chosen.customers, chosen.customers, chosen.location, chosen.pool)
    try:
        token = service.token()
        before = service.memory()
        asked = urllib.request.Request(f"http://127.0.0.1:{service.port}/v1/customers",
                                       headers={"Authorization": f"Bearer {token}", "Accept": "text/csv"})
        began, size, lines = time.monotonic(), 0, 0
        with urllib.request.urlopen(asked) as reply:
            while piece := reply.read(1 << 20):
                size, lines = size + len(piece), lines + piece.count(b"\n")
        seconds = time.monotonic() - began
        print(f"{store}: {lines - 1:,} customers exported in {seconds:.1f} s, {size / 1e6:.0f} MB; "
              f"memory of the server {before:.0f} MB before, at most {service.memory(peak=True):.0f} MB", flush=True)
    finally:
        service.close()


def measure_features(store, chosen):
    """Alternates between the whole service and one without a feature, so that the machine's moods meet both."""
    whole, silent = (Service(store, chosen.partners, chosen.customers, chosen.largest or LARGEST, chosen.location, chosen.pool, access_log)
                     for access_log in (True, False))
    nothing = lambda switch: None
    variants = [("idempotency", whole, {"BENCH_WITHOUT_REQUEST_IDS": "1"}, nothing), ("access log", silent, {}, nothing)]
    if store == "postgresql":
        variants.append(("row security", whole, {}, whole.row_security))
    try:
        targets = {service: service.target(store) for service in (whole, silent)}
        with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
            inputs = {service: target.write_inputs(folder) for (service, target), folder in zip(targets.items(), (first, second))}
            for name, service, environment, switch in variants:
                for workload in chosen.workloads.split(","):
                    pairs = []
                    for _ in range(chosen.pairs):
                        full = run(targets[whole], workload, chosen.seconds, inputs[whole])
                        switch("DISABLE")
                        pairs.append((full, run(targets[service], workload, chosen.seconds, {**inputs[service], **environment})))
                        switch("ENABLE")
                    slower = statistics.median(1 - full.requests_per_second / without.requests_per_second for full, without in pairs)
                    dearer = statistics.median(full.cpu / without.cpu - 1 for full, without in pairs)
                    print(f"{store:12} {workload:7} {name:12} takes {slower:4.0%} of the throughput, adds {dearer:4.0%} to the CPU per request", flush=True)
    finally:
        whole.close()
        silent.close()


def measure_crowd(target, chosen):
    """Alternates between a server with one client and the same server with a crowd of others that keep it waiting."""
    with tempfile.TemporaryDirectory() as folder:
        environment = target.write_inputs(folder)
        run(target, "get", 2, environment)
        alone, among = [], []
        for _ in range(chosen.pairs):
            alone.append(run(target, "get", chosen.seconds, environment))
            with Crowd(target) as crowd:
                among.append(run(target, "get", chosen.seconds, environment))
                crowd.check()
    row(target.name, "alone", alone)
    row(target.name, "crowd", among)
    faster = statistics.median(b.requests_per_second / a.requests_per_second for a, b in zip(alone, among))
    print(f"{target.name}: among {Crowd.IDLE:,} idle and {Crowd.HALF_SENT} half-sent connections get has x {faster:.2f} "
          f"of the throughput", flush=True)


def main():
    chosen = arguments()
    for store in chosen.store or ("sqlite3", "postgresql"):
        if chosen.features:
            measure_features(store, chosen)
            continue
        if chosen.export:
            measure_export(store, chosen)
            continue
        if chosen.imports:
            measure_import(store, chosen)
            continue
        if chosen.webhooks:
            measure_webhooks(store, chosen)
            continue
        if chosen.growth:
            measure_growth(store, chosen)
            continue
        service = Service(store, chosen.partners, chosen.customers, chosen.largest or LARGEST, chosen.location, chosen.pool)
        try:
            print(f"{store}: {chosen.customers:,} customers seeded in {service.seed_seconds:.0f} s", flush=True)
            target = service.target(store)
            if chosen.crowd:
                measure_crowd(target, chosen)
                continue
            if not chosen.against:
                measure_alone(target, chosen)
                continue
            lines = lambda file: Path(file).read_text().split()
            other = Target("other", chosen.against, lines(chosen.against_tokens), lines(chosen.against_ids),
                           chosen.against_pid, chosen.against_database_pid)
            measure_pairs(target, other, chosen)
        finally:
            service.close()


if __name__ == "__main__":
    main()
