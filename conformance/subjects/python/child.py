"""One child process: its pipes, its pidfd, its stderr, its end.

A ``Child`` owns the process from the moment it exists until ``collect`` has reaped it and closed every descriptor.
Nothing here decides anything: waiting, reading, writing and killing happen because the supervisor asked.

All waits are polls with a relative timeout against the monotonic clock, so stepping the wall clock moves nothing
(TIMEOUT-05). The pidfd tells of the child's death, never the pipes: a grandchild may hold those open (FIX-06).
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import threading
from time import monotonic

from errors import Exit, WorkerError
from wire import EndOfStream, FrameReader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STDERR_TAIL_BYTES_MAX = 65_536
STDERR_CHUNK_BYTES = 65_536
# What a dead child left in its stderr pipe; more can only come from a grandchild that never stops writing.
STDERR_REST_BYTES_MAX = 1 << 20
POLL_S_MAX = 3600.0

# The environment that every child gets on top of the parent's, before the configured entries (SPAWN-01).
CHILD_ENVIRONMENT = (("LEAN_ABORT_ON_PANIC", "1"), ("LEAN_BACKTRACE", "0"), ("RUST_BACKTRACE", "0"))


class DeadlinePassed(Exception):
    """The child did not read, or did not say, a whole frame in time (FIX-08)."""


class Interrupted(Exception):
    """The supervisor is being closed while the child was waited for."""


def wait_ready(until: float, readable: Iterable[int], writable: Iterable[int] = ()) -> frozenset[int]:
    """The descriptors that are ready, or none of them once ``until`` has passed (or an hour, for the far future)."""
    poll = select.poll()
    for fd in readable:
        poll.register(fd, select.POLLIN)
    for fd in writable:
        poll.register(fd, select.POLLOUT)
    timeout_ms = min(max(until - monotonic(), 0.0), POLL_S_MAX) * 1000
    return frozenset(fd for fd, _ in poll.poll(timeout_ms))


class StderrDrain:
    """Reads a child's stderr all the time and keeps the end of it (FIX-05).

    A thread of its own, because a child may write while no call is in flight. It touches nothing else, so there is
    nothing of a later request that it could swallow.
    """

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._tail = bytearray()
        self._cut = False
        self._stop = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)
        self._thread = threading.Thread(target=self._run, name="stderr", daemon=True)
        os.set_blocking(fd, False)
        try:
            self._thread.start()
        except RuntimeError:
            os.close(self._stop)
            raise

    def finish(self) -> str:
        """Take what is there without waiting for an end of file, and end. The child is dead by now."""
        os.eventfd_write(self._stop, 1)
        self._thread.join()
        os.close(self._stop)
        return self._text()

    def _run(self) -> None:
        poll = select.poll()
        poll.register(self._fd, select.POLLIN)
        poll.register(self._stop, select.POLLIN)
        while not any(fd == self._stop for fd, _ in poll.poll()):
            if self._read() == 0:
                return
        rest = STDERR_REST_BYTES_MAX
        while rest > 0 and (count := self._read()) > 0:
            rest -= count

    def _read(self) -> int:
        """Keep one chunk. 0 at end of file or where nothing is there."""
        try:
            chunk = os.read(self._fd, STDERR_CHUNK_BYTES)
        except BlockingIOError:
            return 0
        self._tail += chunk
        excess = len(self._tail) - STDERR_TAIL_BYTES_MAX
        if excess > 0:
            del self._tail[:excess]
            self._cut = True
        return len(chunk)

    def _text(self) -> str:
        tail = self._tail
        if self._cut:
            start = 0
            while start < min(3, len(tail)) and tail[start] & 0xC0 == 0x80:
                start += 1
            tail = tail[start:]
        return tail.decode(errors="replace")  # FIX-07


class Child:
    """A running child. Its methods are called by one thread at a time."""

    def __init__(self, process: subprocess.Popen[bytes], max_frame_bytes: int, wake_fd: int) -> None:
        assert process.stdin and process.stdout and process.stderr
        self._process = process
        self._wake_fd = wake_fd
        self._stdin = process.stdin.fileno()
        self._stdout = process.stdout.fileno()
        self._reader = FrameReader(self._stdout, max_frame_bytes)
        os.set_blocking(self._stdin, False)
        os.set_blocking(self._stdout, False)
        self._pidfd = os.pidfd_open(process.pid)
        try:
            self._stderr = StderrDrain(process.stderr.fileno())
        except BaseException:
            os.close(self._pidfd)
            raise

    @classmethod
    def launch(
        cls,
        executable: str,
        args: Sequence[str],
        env: Sequence[tuple[str, str]],
        cwd: str | None,
        max_frame_bytes: int,
        wake_fd: int,
    ) -> Child:
        """Start a child. Raises kind `spawn` where it cannot run (SPAWN-03), `setup` where we cannot hold it."""
        environment = dict(os.environ)
        environment.update(CHILD_ENVIRONMENT)
        environment.update(env)
        try:
            process = subprocess.Popen(
                [executable, *args],
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=cwd,
                env=environment,
                close_fds=True,  # SPAWN-02
            )
        except (OSError, ValueError) as error:
            raise WorkerError("spawn", executable=executable, system_error=_system_error(error)) from error
        try:
            return cls(process, max_frame_bytes, wake_fd)
        except BaseException as error:
            process.kill()
            process.wait()
            _close_pipes(process)
            if isinstance(error, (OSError, RuntimeError)):
                raise WorkerError("setup", message=f"could not set up worker {executable}: {error}") from error
            raise

    @property
    def pid(self) -> int:
        return self._process.pid

    # Talking ----------------------------------------------------------------------------------------------------------

    def send(self, frame: bytes, timeout: float) -> float:
        """Write a frame. Returns the moment of the first write, from which ``timeout`` is counted.

        Raises DeadlinePassed, Interrupted, or BrokenPipeError where the child will not read it any more.
        """
        rest = memoryview(frame)
        started: float | None = None
        while True:
            try:
                rest = rest[os.write(self._stdin, rest) :]
            except BlockingIOError:
                pass
            if started is None:
                started = monotonic()
            if not rest:
                return started
            until = started + timeout
            if monotonic() >= until:
                raise DeadlinePassed
            ready = wait_ready(until, (self._pidfd, self._wake_fd), (self._stdin,))
            if self._pidfd in ready:
                raise BrokenPipeError
            if self._wake_fd in ready:
                raise Interrupted

    def receive(self, until: float) -> bytes | None:
        """The next frame, or None where it is not whole by ``until``.

        Raises EndOfStream, FrameTooLarge, Interrupted. A dead child whose pipe is empty is at its end, whoever else may
        hold the pipe open.
        """
        while True:
            frame = self._reader.take()
            if frame is not None:
                return frame
            ready = wait_ready(until, (self._stdout, self._pidfd, self._wake_fd))
            if self._stdout in ready:
                self._reader.fill()
            elif self._pidfd in ready:
                # It may have written and died between poll's looks at the two.
                if not self._reader.fill():
                    raise EndOfStream
            elif self._wake_fd in ready:
                raise Interrupted
            elif monotonic() >= until:
                return None

    def receive_unless_exited(self, until: float) -> bytes | None:
        """As receive, but None as soon as the child is dead: during a shutdown its exit is the best answer."""
        while True:
            frame = self._reader.take()
            ready = wait_ready(until if frame is None else 0.0, (self._stdout, self._pidfd))
            if self._pidfd in ready:
                return None
            if frame is not None:
                return frame
            if self._stdout in ready:
                self._reader.fill()
            elif monotonic() >= until:
                return None

    def stale_output(self) -> bool:
        """Whether anything was sent that nobody asked for (FIX-03). Raises EndOfStream."""
        return self._reader.buffered > 0 or self._reader.fill()

    def peek_frame(self) -> bytes | None:
        """A frame that is already here as a whole, without waiting for the rest of one."""
        return self._reader.take()

    def backlog_bytes(self) -> int:
        """How much the child has written that was not taken yet."""
        return self._reader.buffered + _bytes_in_pipe(self._stdout)

    # Dying ------------------------------------------------------------------------------------------------------------

    def exited(self, until: float = 0.0) -> bool:
        """Whether the child is dead, waiting for that until ``until`` at most."""
        while not wait_ready(until, (self._pidfd,)):
            if monotonic() >= until:
                return False
        return True

    def kill(self) -> None:
        """Send SIGKILL. By pidfd, so never to a stranger that got the pid."""
        try:
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        except ProcessLookupError:
            pass
        except OSError as error:
            raise WorkerError("kill", system_error=_system_error(error)) from error

    def collect(self) -> Exit:
        """Reap a child that is dead, close everything of it, and say how it ended."""
        info = None
        try:
            info = os.waitid(os.P_PIDFD, self._pidfd, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            code = self._process.wait()
        except OSError as error:  # somebody else in this program waits for every child there is
            raise WorkerError("wait", system_error=_system_error(error)) from error
        finally:
            diagnostics = self._stderr.finish()
            os.close(self._pidfd)
            _close_pipes(self._process)
        if code >= 0:
            return Exit.exited(code, diagnostics)
        return Exit.signalled(-code, info is not None and info.si_code == os.CLD_DUMPED, diagnostics)

    # Measuring --------------------------------------------------------------------------------------------------------

    def rss_kib(self) -> int | None:
        """`VmRSS`, None where it is unavailable (RSS-01)."""
        try:
            with open(f"/proc/{self._process.pid}/status", "rb") as status:
                for line in status:
                    if line.startswith(b"VmRSS:"):
                        return int(line.split()[1])
        except (OSError, ValueError, IndexError):
            pass
        return None


def _close_pipes(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


def _system_error(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _bytes_in_pipe(fd: int) -> int:
    import fcntl  # only streams with a slow sink come here
    import termios

    count = fcntl.ioctl(fd, termios.FIONREAD, b"\0\0\0\0")
    return int.from_bytes(count, "little")
