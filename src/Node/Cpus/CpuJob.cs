using System.Runtime.InteropServices;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.Cpus;

/// <summary>A thread that wants CPU time, and who asked for it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CpuJob(ThreadContext Context, ReplyTo Requester);
