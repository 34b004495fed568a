namespace NumaProbe.Cluster.Wire;

/// <summary>An injection as every process needs it.</summary>
/// <param name="Number">Number of the injection, from 1.</param>
/// <param name="AtNs">Virtual time at which it takes effect, nanoseconds.</param>
/// <param name="Thread">Kernel thread that carries out its events.</param>
/// <param name="Text">The fragment as received, UTF-8.</param>
public sealed record FragmentSource(int Number, long AtNs, int Thread, ReadOnlyMemory<byte> Text);
