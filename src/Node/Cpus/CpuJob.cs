using NumaProbe.Actors;
using NumaProbe.Shared.Protocol;

namespace NumaProbe.Node.Cpus;

/// <summary>A thread that wants CPU time, and who asked for it.</summary>
internal sealed record CpuJob(ThreadContext Context, ReplyTo Requester);
