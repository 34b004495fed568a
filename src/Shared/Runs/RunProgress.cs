using System.Runtime.InteropServices;

namespace NumaProbe.Shared.Runs;

/// <summary>How far a run has come; for people who wait, never part of a result.</summary>
/// <param name="VirtualNs">Virtual time reached, nanoseconds.</param>
/// <param name="Events">Messages and timers handled so far.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RunProgress(long VirtualNs, long Events);
