namespace NumaProbe.Shared.Topology;

/// <summary>A machine that scenarios can name instead of listing its nodes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="Source">Where its numbers are from.</param>
/// <param name="Topology">The machine.</param>
public sealed record MachinePreset(string Name, string Title, string Source, MachineTopology Topology);
