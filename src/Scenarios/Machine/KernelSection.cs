using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Machine;

/// <summary>The boot options: their keys, how they are read and written.</summary>
internal static class KernelSection
{
    private const int LongestCommandLine = 4096;

    private static readonly FormatKey<string?> CommandLine = new("cmdline", Formats.Text, "the kernel command line. Understood: `driver_async_probe=`, `deferred_probe_timeout=`, `module.async_probe=`, `MODULE.async_probe=`, `workqueue.default_affinity_scope=`, `workqueue.disable_numa`, `isolcpus=`, `nohz_full=`, `initcall_debug`, `dyndbg=` for `drivers/base/dd.c`, each as far as the generation has it; the rest is ignored", "empty");
    private static readonly FormatKey<bool?> ModuleAsyncProbe = new("module_async_probe", Formats.Flag, "every driver without a module was loaded with `async_probe`", "false");
    private static readonly FormatKey<IReadOnlyList<int>?> UnboundCpus = new("unbound_cpus", Formats.Cpus, "CPUs that unbound workers may use, whatever the command line says", "all that `isolcpus=` and `nohz_full=` leave");
    private static readonly FormatKey<int?> AsyncMaxActive = new("async_max_active", Formats.Integer(1, ScenarioLimits.AsyncMaxActive), "most asynchronous functions running at once on a node", "the generation's");

    internal static FormatMapping Mapping { get; } = new("kernel", "What the user set at boot", [CommandLine, ModuleAsyncProbe, UnboundCpus, AsyncMaxActive]) { Noun = "'kernel'" };

    internal static KernelOptions Read(Field field, BindContext context)
    {
        if (MappingView.Open(field, context, Mapping) is not { } view)
        {
            return KernelOptions.Default;
        }

        var commandLine = CommandLine.Read(view, context, out var line) ?? "";
        if (commandLine.Length > LongestCommandLine || commandLine.Contains('\n', StringComparison.Ordinal))
        {
            context.Problems.Add(line.Mark, "the command line is too long or has several lines", $"the kernel takes one line of at most {LongestCommandLine} characters");
        }

        var unbound = UnboundCpus.Read(view, context, out var cpus) ?? [];
        _ = unbound.All(cpu => context.CheckCpu(cpu, cpus.Mark));
        return new(commandLine, ModuleAsyncProbe.Read(view, context) ?? false, [.. unbound], AsyncMaxActive.Read(view, context));
    }

    /// <summary>True when nothing is set, and there is nothing to write.</summary>
    internal static bool IsDefault(KernelOptions kernel) => kernel is { CommandLine: "", ModuleAsyncProbe: false, UnboundCpus.IsEmpty: true, AsyncMaxActive: null };

    internal static void Write(YamlText yaml, KernelOptions kernel)
    {
        yaml.BeginMapping();
        CommandLine.Write(yaml, kernel.CommandLine.Length > 0 ? kernel.CommandLine : null);
        ModuleAsyncProbe.Write(yaml, kernel.ModuleAsyncProbe ? true : null);
        UnboundCpus.Write(yaml, kernel.UnboundCpus.IsEmpty ? null : kernel.UnboundCpus);
        AsyncMaxActive.Write(yaml, kernel.AsyncMaxActive);
        yaml.EndMapping();
    }
}
