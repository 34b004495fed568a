using System.Runtime.InteropServices;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.Memory;

/// <summary>An access to memory under way, and what its end will be told.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MemoryAccess(ReplyTo Requester, TouchDone Answer);
