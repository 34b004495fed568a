using System.Collections.Immutable;

namespace NumaProbe.Shared.Model;

/// <summary>What the user set at boot.</summary>
/// <param name="CommandLine">Kernel command line; understood: driver_async_probe=, deferred_probe_timeout=, module.async_probe=, MODULE.async_probe=, workqueue.default_affinity_scope=.</param>
/// <param name="ModuleAsyncProbe">Every driver without a named module belongs to one module that was loaded with async_probe (recordings).</param>
/// <param name="UnboundCpus">CPUs that unbound workers may use (workqueue.unbound_cpus); empty: all.</param>
/// <param name="AsyncMaxActive">Overrides the generation's limit of running async functions a node; null: the generation's.</param>
public sealed record KernelOptions(
    string CommandLine,
    bool ModuleAsyncProbe,
    ImmutableArray<int> UnboundCpus,
    int? AsyncMaxActive)
{
    /// <summary>A kernel booted without any option.</summary>
    public static KernelOptions Default { get; } = new("", ModuleAsyncProbe: false, [], AsyncMaxActive: null);
}
