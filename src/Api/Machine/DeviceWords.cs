namespace NumaProbe.Api.Machine;

/// <summary>States of a device, as documents and conditions spell them.</summary>
internal static class DeviceWords
{
    internal const string Absent = "absent";
    internal const string Unbound = "unbound";
    internal const string Probing = "probing";
    internal const string Deferred = "deferred";
    internal const string Bound = "bound";

    internal static IReadOnlyList<string> All { get; } = [Absent, Unbound, Probing, Deferred, Bound];
}
