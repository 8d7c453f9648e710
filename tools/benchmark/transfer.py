"""How long the partners' command takes to import customers from a file, and to find again that they are there."""

import os
import subprocess
import tempfile
import time
from pathlib import Path

from service import BINARY, Service

HEAD = ("Company name,Primary domain name,First name,Last name,Email,Culture,Language,Country,State,City,Postal code,Address line 1,"
        "Phone number\n")
ROW = ("Import {number},bench-import-{number}.onmicrosoft.com,Nina,Newton,nina@alpine.example,en-US,en,US,WA,Redmond,98052,"
       "1 Main Street,4255550111\n")


def _timed(folder, token, file):
    began = time.monotonic()
    environment = dict(os.environ, CONCORDAT_PROFILE=str(folder / "profile.yaml"), CONCORDAT_TOKEN=token)
    finished = subprocess.run([BINARY, "customers", "import", file], env=environment, capture_output=True, text=True, check=False)
    if finished.returncode != 0:
        raise SystemExit(f"the import failed:\n{finished.stdout[-2000:]}{finished.stderr[-2000:]}")
    return time.monotonic() - began


def measure_import(store, chosen):
    """Times one import, then the same again, which finds every row done."""
    service = Service(store, 1, 1000, 1000, chosen.location, chosen.pool)
    try:
        with tempfile.TemporaryDirectory() as name:
            folder, token = Path(name), service.token()
            (folder / "profile.yaml").write_text(f"endpoint: http://127.0.0.1:{service.port}\n")
            file = folder / "customers.csv"
            file.write_text(HEAD + "".join(ROW.format(number=number) for number in range(chosen.rows)))
            first, again = _timed(folder, token, file), _timed(folder, token, file)
        print(f"{store}: {chosen.rows:,} customers imported in {first:.1f} s, {chosen.rows / first:,.0f}/s; "
              f"the same file again {again:.2f} s", flush=True)
    finally:
        service.close()
