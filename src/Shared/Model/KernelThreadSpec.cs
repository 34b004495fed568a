namespace NumaProbe.Shared.Model;

/// <summary>A kernel thread (or user process in the kernel) that carries out events, pinned to a CPU.</summary>
/// <param name="Id">Thread id, unique.</param>
/// <param name="Cpu">CPU it is pinned to.</param>
public sealed record KernelThreadSpec(int Id, int Cpu);
