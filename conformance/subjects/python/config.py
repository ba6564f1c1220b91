"""How a supervisor treats its child."""

from __future__ import annotations

from wire import FRAME_BYTES_DEFAULT, FRAME_BYTES_MAX, FRAME_BYTES_MIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class Policy:
    """When a child is replaced before a request (POLICY-01). None disables a rule."""

    def __init__(
        self,
        max_requests: int | None = None,
        max_imports: int | None = None,
        max_rss_kib: int | None = None,
        idle_restart_after_ms: int | None = None,
    ) -> None:
        self.max_requests = _floor(max_requests, 1)
        self.max_imports = _floor(max_imports, 1)
        self.max_rss_kib = _floor(max_rss_kib, 1)
        self.idle_restart_after_ms = idle_restart_after_ms


class Config:
    """All options. Values under their floor are raised to it (DEFAULT-01)."""

    def __init__(
        self,
        executable: str,
        args: Sequence[str] = (),
        env: Sequence[tuple[str, str]] = (),
        cwd: str | None = None,
        *,
        startup_timeout_ms: int = 10_000,
        request_timeout_ms: int = 30_000,
        shutdown_timeout_ms: int = 2_000,
        kill_wait_ms: int = 5_000,
        max_frame_bytes: int = FRAME_BYTES_DEFAULT,
        rss_hard_limit_kib: int | None = None,
        rss_sample_interval_ms: int = 250,
        restart_limit_max: int = 16,
        restart_limit_window_ms: int = 60_000,
        policy: Policy | None = None,
    ) -> None:
        self.executable = executable
        self.args = list(args)
        self.env = list(env)
        self.cwd = cwd
        self.startup_timeout_ms = startup_timeout_ms
        self.request_timeout_ms = request_timeout_ms
        self.shutdown_timeout_ms = shutdown_timeout_ms
        self.kill_wait_ms = kill_wait_ms
        self.max_frame_bytes = min(max(max_frame_bytes, FRAME_BYTES_MIN), FRAME_BYTES_MAX)
        self.rss_hard_limit_kib = _floor(rss_hard_limit_kib, 1)
        self.rss_sample_interval_ms = max(rss_sample_interval_ms, 1)
        self.restart_limit_max = max(restart_limit_max, 1)
        self.restart_limit_window_ms = max(restart_limit_window_ms, 1)
        self.policy = policy or Policy()


def _floor(value: int | None, minimum: int) -> int | None:
    return None if value is None else max(value, minimum)
