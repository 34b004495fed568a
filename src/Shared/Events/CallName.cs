namespace NumaProbe.Shared.Events;

/// <summary>An operation of a scenario as its file has it.</summary>
/// <param name="Operation">Its spelling, for example <c>device_add</c>; empty for an ordinal that no probe uses.</param>
/// <param name="Target">Its target as written, or null.</param>
public sealed record CallName(string Operation, string? Target)
{
    /// <summary>For people: <c>device_add(d0)</c>, <c>wait_for_device_probe()</c>.</summary>
    public override string ToString() => $"{Operation}({Target})";
}
