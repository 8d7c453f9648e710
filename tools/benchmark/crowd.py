"""Connections that only keep a server waiting: idle ones, and ones that have sent half a request."""

import resource
import socket
import urllib.parse


class Crowd:
    """Open while in its `with` block. A half-sent request is refused after ten seconds, so runs are to be shorter."""

    IDLE = 8_000
    HALF_SENT = 400
    SPARE_DESCRIPTORS = 200
    LONGEST_RUN = 6  # seconds
    HALVES = (b"GET /v1/customers HTTP/1.1\r\nHost: localhost\r\nX-Half: ",
              b"POST /v1/customers HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{")

    def __init__(self, target):
        address = urllib.parse.urlparse(target.url)
        self._address = (address.hostname, address.port)
        self._idle, self._half_sent = [], []

    def __enter__(self):
        needed = self.IDLE + self.HALF_SENT + self.SPARE_DESCRIPTORS
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if hard != resource.RLIM_INFINITY and hard < needed:
            raise SystemExit(f"the hard limit of open files is {hard}; a crowd needs {needed}")
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))
        self._idle = [socket.create_connection(self._address, timeout=10) for _ in range(self.IDLE)]
        for number in range(self.HALF_SENT):
            connection = socket.create_connection(self._address, timeout=10)
            connection.sendall(self.HALVES[number % len(self.HALVES)])
            self._half_sent.append(connection)
        return self

    def check(self):
        """Ends the benchmark if the server has closed some of them: then there was no crowd."""
        closed = 0
        for connection in self._idle + self._half_sent:
            connection.setblocking(False)
            try:
                closed += 1 if connection.recv(1) is not None else 0
            except BlockingIOError:
                pass
        if closed:
            raise SystemExit(f"{closed} connections of the crowd were answered or closed during the run")

    def __exit__(self, *_):
        for connection in self._idle + self._half_sent:
            connection.close()
