using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Binding;

/// <summary>Reads the boot options and the kernel threads, which both name CPUs.</summary>
internal static class KernelBinder
{
    private const int LongestCommandLine = 4096;

    internal static KernelOptions BindOptions(Field field, BindContext context)
    {
        if (MappingView.Open(field, context.Problems, "'kernel'", ScenarioFormat.Kernel.Keys) is not { } view)
        {
            return KernelOptions.Default;
        }

        var values = context.Values;
        var commandLine = values.Text(view["cmdline"]) ?? "";
        if (commandLine.Length > LongestCommandLine || commandLine.Contains('\n', StringComparison.Ordinal))
        {
            context.Problems.Add(view["cmdline"].Mark, "the command line is too long or has several lines", $"the kernel takes one line of at most {LongestCommandLine} characters");
        }

        var unbound = NumberLists.Cpus(view["unbound_cpus"], context) ?? [];
        foreach (var cpu in unbound)
        {
            if (!context.CheckCpu(cpu, view["unbound_cpus"].Mark))
            {
                break;
            }
        }

        return new(
            commandLine,
            values.Boolean(view["module_async_probe"]) ?? false,
            [.. unbound],
            (int?)values.Integer(view["async_max_active"], 1, ScenarioLimits.AsyncMaxActive));
    }

    internal static List<KernelThreadSpec> BindThreads(Field field, BindContext context)
    {
        var threads = new List<KernelThreadSpec>();
        foreach (var item in context.Values.Bounded(field, ScenarioLimits.Threads, "threads"))
        {
            if (MappingView.Open(item, context.Problems, "a thread", ScenarioFormat.Thread.Keys) is not { } view)
            {
                continue;
            }

            var id = context.Values.Integer(view["id"], 0, Shared.Events.ThreadId.MaxScenarioThread) ?? threads.Count;
            if (!context.Threads.Add((int)id))
            {
                context.Problems.Add(view["id"].Mark, $"duplicate thread {id}", "events name their thread by its id", "give each its own id");
            }

            if (context.Values.Integer(view.Required("cpu"), 0, ScenarioLimits.Cpus - 1) is { } cpu && CheckPinned(id, cpu, view["cpu"].Mark, context))
            {
                threads.Add(new((int)id, (int)cpu));
            }
        }

        if (field.Kind == DocumentKind.List && field.Node!.Items.Count == 0)
        {
            context.Problems.Add(field.Mark, "no threads", "somebody must carry out the events", "remove the empty list: thread 0 is the default");
        }

        return threads.Count > 0 || field.Given ? threads : Default(context);
    }

    private static List<KernelThreadSpec> Default(BindContext context)
    {
        context.Threads.Add(0);
        var offline = context.Topology?.OfflineCpus ?? [];
        var cpus = context.Topology?.Nodes.SelectMany(n => n.Cpus).Where(cpu => !offline.Contains(cpu)).DefaultIfEmpty(0).Min();
        return [new(0, cpus ?? 0)];
    }

    private static bool CheckPinned(long id, long cpu, Mark mark, BindContext context)
    {
        if (!context.CheckCpu(cpu, mark))
        {
            return false;
        }

        if (context.Topology?.OfflineCpus.Contains((int)cpu) == true)
        {
            context.Problems.Add(mark, $"thread {id} is pinned to CPU {cpu}", "that CPU is offline at the start", "pin it to an online CPU, or take the CPU out of offline_cpus");
            return false;
        }

        return true;
    }
}
