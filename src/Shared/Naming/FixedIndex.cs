namespace NumaProbe.Shared.Naming;

/// <summary>A number that the firmware or a table gives a device.</summary>
/// <param name="Device">Name of the device.</param>
/// <param name="Index">Its number.</param>
public sealed record FixedIndex(string Device, int Index);
