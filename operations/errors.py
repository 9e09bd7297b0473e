"""What can go wrong while starting or building: each error is one sentence for the person at the terminal."""


class OperationsError(Exception):
    """Base of all; its text says what is wrong and how to mend it."""


class PreflightError(OperationsError):
    """The machine or the settings do not allow a start, and nothing was started."""


class BuildError(OperationsError):
    """Something that is built from the sources could not be built."""


class StartError(OperationsError):
    """A process did not become healthy, and everything was stopped again."""
