using System.Runtime.InteropServices;
using NumaProbe.Actors;
using NumaProbe.Shared.Protocol;

namespace NumaProbe.Node.Memory;

/// <summary>An access to memory under way, and what its end will be told.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MemoryAccess(ReplyTo Requester, TouchDone Answer);
