"""Building a release: the one place where ingest and search meet."""

from release.builder import build
from release.lock import BuildRunningError
from release.plan import BuildPlan, Finding, Report
from release.progress import LineProgress, Progress, SilentProgress
from release.steps import BuildError

__all__ = [
    "BuildError",
    "BuildPlan",
    "BuildRunningError",
    "Finding",
    "LineProgress",
    "Progress",
    "Report",
    "SilentProgress",
    "build",
]
