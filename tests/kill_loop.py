"""Kills a command again and again, for tests that what it has done is not lost and not done twice."""
import signal
import subprocess


def until_it_ends(command, first, times=40):
    """Runs the command, killed (SIGKILL) after `first` seconds and up to .6 more, until it ends by itself; how often it was killed."""
    for kills in range(times):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=first + 0.1 * (kills % 7))
            return kills
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
    return times
