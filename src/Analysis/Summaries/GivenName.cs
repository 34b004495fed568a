namespace NumaProbe.Analysis.Summaries;

/// <summary>A kernel name that a device had when the run ended.</summary>
/// <param name="Class">Naming class.</param>
/// <param name="Name">The name, for example <c>nvme0</c>.</param>
/// <param name="Index">Its number.</param>
/// <param name="Device">The device.</param>
/// <param name="Driver">Driver whose probe took it, or null when it came with the device.</param>
/// <param name="AtNs">When it was given, virtual nanoseconds.</param>
public sealed record GivenName(string Class, string Name, int Index, string Device, string? Driver, long AtNs);
