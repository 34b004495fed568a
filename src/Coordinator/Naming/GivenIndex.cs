namespace NumaProbe.Coordinator.Naming;

/// <summary>A number that a device has.</summary>
/// <param name="Class">Number of the class.</param>
/// <param name="Index">The number.</param>
/// <param name="Of">Number of the class it belongs to, or -1.</param>
/// <param name="Driver">Driver whose probe took it, or -1 when it came with the device.</param>
/// <param name="Pool">Where it goes back to, or null.</param>
internal sealed record GivenIndex(int Class, int Index, int Of, int Driver, IndexPool? Pool);
