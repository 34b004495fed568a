namespace NumaProbe.Cluster.Control;

/// <summary>A run so far as a scenario file.</summary>
/// <param name="Text">The file, YAML.</param>
/// <param name="Generation">Generation it was run with (also named in the file).</param>
/// <param name="Seed">Seed it was run with (also named in the file).</param>
public sealed record ScenarioExport(string Text, string Generation, ulong Seed);
