namespace NumaProbe.Cli.Terminal;

/// <summary>What the program returns. Part of its interface: a number never changes its meaning.</summary>
internal static class ExitCode
{
    /// <summary>All went well, and what was asked is true.</summary>
    internal const int Ok = 0;

    /// <summary>The run worked, but its verdict is false.</summary>
    internal const int VerdictFalse = 1;

    /// <summary>The command line is wrong.</summary>
    internal const int Usage = 2;

    /// <summary>The scenario is not valid.</summary>
    internal const int InvalidScenario = 3;

    /// <summary>No cluster answers.</summary>
    internal const int Unreachable = 4;

    /// <summary>What was waited for did not come in time.</summary>
    internal const int Timeout = 5;

    /// <summary>The run could not be carried out.</summary>
    internal const int RunFailed = 6;

    /// <summary>A bug of the program.</summary>
    internal const int InternalError = 70;

    /// <summary>Somebody pressed Ctrl-C.</summary>
    internal const int Interrupted = 130;

    /// <summary>Every code with its meaning, as help and manual print it.</summary>
    internal static IReadOnlyList<(int Code, string Name, string Meaning)> All { get; } =
    [
        (Ok, "ok", "all went well, and what was asked is true"),
        (VerdictFalse, "verdict false", "the run worked, but an expectation of the scenario does not hold, the emulated kernel hangs, it has findings and --fail-on findings was given, or a run disagrees with a recording"),
        (Usage, "usage", "the command line is wrong: an unknown verb, option, generation, node, device or run folder"),
        (InvalidScenario, "invalid scenario", "a scenario or a recording is not valid or cannot be read; every problem is printed"),
        (Unreachable, "unreachable", "no cluster answers, or a process of a cluster is not well"),
        (Timeout, "timeout", "what was waited for did not come in time"),
        (RunFailed, "run failed", "the run could not be carried out: a bound was reached, the cluster refused it, or the run folder or the result could not be written"),
        (InternalError, "internal error", "a bug of numaprobe; --debug shows where"),
        (Interrupted, "interrupted", "Ctrl-C; nothing half written is left behind"),
    ];
}
