namespace NumaProbe.VirtualTime;

/// <summary>A named invariant did not hold: a bug of the emulator, never a result.</summary>
public sealed class InvariantViolationException : Exception
{
    /// <summary>Creates the exception.</summary>
    public InvariantViolationException(string name, string detail)
        : base($"invariant {name} violated{detail}") => Name = name;

    /// <summary>Name of the invariant.</summary>
    public string Name { get; }
}
