using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace NumaProbe.Analysis.Agreement;

/// <summary>A number that lay between two others in all runs, in files <c>[min, max]</c>.</summary>
/// <param name="Minimum">Lowest.</param>
/// <param name="Maximum">Highest.</param>
[JsonConverter(typeof(CountConverter))]
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordedCount(int Minimum, int Maximum);
