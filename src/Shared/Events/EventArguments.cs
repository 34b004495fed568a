using System.Runtime.InteropServices;

namespace NumaProbe.Shared.Events;

/// <summary>The fields of a trace event as they are kept: see <see cref="TraceEvent.A"/> and those after it.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EventArguments(long A, long B = 0, long C = 0, long D = 0, int E = 0);
