using System.Runtime.InteropServices;

namespace NumaProbe.Cli.Verify;

/// <summary>A file to verify, or why there is none.</summary>
/// <param name="Path">Path as typed, or below a folder as typed.</param>
/// <param name="Problem">Why it cannot be verified, or null.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RecordingFile(string Path, string? Problem);
