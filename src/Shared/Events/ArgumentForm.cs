namespace NumaProbe.Shared.Events;

/// <summary>How an argument of a trace event is written for people and in files.</summary>
public enum ArgumentForm
{
    /// <summary>A plain number.</summary>
    Number,

    /// <summary>A number, or nothing when it is -1.</summary>
    OptionalNumber,

    /// <summary>Name of a device, or nothing when it is -1.</summary>
    Device,

    /// <summary>Name of a driver, or nothing when it is -1.</summary>
    Driver,

    /// <summary>A thread, or nothing when it is -1.</summary>
    Thread,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>One of <see cref="TraceArgument.Words"/>.</summary>
    Word,

    /// <summary>Name of a lock of the machine, or nothing when it is -1.</summary>
    Lock,

    /// <summary>Name of a naming class.</summary>
    NamingClass,

    /// <summary>The generation that mends a finding, by its number in traces.</summary>
    Mender,
}
